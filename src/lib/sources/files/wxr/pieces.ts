import type { ItemFault } from '$lib/sources/xml/parts';

/** What an export is made of, in its order. */
export type WxrPiece =
	/** All that stands before the first item. */
	| { is: 'head'; xml: string }
	/** An item with its start tag, without its end tag. */
	| { is: 'item'; xml: string }
	/** An item that cannot be read. */
	| {
			is: 'fault';
			fault: Extract<ItemFault, 'item_no_end' | 'item_no_end_before_next'> | 'wxr_item_too_long';
	  }
	| { is: 'end'; isCutOff: boolean };

/** In UTF-16 units: no post is longer. */
export const LONGEST_ITEM = 16_000_000;
/** Of what stands before the first item, so much is looked at, in UTF-16 units. */
const LONGEST_HEAD = 16_000_000;

const NONE = -1;
const MARKS = ['<item', '</item', '</channel', '</rss', '<![CDATA[', '<!--'] as const;
type Mark = (typeof MARKS)[number];
/** So many UTF-16 units tell what a `<` begins. */
const LONGEST_MARK = 1 + Math.max(...MARKS.map(({ length }) => length));

/**
 * Takes an export apart while it comes in. Holds no more of it than one item; nothing is expanded, and an item that has no
 * end, or none in sight, takes no other with it.
 */
export async function* piecesOf(stream: AsyncIterable<string>): AsyncGenerator<WxrPiece> {
	const splitter = new Splitter();
	for await (const chunk of stream) yield* splitter.write(chunk);
	yield* splitter.end();
}

class Splitter {
	#place: 'head' | 'between' | 'item' | 'after' = 'head';
	/** Of the piece at hand, what came before `#text`. */
	#held: string[] = [];
	#heldLength = 0;
	/** What has not been looked at, with what of the piece at hand stands before it. */
	#text = '';
	/** Where in `#text` the piece at hand goes on. */
	#from = 0;
	/** What ends the CDATA section or comment that is open; '' for none. */
	#until = '';
	#pieces: WxrPiece[] = [];

	write(chunk: string): WxrPiece[] {
		this.#text += chunk;
		return this.#takePieces(this.#look(false));
	}

	end(): WxrPiece[] {
		const pieces = this.#takePieces(this.#look(true));
		if (this.#place === 'head') pieces.push({ is: 'head', xml: this.#held.join('') });
		pieces.push({ is: 'end', isCutOff: this.#place !== 'after' });
		return pieces;
	}

	/** @param upTo what of the text has been looked at */
	#takePieces(upTo: number): WxrPiece[] {
		if (this.#place === 'head' || this.#place === 'item') this.#hold(upTo);
		this.#text = this.#text.slice(upTo);
		this.#from = 0;
		const pieces = this.#pieces;
		this.#pieces = [];
		return pieces;
	}

	/** @returns offset of what cannot be told before more has come. */
	#look(isEnd: boolean): number {
		const text = this.#text;
		for (let at = 0; ;) {
			if (this.#until !== '') {
				const found = text.indexOf(this.#until, at);
				if (found === NONE) return isEnd ? text.length : Math.max(at, text.length - this.#until.length + 1);
				at = found + this.#until.length;
				this.#until = '';
			}
			const start = text.indexOf('<', at);
			if (start === NONE) return text.length;
			if (!isEnd && start + LONGEST_MARK > text.length) return start;
			const mark = markAt(text, start);
			if (mark !== null) this.#take(mark, start);
			at = start + (mark?.length ?? 1);
		}
	}

	#take(mark: Mark, at: number): void {
		if (mark === '<![CDATA[') this.#until = ']]>';
		// In an item they stand in CDATA sections only; where one is damaged, a comment could swallow all that follows.
		else if (mark === '<!--') this.#until = this.#place === 'item' ? '' : '-->';
		else if (mark === '<item') this.#close(at, 'item', 'item_no_end_before_next');
		else if (mark === '</item') this.#close(at, 'between');
		else this.#close(at, 'after', 'item_no_end');
	}

	/** The piece at hand ends here. */
	#close(
		at: number,
		next: 'between' | 'item' | 'after',
		fault?: 'item_no_end' | 'item_no_end_before_next'
	): void {
		if (this.#place === 'item') this.#pieces.push(this.#item(at, fault));
		if (this.#place === 'head') {
			this.#hold(at);
			this.#pieces.push({ is: 'head', xml: this.#held.join('') });
		}
		this.#place = next;
		this.#from = at;
		this.#held = [];
		this.#heldLength = 0;
	}

	#item(at: number, fault: 'item_no_end' | 'item_no_end_before_next' | undefined): WxrPiece {
		this.#hold(at);
		if (fault !== undefined) return { is: 'fault', fault };
		if (this.#heldLength > LONGEST_ITEM) return { is: 'fault', fault: 'wxr_item_too_long' };
		return { is: 'item', xml: this.#held.join('') };
	}

	/** What is longer than any item is counted, but not kept. */
	#hold(upTo: number): void {
		const length = upTo - this.#from;
		const longest = this.#place === 'head' ? LONGEST_HEAD : LONGEST_ITEM;
		this.#heldLength += length;
		if (this.#heldLength <= longest) this.#held.push(this.#text.slice(this.#from, upTo));
		else if (this.#place === 'item') this.#held = [];
		else if (this.#heldLength - length < longest) {
			this.#held.push(this.#text.slice(this.#from, this.#from + longest - this.#heldLength + length));
		}
	}
}

/** `<item` begins no item in `<itemized>`. */
function markAt(text: string, at: number): Mark | null {
	const mark = MARKS.find((candidate) => text.startsWith(candidate, at));
	if (mark === undefined || mark === '<![CDATA[' || mark === '<!--') return mark ?? null;
	return /^[\s/>]?$/.test(text.charAt(at + mark.length)) ? mark : null;
}
