import { MOST_ITEMS } from '$lib/sources/bounds';
import { markupOf, type Markup } from './markup';

/** A feed in XML, taken apart so that one damaged item cannot take the others with it. */
export interface XmlParts {
	/** Start tag of the outermost element; without its attributes when it is endless. */
	root: string;
	/** Its name as written, with its prefix. */
	rootName: string;
	/** What stands in the outermost element, without the items. */
	shell: string;
	items: XmlPart[];
	/** The outermost element has no end. */
	isCutOff: boolean;
	/** Items after {@link MOST_ITEMS} were left out. */
	isTooLong: boolean;
}

/** What can be wrong with an item: what is said of it. */
export type ItemFault =
	| 'item_empty'
	| 'item_damaged_xml'
	| 'item_too_many_elements'
	| 'item_no_end'
	| 'item_no_end_before_next'
	| 'item_ends_early';

/** An item with its tags, or what is wrong with it. */
export type XmlPart = { xml: string } | { fault: ItemFault };

/** Elements that no format has, and which the parser refuses with all that holds one: an item, but not the head of the feed. */
const MISLEADING = new Set(['__proto__', 'constructor', 'prototype']);
/** Start tag of the outermost element, in UTF-16 units: it is read again with every few items. */
const LONGEST_ROOT = 8192;
/** Of what stands around the items, this much is looked at, in UTF-16 units. */
const LONGEST_SHELL = 256 * 1024;
/** Tags in one item: more is no post, and would take too long to read. */
const MOST_TAGS = 200_000;

/**
 * Takes a feed apart. A `<` that begins nothing becomes `&lt;`, and instructions are dropped, so that what is
 * handed on holds tags, comments and CDATA sections with an end, and nothing else.
 * @param isItem whether an element with this name, in lower case, is an item
 * @returns null when there is no element at all
 */
export function takeApart(xml: string, isItem: (name: string) => boolean): XmlParts | null {
	const splitter = new Splitter(xml, isItem);
	for (const markup of markupOf(xml)) {
		if (splitter.take(markup) === 'end') break;
	}
	return splitter.finish();
}

class Splitter {
	#root: Markup | null = null;
	#rootName = '';
	#isClosed = false;
	#isTooLong = false;
	readonly #shell: string[] = [];
	#shellLength = 0;
	readonly #items: XmlPart[] = [];
	/** What the text since `#since` belongs to. */
	#place: 'shell' | 'item' | 'contents' = 'shell';
	#since = 0;
	#itemName = '';
	#tags = 0;
	/** What in the text since `#since` is not handed on as it is. */
	#repairs: Markup[] = [];

	constructor(
		readonly xml: string,
		readonly isItem: (name: string) => boolean
	) {}

	take(markup: Markup): 'end' | 'more' {
		if (this.#root === null) return this.#takeRoot(markup);
		this.#tags += 1;
		if (markup.name === '' || this.#isMisleading(markup)) this.#noteRepair(markup);
		else if (markup.kind === 'close') return this.#takeClose(markup);
		else if (this.isItem(markup.name)) return this.#takeItem(markup);
		// The list of contents of RSS 1.0 names every item once more.
		else if (markup.kind === 'open' && markup.name === 'items' && this.#place === 'shell') {
			this.#flush(markup.from, 'contents');
		}
		return 'more';
	}

	finish(): XmlParts | null {
		if (this.#root === null) return null;
		if (!this.#isClosed) this.#flush(this.xml.length, 'shell', 'item_ends_early');
		return {
			root: this.#rootTag(this.#root),
			rootName: this.#rootName,
			shell: this.#shell.join(''),
			items: this.#items,
			isCutOff: !this.#isClosed,
			isTooLong: this.#isTooLong
		};
	}

	#isMisleading({ name }: Markup): boolean {
		return this.#place === 'shell' && MISLEADING.has(name);
	}

	/** Without its attributes when they have no end in sight. */
	#rootTag({ from, to }: Markup): string {
		return to - from > LONGEST_ROOT ? `<${this.#rootName}>` : this.xml.slice(from, to);
	}

	#takeRoot(markup: Markup): 'end' | 'more' {
		if (markup.kind !== 'open' && markup.kind !== 'empty') return 'more';
		this.#root = markup;
		this.#rootName = this.xml.slice(markup.from + 1, markup.from + 1 + markup.name.length);
		this.#since = markup.to;
		this.#isClosed = markup.kind === 'empty';
		return this.#isClosed ? 'end' : 'more';
	}

	#takeItem({ name, kind, from, to }: Markup): 'end' | 'more' {
		this.#flush(from, 'item', 'item_no_end_before_next');
		this.#itemName = name;
		this.#tags = 0;
		if (kind === 'empty') this.#flush(to, 'shell');
		this.#isTooLong = this.#items.length >= MOST_ITEMS;
		this.#isClosed = this.#isTooLong;
		return this.#isTooLong ? 'end' : 'more';
	}

	/** Not in what is dropped anyway: there may be millions. */
	#noteRepair(markup: Markup): void {
		const isKept =
			this.#place === 'item' ? this.#tags <= MOST_TAGS : markup.to - this.#since <= LONGEST_SHELL;
		if (isKept) this.#repairs.push(markup);
	}

	#takeClose({ name, from, to }: Markup): 'end' | 'more' {
		if (this.#place === 'item' && name === this.#itemName) this.#flush(to, 'shell');
		if (this.#place === 'contents' && name === 'items') this.#flush(to, 'shell');
		if (name === 'channel' && this.#place === 'item') this.#flush(from, 'shell', 'item_no_end');
		if (name !== this.#root?.name) return 'more';
		this.#flush(from, 'shell', 'item_no_end');
		this.#isClosed = true;
		return 'end';
	}

	/** What stood since the last time goes where it belongs; an item with a fault is handed on as that. */
	#flush(to: number, next: 'shell' | 'item' | 'contents', fault?: ItemFault): void {
		if (this.#place === 'item') this.#items.push(this.#item(to, fault));
		if (this.#place === 'shell' && this.#shellLength <= LONGEST_SHELL) {
			const text = this.#repaired(Math.min(to, this.#since + LONGEST_SHELL));
			this.#shellLength += text.length;
			this.#shell.push(text);
		}
		this.#place = next;
		this.#since = to;
		this.#repairs = [];
	}

	#item(to: number, fault: ItemFault | undefined): XmlPart {
		if (fault !== undefined) return { fault };
		if (this.#tags <= 1) return { fault: 'item_empty' };
		if (this.#tags > MOST_TAGS) return { fault: 'item_too_many_elements' };
		return { xml: this.#repaired(to) };
	}

	#repaired(to: number): string {
		let text = '';
		let done = this.#since;
		for (const repair of this.#repairs) {
			if (repair.to > to) break;
			text += this.xml.slice(done, repair.from) + (repair.kind === 'stray' ? '&lt;' : '');
			done = repair.to;
		}
		return text + this.xml.slice(done, to);
	}
}
