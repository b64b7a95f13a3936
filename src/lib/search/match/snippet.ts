import type { Piece } from '$lib/search/answer';
import { joined, matchesIn, type Match } from './matches';
import type { Sought, Where } from './sought';

/** The part of a text that shows best why its post was found. */
export interface Excerpt {
	/** Joined, they are that part, character by character. */
	pieces: Piece[];
	/** Whether text was left out before it. */
	cutBefore: boolean;
	/** Whether text was left out after it. */
	cutAfter: boolean;
}

/** Length of an excerpt and of what stands before its first mark, about, in UTF-16 units. */
const LENGTH = 160;
const LEAD = 40;
/** Of a longer text only the beginning is looked through; UTF-16 units. */
const MOST_READ = 200_000;
/** How far a cut is moved to fall between words. */
const SLACK = 20;

/** The whole of `text`, with everything marked that is sought. */
export function highlight(text: string, sought: readonly Sought[], where: Where): Piece[] {
	return piecesOf(text, matchesIn(text, sought, where), 0, text.length);
}

/** About 160 characters of `text` with the most of what is sought, or else its beginning. */
export function excerptOf(text: string, sought: readonly Sought[]): Excerpt {
	const marks = matchesIn(text.slice(0, MOST_READ), sought, 'text');
	const start = startBefore(text, bestMatch(marks)?.start ?? 0);
	const end = endAfter(text, start + LENGTH);
	return {
		pieces: piecesOf(text, marks, start, end),
		cutBefore: text.slice(0, start).trim() !== '',
		cutAfter: text.slice(end).trim() !== ''
	};
}

/** The mark from which an excerpt shows most of the parts of the query; then most marks; then the first. */
function bestMatch(marks: Match[]): Match | undefined {
	let best: Match | undefined;
	let bestWorth = 0;
	marks.forEach((mark, i) => {
		const shown: Match[] = [];
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

function piecesOf(text: string, marks: Match[], from: number, to: number): Piece[] {
	const pieces: Piece[] = [];
	let at = from;
	for (const { start, end } of joined(marks)) {
		if (end <= at || start >= to) continue;
		if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
		pieces.push({ text: text.slice(Math.max(start, at), Math.min(end, to)), marked: true });
		at = Math.min(end, to);
	}
	if (at < to) pieces.push({ text: text.slice(at, to), marked: false });
	return pieces;
}
