import { parseJson } from '$lib/sources/parse-json';

/** The items of a feed in JSON, a part of them at a time. */
export interface JsonItems {
	/** The feed up to its first item, with the bracket that opens the list. */
	head: string;
	/** Each in JSON. */
	items: string[];
}

/** UTF-16 units of all that stands before the items, and of the items that are given at once. */
const LONGEST_PART = 8 * 1024 * 1024;
/** Of an item: one that is longer is as damaged as the rest of its file. */
const LONGEST_ITEM = 32 * 1024 * 1024;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const ESCAPE = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Takes a feed in JSON apart as it comes: only the item that is being read is in memory, and those that are given next. Gives nothing
 * of a text without a list of items in its outermost object, or with more than 8 M letters before it.
 * @throws SourceError where the list does not end; what came before has been given
 */
export async function* jsonItemsOf(stream: AsyncIterable<string>): AsyncGenerator<JsonItems> {
	const scan = new ItemScan();
	for await (const text of stream) {
		scan.read(text);
		if (scan.isHopeless || scan.isAtEnd) break;
		if (scan.length >= LONGEST_PART) yield scan.take();
	}
	if (scan.head === null) return;
	yield scan.take();
	// Tells where it is cut off.
	if (!scan.isAtEnd) parseJson(`${scan.head}${scan.rest}`);
}

class ItemScan {
	head: string | null = null;
	isAtEnd = false;
	/** UTF-16 units of the items that wait. */
	length = 0;
	/** What has been read of the head, or of the item. */
	rest = '';
	#items: string[] = [];
	/** What is being looked at. */
	#piece = '';
	/** Of the piece, from here on it is of the head or item at hand. */
	#from = 0;
	#at = 0;
	#depth = 0;
	#isInText = false;
	/** Where the last text of the outermost object begins in the piece; what of it was before the piece. */
	#textAt = 0;
	#textBefore = '';
	#text = '';
	#key = '';

	get isHopeless(): boolean {
		return this.rest.length > (this.head === null ? LONGEST_PART : LONGEST_ITEM);
	}

	/** Goes on with the next piece of the text. Looks at that alone: what came before may be long. */
	read(piece: string): void {
		// A backslash may have been the last letter of the piece before.
		this.#at -= this.#piece.length;
		[this.#piece, this.#from, this.#textAt] = [piece, 0, 0];
		while (this.#at < piece.length && !this.isAtEnd) {
			const letter = piece.charCodeAt(this.#at);
			if (this.#isInText) this.#readInText(letter);
			else this.#readSign(letter);
			this.#at += 1;
		}
		if (this.isAtEnd) return;
		this.rest += piece.slice(this.#from);
		if (this.#isInText && this.#depth === 1) this.#textBefore += piece.slice(this.#textAt);
	}

	take(): JsonItems {
		const items = this.#items;
		this.#items = [];
		this.length = 0;
		return { head: this.head ?? '', items };
	}

	#readInText(letter: number): void {
		if (letter === ESCAPE) this.#at += 1;
		else if (letter === QUOTE) {
			this.#isInText = false;
			if (this.#depth === 1) this.#text = this.#textBefore + this.#piece.slice(this.#textAt, this.#at);
		}
	}

	#readSign(letter: number): void {
		if (letter === QUOTE) {
			this.#isInText = true;
			this.#textAt = this.#at + 1;
			this.#textBefore = '';
		} else if (letter === COLON && this.#depth === 1) this.#key = this.#text;
		else if (letter === COMMA && this.#depth === 2 && this.head !== null) this.#endItem();
		else if (letter === OPEN_LIST || letter === OPEN_OBJECT) this.#open(letter);
		else if (letter === CLOSE_LIST || letter === CLOSE_OBJECT) this.#close();
	}

	#open(letter: number): void {
		const isList = this.#depth === 1 && this.#key === 'items' && letter === OPEN_LIST && this.head === null;
		this.#depth += 1;
		if (!isList) return;
		this.head = this.#takeUpTo(this.#at + 1);
	}

	#close(): void {
		this.#depth -= 1;
		if (this.#depth > 1 || this.head === null) return;
		this.#endItem();
		this.isAtEnd = true;
	}

	#endItem(): void {
		const item = this.#takeUpTo(this.#at);
		if (item.trim() !== '') {
			this.#items.push(item);
			this.length += item.length;
		}
	}

	/** What has been read since the last, up to place `end` of the piece; the sign at hand is passed over. */
	#takeUpTo(end: number): string {
		const text = this.rest + this.#piece.slice(this.#from, end);
		this.rest = '';
		this.#from = this.#at + 1;
		return text;
	}
}
