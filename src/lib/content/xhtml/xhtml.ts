import { chosenPicture, withoutFragment } from '$lib/content/picture-list';
import { fragmentOf, safeLink, safeMedia, samePage, type ContentBase } from '$lib/content/safe-url';
import { BLOCKS, DROPPED, EMBEDDED, INLINE, LINES, PLAIN_BLOCKS, RENAMED } from './elements';
import { Targets } from './targets';
import { listOf, tableOf, termsOf, type Part } from './structures';
import { elementsIn, isTag, isText, treeOf, wordsIn, type AnyNode, type Element } from './tree';
import { escapeXml } from './xml-text';

/** Elements within one another that are kept: readers of books have their limits too. */
const DEEPEST = 100;
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i;

/** What the content of a post is made with. */
export interface XhtmlOptions {
	base: ContentBase;
	/** What to show for the picture at an absolute address; null for a link to it. */
	pictureFor: (address: string) => string | null;
	/** What a link to a picture without a description is called. */
	pictureName: string;
}

/** Where a part of the content stands. */
interface Place {
	/** Blocks may stand there, not only words. */
	isFlow: boolean;
	isInLink: boolean;
	/** Between the blocks that become words there. */
	gap: string;
	depth: number;
}

/**
 * Untrusted HTML as a piece of XHTML: well-formed, of allowed elements rightly within one another, with nothing that runs, sends or
 * loads. Addresses are absolute; links within the text lead on. Never throws.
 */
export function xhtmlOf(html: string, options: XhtmlOptions): string {
	const tree = treeOf(html);
	const targets = new Targets([...elementsIn(tree)], (href) => pointedAt(href, options.base));
	const place: Place = { isFlow: true, isInLink: false, gap: ' ', depth: 0 };
	for (;;) {
		const { xml } = new Writer(options, targets).all(tree.children, place);
		if (!targets.dropMissing()) return xml;
	}
}

/** The name that a link leads to within its own page; empty for none. */
function pointedAt(href: string, base: ContentBase): string {
	if (href.startsWith('#')) return fragmentOf(href);
	const address = safeLink(href, base);
	const isHere = address !== null && base.postUrl !== null && samePage(address, base.postUrl);
	return isHere ? fragmentOf(address) : '';
}

class Writer {
	readonly #options: XhtmlOptions;
	readonly #targets: Targets;

	constructor(options: XhtmlOptions, targets: Targets) {
		this.#options = options;
		this.#targets = targets;
	}

	all(nodes: readonly AnyNode[], place: Place): Part {
		let xml = '';
		let isBlock = false;
		for (const node of nodes) {
			const part = this.#node(node, place);
			xml += part.xml;
			isBlock ||= part.isBlock;
		}
		return { xml, isBlock };
	}

	#node(node: AnyNode, place: Place): Part {
		if (isText(node)) return words(escapeXml(node.data));
		if (!isTag(node)) return words('');
		if (place.depth > DEEPEST) return words(escapeXml(wordsIn(node)));
		return this.#element(node, { ...place, depth: place.depth + 1 });
	}

	#element(element: Element, place: Place): Part {
		const written = element.name.toLowerCase();
		const name = RENAMED.get(written) ?? written;
		if (DROPPED.has(name)) return words('');
		if (name === 'br') return words('<br/>');
		if (name === 'img' || name === 'image') return this.#picture(element, place);
		if (EMBEDDED.has(name)) return this.#embedded(element, place);
		if (name === 'a') return this.#link(element, place);
		if (INLINE.has(name)) return this.#inline(name, element, place);
		if (name === 'rt') return words(` (${this.#words(element, place).xml}) `);
		if (!isBlockName(name)) return this.#unwrapped(element, place);
		return place.isFlow ? this.#block(name, element, place) : this.#asWords(element, place);
	}

	#block(name: string, element: Element, place: Place): Part {
		const inner = (node: Element) => {
			const { xml, isBlock } = this.all(node.children, place);
			return { xml: (node === element ? '' : this.#anchor(node)) + xml, isBlock };
		};
		const inWords = (node: Element) => words(this.#anchor(node) + this.#words(node, place).xml);
		if (name === 'hr') return block('<hr/>');
		if (name === 'p') return this.#paragraph(element, place);
		if (name === 'ul' || name === 'ol') return block(listOf(name, element, this.#attributes(element), inner));
		if (name === 'dl') return block(termsOf(element, inner, inWords));
		if (name === 'table') return block(tableOf(element, inner, inWords));
		if (name === 'figure') return block(this.#wrapped('div', element, inner(element).xml));
		if (name === 'summary') return block(this.#wrapped('p', element, this.#words(element, place).xml));
		if (LINES.has(name)) {
			const gap = name === 'pre' ? '\n' : ' ';
			return block(this.#wrapped(name, element, this.#words(element, { ...place, gap }).xml));
		}
		const kept = BLOCKS.has(name) ? name : 'div';
		return block(this.#wrapped(kept, element, inner(element).xml));
	}

	/** Around blocks, there is no paragraph. */
	#paragraph(element: Element, place: Place): Part {
		const { xml, isBlock } = this.all(element.children, place);
		return block(this.#wrapped(isBlock ? 'div' : 'p', element, xml));
	}

	/** Around blocks, what is said of words gives way. */
	#inline(name: string, element: Element, place: Place): Part {
		const { xml, isBlock } = this.all(element.children, place);
		if (isBlock) return { xml: this.#anchor(element) + xml, isBlock };
		return words(this.#wrapped(name, element, xml));
	}

	#unwrapped(element: Element, place: Place): Part {
		const { xml, isBlock } = this.all(element.children, place);
		return { xml: this.#anchor(element) + xml, isBlock };
	}

	/** Where only words may stand. */
	#asWords(element: Element, place: Place): Part {
		return words(place.gap + this.#anchor(element) + this.#words(element, place).xml + place.gap);
	}

	#words(element: Element, place: Place): Part {
		return this.all(element.children, { ...place, isFlow: false });
	}

	#link(element: Element, place: Place): Part {
		const { xml, isBlock } = this.all(element.children, { ...place, isInLink: true });
		const href = place.isInLink ? null : this.#hrefOf(element.attribs.href ?? '');
		if (href === null || xml.trim() === '') return { xml: this.#anchor(element) + xml, isBlock };
		return { xml: `<a href="${escapeXml(href)}"${this.#attributes(element)}>${xml}</a>`, isBlock };
	}

	#hrefOf(written: string): string | null {
		const name = pointedAt(written, this.#options.base);
		const target = name === '' ? null : this.#targets.link(name);
		return target === null ? outside(written, this.#options.base) : `#${target}`;
	}

	#picture(element: Element, place: Place): Part {
		const sources = sourcesAround(element);
		const address = chosenPicture(element.attribs, sources, this.#options.base);
		if (address === null || address.startsWith('data:')) return words('');
		const alt = escapeXml(element.attribs.alt ?? '');
		const file = this.#options.pictureFor(withoutFragment(address));
		if (file !== null) return words(`<img src="${escapeXml(file)}" alt="${alt}"/>`);
		if (place.isInLink) return words(alt);
		return words(`<a href="${escapeXml(address)}">${alt.trim() || escapeXml(this.#options.pictureName)}</a>`);
	}

	#embedded(element: Element, place: Place): Part {
		const written = ['src', 'data', 'data-src'].map((name) => element.attribs[name] ?? '');
		const inside = [...elementsIn(element)].map(({ attribs }) => attribs.src ?? '');
		const [address] = [...written, ...inside]
			.map((one) => safeMedia(one, this.#options.base))
			.filter((one) => one !== null);
		if (address === undefined || place.isInLink) return words('');
		const name = element.attribs.title?.trim() || address;
		const link = `<a href="${escapeXml(address)}">${escapeXml(name)}</a>`;
		return place.isFlow ? block(`<p>${link}</p>`) : words(link);
	}

	#wrapped(name: string, element: Element, xml: string): string {
		const attributes = this.#attributes(element);
		const isEmpty = xml.trim() === '' && !attributes.includes(' id=');
		return isEmpty ? xml : `<${name}${attributes}>${xml}</${name}>`;
	}

	/** What stays of an element that goes: where links lead to. */
	#anchor(element: Element): string {
		const id = this.#targets.idOf(element);
		return id === null ? '' : `<span id="${id}"></span>`;
	}

	#attributes({ attribs }: Element): string {
		const { lang = '', dir = '', title = '' } = attribs;
		const id = this.#targets.idOf({ attribs });
		const isSpoken = LANGUAGE.test(lang);
		return [
			id === null ? '' : ` id="${id}"`,
			isSpoken ? ` xml:lang="${lang}" lang="${lang}"` : '',
			/^(?:ltr|rtl)$/i.test(dir) ? ` dir="${dir.toLowerCase()}"` : '',
			title.trim() === '' ? '' : ` title="${escapeXml(title)}"`
		].join('');
	}
}

const words = (xml: string): Part => ({ xml, isBlock: false });

const block = (xml: string): Part => ({ xml, isBlock: xml !== '' });

const BLOCK_NAMES = new Set(['hr', 'p', 'ul', 'ol', 'dl', 'table', 'figure', 'summary']);

function isBlockName(name: string): boolean {
	return BLOCK_NAMES.has(name) || LINES.has(name) || BLOCKS.has(name) || PLAIN_BLOCKS.has(name);
}

/** An address that is one for XML too; `tel:` and the like are not for books. */
function outside(written: string, base: ContentBase): string | null {
	const address = safeLink(written, base);
	return address !== null && /^(?:https?|mailto):/.test(address) && URL.canParse(address) ? address : null;
}

/** `srcset`s of the `picture` around an `img`. */
function sourcesAround({ parent }: Element): string[] {
	if (parent === null || !isTag(parent) || parent.name !== 'picture') return [];
	return parent.children.flatMap((child) =>
		isTag(child) && child.name === 'source'
			? [child.attribs.srcset ?? child.attribs['data-srcset'] ?? '']
			: []
	);
}
