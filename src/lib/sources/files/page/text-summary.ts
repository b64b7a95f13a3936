import { bylineOf, summaryOf } from './text-credits';
import { isBeforeTitle, isBesideEnd, isEnd, isHeadOfComments } from './text-lines';

/** The sentence in which WordPress sums a post up. */
export interface TextSummary {
	/** The line on which it begins. */
	at: number;
	/** Without its first words, up to "posted". */
	sentence: string;
}

const BEGINNING =
	/^this (?:entry|post|article) was (posted|filed|published)(?=\s+(?:in|on|by|under)\b|\W*$)/i;
/** As WordPress itself begins it: people do not. */
const OF_WORDPRESS = /^this entry was posted\b/i;
/** In UTF-16 units. */
const LONGEST = 4000;
/** Lines that it may take: a browser breaks it at every link. */
const MOST_LINES = 12;
/** Such beginnings that are looked at, from below: a text with more is none of WordPress's. */
const MOST_BEGINNINGS = 200;

/**
 * Finds the last of such sentences that stands where WordPress puts one: under a post. People begin sentences alike, such as "This
 * article was published in 2009; some links are dead.": what comes after those must not be lost.
 */
export function findSummary(lines: readonly string[]): TextSummary | null {
	let left = MOST_BEGINNINGS;
	for (let at = lines.length - 1; at >= 0 && left > 0; at -= 1) {
		const line = lines[at] ?? '';
		const [beginning, verb] = BEGINNING.exec(line) ?? [];
		if (beginning === undefined) continue;
		left -= 1;
		const { sentence, end } = sentenceFrom(lines, at, beginning.length);
		const isDated = verb?.toLowerCase() !== 'published' || summaryOf(sentence).date !== '';
		if (sentence.includes(';') || !isDated) continue;
		if (isLast(lines, end) || (OF_WORDPRESS.test(line) && isUnderPost(lines, at))) return { at, sentence };
	}
	return null;
}

function sentenceFrom(lines: readonly string[], at: number, skip: number): { sentence: string; end: number } {
	const parts = [(lines[at] ?? '').slice(skip)];
	for (const line of lines.slice(at + 1, at + MOST_LINES)) {
		if (parts.at(-1)?.endsWith('.') === true || line === '' || isEnd(line) || isBesideEnd(line)) break;
		parts.push(line);
	}
	const sentence = parts
		.join(' ')
		.slice(0, LONGEST)
		.replace(/\s+(?=[,.])/g, '');
	return { sentence, end: at + parts.length };
}

/** Whether from line `from` on nothing more is said, or what follows a post. */
function isLast(lines: readonly string[], from: number): boolean {
	let at = from;
	while (at < lines.length && !isHeadOfComments(lines[at] ?? '') && isBesideEnd(lines[at] ?? '')) at += 1;
	const next = lines[at];
	return next === undefined || isHeadOfComments(next) || isEnd(next);
}

/** Whether a title and some words are above line `at`. */
function isUnderPost(lines: readonly string[], at: number): boolean {
	let said = 0;
	for (const line of lines.slice(0, at)) {
		if (line === '' || isBeforeTitle(line) || (line.length <= LONGEST && bylineOf(line) !== null)) continue;
		said += 1;
		if (said > 1) return true;
	}
	return false;
}
