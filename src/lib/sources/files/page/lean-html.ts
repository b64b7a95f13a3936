import { escapeUTF8 } from 'entities';
import { Parser } from 'htmlparser2';

/** A page without what no post needs, in a size that can be looked at. */
export interface LeanHtml {
	html: string;
	elements: number;
	/** More elements than {@link MOST_ELEMENTS} were there: of those after them only the words are. */
	isCut: boolean;
}

/** No page that people read has so many; each costs memory and time. */
export const MOST_ELEMENTS = 50_000;
/** Elements within one another, beyond which the outer ones end: each costs time at every element in it. */
const DEEPEST = 100;

/** What is never part of a post; a form may be around the whole page. */
const DROPPED = new Set(['script', 'style', 'noscript', 'template', 'svg', 'button', 'dialog']);
/** Of the page itself, which is written anew around them. */
const FRAME = new Set(['html', 'head', 'body']);
/** Holds no elements. */
const RAW = new Set(['script', 'style', 'title', 'textarea', 'iframe', 'noembed', 'xmp']);
/** Without content. */
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Attributes that only scripts and styles read; addresses of pictures that come late are kept. */
const UNREAD = /^on|^data-(?!(?:lazy-)?src(?:set)?$)|^aria-|[^a-z0-9:_-]/;
/** A script of this type says what the page is. */
const LINKED_DATA = 'application/ld+json';

/** Writes a page anew, in time that its length bounds, however it is nested. */
export function leanHtml(html: string): LeanHtml {
	const writer = new Writer();
	for (let at = 0; at < html.length;) at += writer.readFrom(html.slice(at));
	const lang = escapeUTF8(writer.language);
	const page = `<!doctype html><html lang="${lang}"><head></head><body>${writer.pieces.join('')}</body></html>`;
	return { html: page, elements: writer.elements, isCut: writer.elements > MOST_ELEMENTS };
}

type Attributes = Readonly<Record<string, string>>;

class Writer {
	readonly pieces: string[] = [];
	/** As the page says it; '' for none. */
	language = '';
	elements = 0;
	/** Names of those that are written and still open. */
	#open: string[] = [];
	/** Open elements within the dropped one, itself included. */
	#dropped = 0;
	#isLinkedData = false;

	/** @returns how many UTF-16 units were read before a new parser must go on. */
	readFrom(html: string): number {
		let [end, depth] = [html.length, 0];
		const isAtWork = () => end === html.length;
		const parser = new Parser({
			onopentag: (name, attributes) => {
				if (!isAtWork()) return;
				this.#begin(name, attributes);
				if (!VOID.has(name)) depth += 1;
				// Raw text can only be read by the parser that saw it begin.
				if (depth < DEEPEST || (RAW.has(name) && depth < 2 * DEEPEST)) return;
				end = parser.endIndex + 1;
				parser.pause();
			},
			ontext: (words) => {
				if (isAtWork()) this.#say(words);
			},
			onclosetag: (name) => {
				if (!isAtWork()) return;
				if (!VOID.has(name)) depth -= 1;
				this.#end(name);
			}
		});
		parser.write(html);
		if (isAtWork()) parser.end();
		else this.#endAll();
		return end;
	}

	#begin(name: string, attributes: Attributes): void {
		if (this.#dropped > 0) {
			if (!VOID.has(name)) this.#dropped += 1;
		} else if (DROPPED.has(name)) this.#drop(name, attributes);
		else if (name === 'html') this.language ||= attributes.lang ?? '';
		else if (!FRAME.has(name)) this.#write(name, attributes);
	}

	#drop(name: string, { type = '' }: Attributes): void {
		this.#dropped = 1;
		this.#isLinkedData = name === 'script' && type.trim().toLowerCase() === LINKED_DATA;
		if (this.#isLinkedData) this.pieces.push(`<script type="${LINKED_DATA}">`);
	}

	#write(name: string, attributes: Attributes): void {
		this.elements += 1;
		if (this.elements > MOST_ELEMENTS) {
			this.pieces.push(' ');
			return;
		}
		const written = Object.entries(attributes)
			.filter(([attribute]) => !UNREAD.test(attribute))
			.map(([attribute, value]) => ` ${attribute}="${escapeUTF8(value)}"`);
		this.pieces.push(`<${name}${written.join('')}>`);
		if (!VOID.has(name)) this.#open.push(name);
	}

	#say(words: string): void {
		if (this.#isLinkedData) this.pieces.push(words);
		else if (this.#dropped === 0) this.pieces.push(escapeUTF8(words));
	}

	#end(name: string): void {
		if (VOID.has(name)) return;
		if (this.#dropped > 0) {
			this.#dropped -= 1;
			if (this.#isLinkedData) this.pieces.push('</script>');
			this.#isLinkedData = false;
		} else if (this.#open.at(-1) === name) {
			this.#open.pop();
			this.pieces.push(`</${name}>`);
		}
	}

	#endAll(): void {
		if (this.#isLinkedData) this.pieces.push('</script>');
		for (const name of this.#open.reverse()) this.pieces.push(`</${name}>`);
		this.#open = [];
		this.#dropped = 0;
		this.#isLinkedData = false;
	}
}
