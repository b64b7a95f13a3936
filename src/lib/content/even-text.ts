/** A text in which what is written in several ways is written in one, and where each of its units was. */
export interface EvenText {
	text: string;
	/** By unit of `text`, the unit of the text that it was made of: UTF-16 units. Its last entry is where that text ends. */
	at: Uint32Array;
}

/** Left out: soft hyphens, joiners and marks of no width. */
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/;
const SPACE = /\s/;
/** Each of one UTF-16 unit. */
const QUOTES = /[‘’‚‛′`´]/g;
const DOUBLE_QUOTES = /[“”„‟″«»]/g;
const DASHES = /[‐‑‒–—―−]/g;

/** Makes white space one space, and quotation marks and dashes one kind: sites change these without changing what they say. */
export function evenText(text: string): EvenText {
	const alike = text.replace(QUOTES, "'").replace(DOUBLE_QUOTES, '"').replace(DASHES, '-');
	const units: string[] = [];
	const at: number[] = [];
	for (let i = 0; i < alike.length; i += 1) {
		const unit = alike.charAt(i);
		const even = SPACE.test(unit) ? ' ' : unit;
		if (UNSEEN.test(unit) || (even === ' ' && (units.at(-1) ?? ' ') === ' ')) continue;
		units.push(even);
		at.push(i);
	}
	at.push(text.length);
	return { text: units.join(''), at: Uint32Array.from(at) };
}
