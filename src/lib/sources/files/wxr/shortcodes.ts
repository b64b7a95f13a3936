import type { Attachments } from './attachments';
import { shortcodeOf, type Shortcode } from './known-shortcodes';
import { readAttributes, shortcodePieces, type ShortcodeTag, type TextPiece } from './shortcode-tags';

/** What shortcodes are shown with. */
export interface ShortcodeSurroundings {
	/** Number of the post, or null. */
	postId: number | null;
	attachments: Attachments;
}

/** Shortcodes within shortcodes; what lies deeper is shown without them. */
const DEEPEST = 8;
/** Of plugins, that stand alone, without attributes, and for nothing that could be read here. */
const WORDLESS = new Set(
	(
		'toc ez-toc lwptoc contact-form contact-form-7 contact-field jetpack-related-posts related-posts sitemap ' +
		'archives recent-posts simple-sitemap login-form subscribe2 ad ads adsense share print-me clear divider ' +
		'separator spacer sharethis polldaddy poll wpforms gravityform newsletter nextpage slideshow metaslider'
	).split(' ')
);

/**
 * The HTML of a post with its shortcodes shown as far as Backlist can; of others only what stands between them is. What people
 * write in brackets, such as [sic], stays.
 */
export function withShortcodes(html: string, around: ShortcodeSurroundings): string {
	if (!html.includes('[')) return html;
	const pieces = shortcodePieces(html);
	if (pieces.every(({ is }) => is === 'text')) return html;
	return withoutEmptyLines(new Renderer(pieces, around).render(0, pieces.length, 0));
}

/** Where a tag is, and what of the HTML there is before it. */
interface Place {
	at: number;
	to: number;
	depth: number;
	html: string[];
}

class Renderer {
	readonly #opened = new Set<string>();
	/** Where each name is closed, as far as that has not been passed. */
	readonly #closes = new Map<string, number[]>();
	/** Whether the paragraph that the next text ends has lost its beginning. */
	#isUnwrapped = false;

	constructor(
		readonly pieces: readonly TextPiece[],
		readonly around: ShortcodeSurroundings
	) {
		for (let at = pieces.length - 1; at >= 0; at -= 1) {
			const piece = pieces[at];
			if (piece?.is !== 'tag') continue;
			if (piece.kind === 'open') this.#opened.add(piece.name);
			if (piece.kind !== 'close') continue;
			const closes = this.#closes.get(piece.name);
			if (closes === undefined) this.#closes.set(piece.name, [at]);
			else closes.push(at);
		}
	}

	/** The pieces from one up to another. */
	render(from: number, to: number, depth: number): string {
		const html: string[] = [];
		for (let at = from; at < to; at += 1) {
			const piece = this.pieces[at];
			if (piece?.is === 'tag') at = this.#renderTag(piece, { at, to, depth, html });
			else html.push(this.#textOf(piece?.text ?? ''));
		}
		return html.join('');
	}

	/** @returns where the last piece is that was rendered. */
	#renderTag(piece: ShortcodeTag, { at, to, depth, html }: Place): number {
		const close = piece.kind === 'open' ? this.#closeAfter(piece.name, at, to) : null;
		const end = close ?? at;
		const known = this.#known(piece, close);
		if (known === null && !this.#isShortcode(piece)) {
			html.push(piece.text);
			return at;
		}
		if (this.#isEscaped(piece, end)) {
			html.push(this.#asWritten(at, end).slice(1, -1));
			return end;
		}
		if (known === null || depth >= DEEPEST) {
			html.push(outerBrackets(piece));
			return at;
		}
		const isAround = known.hasContent && close !== null;
		const content = isAround ? this.render(at + 1, close, depth + 1) : '';
		this.#push(
			html,
			known.show(readAttributes(piece.attributes), content, this.around),
			isAround ? close : at
		);
		return isAround ? close : at;
	}

	/** In `[video]` the word may be meant, where neither an address nor an end follows. */
	#known({ name, kind, attributes }: ShortcodeTag, close: number | null): Shortcode | null {
		const known = kind === 'close' ? null : shortcodeOf(name);
		return known?.hasContent === true && close === null && attributes.trim() === '' ? null : known;
	}

	/** What is shown in place of a shortcode needs no paragraph around it. */
	#push(html: string[], shown: string, at: number): void {
		const next = this.pieces[at + 1];
		const before = html.at(-1) ?? '';
		const start = before.replace(/<p>\s{0,50}$/, '');
		const isAlone = start !== before && next?.is === 'text' && /^\s{0,50}<\/p>/.test(next.text);
		if (isAlone) html[html.length - 1] = start;
		this.#isUnwrapped = isAlone;
		html.push(shown);
	}

	#textOf(text: string): string {
		const rest = this.#isUnwrapped ? text.replace(/^\s{0,50}<\/p>/, '') : text;
		this.#isUnwrapped = false;
		return rest;
	}

	#closeAfter(name: string, at: number, to: number): number | null {
		const closes = this.#closes.get(name) ?? [];
		while ((closes.at(-1) ?? Infinity) < at) closes.pop();
		const close = closes.at(-1);
		return close !== undefined && close < to ? close : null;
	}

	/** By its looks: it has named attributes, an end, or a name that no word has. */
	#isShortcode({ name, kind, attributes }: ShortcodeTag): boolean {
		if (name.includes('_')) return true;
		if (kind === 'close') return this.#opened.has(name);
		return (
			kind === 'empty' ||
			WORDLESS.has(name) ||
			this.#closes.has(name) ||
			/^\s+[\w-]+=\s?[^\s=]/.test(attributes)
		);
	}

	/** So an author writes about a shortcode: `[[gallery]]`. */
	#isEscaped({ before }: ShortcodeTag, end: number): boolean {
		const last = this.pieces[end];
		return before && last?.is === 'tag' && last.behind;
	}

	#asWritten(from: number, to: number): string {
		const written = this.pieces.slice(from, to + 1).map(({ text }) => text);
		return written.join('');
	}
}

/** Those that belong to the text around: `[see [toc]]`. */
function outerBrackets({ before, behind }: ShortcodeTag): string {
	return (before ? '[' : '') + (behind ? ']' : '');
}

/** Shortcodes that are gone leave their lines behind. */
function withoutEmptyLines(html: string): string {
	return html
		.replace(/<p>(?:[ \n]{0,20}<br \/>)+\s{0,20}/g, '<p>')
		.replace(/(?<!<br \/>[ \n]{0,20})(?:<br \/>[ \n]{0,20})+<\/p>/g, '</p>')
		.replace(/<p>\s{0,200}<\/p>\n?/g, '');
}
