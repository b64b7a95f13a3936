import type { Segment } from '$lib/search/answer';
import type { Part } from './matcher';
import type { Field, QueryWord } from '$lib/search/query/query';
import { isPairWith } from '$lib/search/text/letters';
import { tokenize, type Token } from '$lib/search/text/tokenize';

/** The part of a text that shows best why its post was found. */
export interface Excerpt {
	/** Joined, they are that part, character by character. */
	segments: Segment[];
	/** Whether text was left out before it. */
	cutBefore: boolean;
	/** Whether text was left out after it. */
	cutAfter: boolean;
}

/** What is marked for one part of a query: a word, or several next to each other. */
export interface Sought {
	words: SoughtWord[];
	/** Where it must stand; null for anywhere. */
	field: Field | null;
}

export interface SoughtWord extends Pick<QueryWord, 'term' | 'as'> {
	/** Other words that are taken for it. */
	others: ReadonlySet<string>;
}

/** Which part of a post a text is. */
export type Where = 'title' | 'text';

/** What a post was found by. */
export function soughtOf({ group, suggestions }: Part): Sought[] {
	if (group.isUnwanted) return [];
	return group.anyOf.flatMap((clause) => {
		if (clause.kind !== 'words') return [];
		const others = new Set(suggestions.get(clause)?.map(({ text }) => text));
		return [{ words: clause.words.map(({ term, as }) => ({ term, as, others })), field: clause.field }];
	});
}

/** All places in `text` that are sought, in order, those that overlap or touch as one. */
export function findMatches(text: string, sought: readonly Sought[], where: Where): Span[] {
	return joined(marksIn(text, sought, where));
}

/** A place in a text, in UTF-16 units, `end` exclusive. */
export interface Span {
	start: number;
	end: number;
}

interface Mark extends Span {
	/** Which part of the query is here. */
	part: number;
}

/** Length of an excerpt and of what stands before its first mark, about, in UTF-16 units. */
const LENGTH = 160;
const LEAD = 40;
/** How far a cut is moved to fall between words. */
const SLACK = 20;

/** The whole of `text`, with everything marked that is sought. */
export function highlight(text: string, sought: readonly Sought[], where: Where): Segment[] {
	return segmentsOf(text, marksIn(text, sought, where), 0, text.length);
}

/** About 160 characters of `text` with the most of what is sought, or else its beginning. */
export function excerptOf(text: string, sought: readonly Sought[]): Excerpt {
	const marks = marksIn(text, sought, 'text');
	const start = startBefore(text, bestMark(marks)?.start ?? 0);
	const end = endAfter(text, start + LENGTH);
	return {
		segments: segmentsOf(text, marks, start, end),
		cutBefore: text.slice(0, start).trim() !== '',
		cutAfter: text.slice(end).trim() !== ''
	};
}

/** In the order of where they start. */
function marksIn(text: string, sought: readonly Sought[], where: Where): Mark[] {
	const here = sought.filter(({ field }) => field === null || field === where);
	if (here.length === 0) return [];
	const tokens = tokenize(text);
	const marks: Mark[] = [];
	for (let i = 0; i < tokens.length; i++) {
		here.forEach(({ words }, part) => {
			if (!words.every((word, k) => isWord(tokens[i + k], word))) return;
			const first = tokens[i]!;
			const last = tokens[i + words.length - 1]!;
			const span = words.length === 1 ? spanOf(first, words[0]!) : { start: first.start, end: last.end };
			marks.push({ ...span, part });
		});
	}
	return marks;
}

function isWord(token: Token | undefined, { term, as, others }: SoughtWord): boolean {
	if (token === undefined) return false;
	if (token.term === term || others.has(token.term)) return true;
	if (as === 'start') return token.term.startsWith(term);
	return as === 'character' && isPairWith(token.term, term);
}

/** Of a pair, only the character that is sought. */
function spanOf({ start, end, term }: Token, word: SoughtWord): Span {
	if (word.as !== 'character' || term === word.term) return { start, end };
	const { length } = word.term;
	return term.startsWith(word.term) ? { start, end: start + length } : { start: end - length, end };
}

/** The mark from which an excerpt shows most of the parts of the query; then most marks; then the first. */
function bestMark(marks: Mark[]): Mark | undefined {
	let best: Mark | undefined;
	let bestWorth = 0;
	marks.forEach((mark, i) => {
		const shown: Mark[] = [];
		const limit = mark.start + LENGTH - LEAD - SLACK;
		for (let k = i; k < marks.length && marks[k]!.end <= limit; k++) shown.push(marks[k]!);
		const worth = new Set(shown.map(({ part }) => part)).size * LENGTH + shown.length;
		if (worth > bestWorth) [best, bestWorth] = [mark, worth];
	});
	return best ?? marks[0];
}

/** A place between words, a little before `at`. */
function startBefore(text: string, at: number): number {
	if (at <= LEAD) return 0;
	const wished = at - LEAD;
	const space = text.slice(wished - 1, wished + SLACK).search(/\s\S/);
	return space === -1 ? betweenCharacters(text, wished) : wished + space;
}

/** A place between words, a little before `at`, or the end. */
function endAfter(text: string, at: number): number {
	if (at >= text.length) return text.length;
	const space = /\s\S*$/.exec(text.slice(at - SLACK, at + 1));
	return space === null ? betweenCharacters(text, at) : at - SLACK + space.index;
}

const CONTINUES = /^[\p{M}\p{Lm}\u200D\uDC00-\uDFFF]/u;

/** `at`, or before it, where no character is taken apart. */
function betweenCharacters(text: string, at: number): number {
	let place = at;
	while (place > at - SLACK && CONTINUES.test(text.slice(place, place + 2))) place--;
	return place;
}

function segmentsOf(text: string, marks: Mark[], from: number, to: number): Segment[] {
	const segments: Segment[] = [];
	let at = from;
	for (const { start, end } of joined(marks)) {
		if (end <= at || start >= to) continue;
		if (start > at) segments.push({ text: text.slice(at, start), marked: false });
		segments.push({ text: text.slice(Math.max(start, at), Math.min(end, to)), marked: true });
		at = Math.min(end, to);
	}
	if (at < to) segments.push({ text: text.slice(at, to), marked: false });
	return segments;
}

/** Marks that overlap or touch are one. */
function joined(marks: Mark[]): Span[] {
	const result: Span[] = [];
	for (const { start, end } of marks.toSorted((a, b) => a.start - b.start)) {
		const last = result.at(-1);
		if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
		else result.push({ start, end });
	}
	return result;
}
