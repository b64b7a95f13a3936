/** Longest title or name, in UTF-16 units: no real one is. */
export const LONGEST_LINE = 1000;

/**
 * What nobody sees, and what hides or reorders the text around it: controls, soft hyphens, overrides and isolates of
 * direction, marks of old formats, annotations, invisible operators. Marks that say which way a neutral character runs
 * stay, as Hebrew and Arabic need them, and so do joiners, as Persian, Hindi and emoji do.
 */
const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g; // eslint-disable-line no-control-regex
/** What is left of quotes and dashes that were decoded wrongly: a long text has them, and is to keep every word. */
const WRONGLY_DECODED = /[\u0080-\u009f]/g;
/** Letters that nobody sees can carry a whole message; only the flag of a region is spelled with them. */
const TAGS = /\u{1f3f4}[\u{e0020}-\u{e007e}]{1,10}\u{e007f}|[\u{e0000}-\u{e007f}]/gu;
const TAG = /\udb40[\udc00-\udc7f]/;
/** Marks on one letter: no language has so many, and more would climb over the lines around it. */
const MOST_MARKS = 8;
const STACK = new RegExp(
	String.raw`([\p{M}\u200b-\u200f\u061c]{${MOST_MARKS}})[\p{M}\u200b-\u200f\u061c]+`,
	'gu'
);
/** Neither ASCII, Latin letters, quotes nor dashes are marks, or have some apart. */
const BEYOND_LATIN = /[\u0300-\u200f\u2028-\uffff]/;
const MARK = /[\p{M}\u200b-\u200f\u061c\ud800-\udfff]/u;
/** By UTF-16 unit, filled as they are met; 0 is not met yet. */
const kinds = new Uint8Array(0x10000);
const [LETTER, PERHAPS_MARK] = [1, 2];
/** Something that leaves ink: neither a space nor a mark alone, nor a letter made to be invisible. */
const ASCII_INK = /[!-~]/;
const INK = /[^\p{C}\p{Z}\p{M}\p{DI}\u2800]/u;

/**
 * A text from outside as it can be shown: without characters that hide or reorder what stands around them, with at most
 * eight marks on one letter, and with no half of a character. Spaces and line breaks stay. Takes time in proportion to the
 * length, and gives the same again for what it gave.
 */
export function visibleText(text: string): string {
	const seen = text.toWellFormed().replace(UNSEEN, '');
	const untagged = TAG.test(seen)
		? seen.replace(TAGS, (match) => (match.startsWith('\u{1f3f4}') ? match : ''))
		: seen;
	return mayHaveStack(untagged) ? untagged.replace(STACK, '$1') : untagged;
}

/** Whether so many marks may follow one another; ten times as fast as the pattern, which texts of most languages never need. */
function mayHaveStack(text: string): boolean {
	if (!BEYOND_LATIN.test(text)) return false;
	let marks = 0;
	for (let at = 0; at < text.length; at += 1) {
		const unit = text.charCodeAt(at);
		const kind = (kinds[unit] ||= MARK.test(String.fromCharCode(unit)) ? PERHAPS_MARK : LETTER);
		marks = kind === PERHAPS_MARK ? marks + 1 : 0;
		if (marks > MOST_MARKS) return true;
	}
	return false;
}

/**
 * As {@link visibleText}, in one line and without any control at all; '' when nothing of it would be seen.
 * @param longest of the result, in UTF-16 units; it is cut after a word with "…"
 */
export function visibleLine(text: string, longest = LONGEST_LINE): string {
	// Spaces that will collapse are few: ten times the length is plenty to look at.
	const beginning = text.length > longest * 10 ? text.trimStart().slice(0, longest * 10) : text;
	const line = shortened(
		visibleText(beginning.replace(WRONGLY_DECODED, '')).replace(/\s+/g, ' ').trim(),
		longest
	);
	return hasInk(line) ? line : '';
}

/** Whether anything of `text` would be seen. */
export function hasInk(text: string): boolean {
	// Browsers take milliseconds to prepare the other pattern, and most texts never need it.
	return ASCII_INK.test(text) || INK.test(text);
}

/**
 * `line`, or its beginning cut after a word with "…".
 * @param longest of the result, in UTF-16 units
 */
export function shortened(line: string, longest: number): string {
	if (line.length <= longest) return line;
	const cut = beforeMarks(line, longest - 1);
	const lastSpace = line.charAt(longest - 1) === ' ' ? cut.length : cut.lastIndexOf(' ');
	const words = lastSpace > longest / 2 ? cut.slice(0, lastSpace) : withoutHalfCharacter(cut);
	return `${words.replace(/[\s,;:–—-]{1,10}$/u, '')}…`;
}

/** The beginning of a line, without a last letter whose marks would be cut off. */
function beforeMarks(line: string, end: number): string {
	const cut = line.slice(0, end);
	return /^[\p{M}\u200d]/u.test(line.slice(end, end + 2)) ? cut.replace(/.\p{M}*$/su, '') : cut;
}

/** Never ends in half of a character or before the marks that belong to its last one. */
function withoutHalfCharacter(text: string): string {
	return text.replace(/[\ud800-\udbff]$|\u200d$/, '');
}
