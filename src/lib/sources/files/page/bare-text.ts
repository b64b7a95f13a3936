import { blockBylineAt, type Byline } from './block-byline';
import { bylineOf, summaryOf, type Credits } from './text-credits';
import {
	endsPost,
	isBeforeTitle,
	isBesideEnd,
	isEnd,
	isHeadOfComments,
	isLinkToComments
} from './text-lines';
import { findSummary } from './text-summary';

/** A post as its text tells it. */
export interface TextPost extends Credits {
	/** '' for none. */
	title: string;
	/** What is written in it; a line break within a paragraph stays. */
	paragraphs: string[];
}

/** In UTF-16 units: a longer first line is a paragraph of a text without a title. */
const LONGEST_TITLE = 300;
/** "Posted on…", in UTF-16 units. */
const LONGEST_BYLINE = 4000;
/** Of a line that has so many and ends as a sentence does: no menu, and no name of a site. */
const WORDS_OF_PROSE = 12;
const SENTENCE = /[.!?…]["”’»)]?$/;

/**
 * Takes the text of a page apart. In the shape that WordPress gives it, these are a title; "Posted on DATE by AUTHOR", or what block themes say instead; the
 * post; "This entry was posted in CATEGORIES by AUTHOR."; and what visitors are asked, each of which may be missing. Of any
 * other text the first line is the title, and the rest the post. What might be a line of the post stays one.
 */
export function readBareText(text: string): TextPost {
	const lines = text
		.replace(/^\ufeff/, '')
		.replace(/\r\n?|[\u2028\u2029]/g, '\n')
		.split('\n')
		.map((line) => line.trim());
	const summary = findSummary(lines);
	const last = summary?.at ?? lines.length;
	const byline = findByline(lines, last);
	const isOfWordPress = byline !== null || summary !== null || lines.some((_, at) => endsPost(lines, at, ''));
	const { titleAt, from, to } = placesOf(lines, last, byline, isOfWordPress);
	const title = titleAt === null ? '' : (lines[titleAt] ?? '');
	const credits = creditsOf(byline?.credits, summary?.sentence ?? null);
	const isSpaced = hasBlankLines(lines.slice(titleAt ?? 0, to));
	return { title, ...credits, paragraphs: paragraphsOf(lines.slice(from, to), isSpaced) };
}

/** It has the post below it, or all of it above: between two sentences it is a line of the post. */
function findByline(lines: readonly string[], end: number): Byline | null {
	let sentences = 0;
	let before = '';
	let last: Byline | null = null;
	for (const [at, line] of lines.slice(0, end).entries()) {
		if (line === '') continue;
		const byline = line.length > LONGEST_BYLINE ? null : bylineAt(lines, at);
		if (byline !== null) last = byline;
		if (byline !== null && sentences <= Number(isProse(before))) return byline;
		if (isProse(line)) sentences += 1;
		before = line;
	}
	return last === null || isSaidAfter(lines, last.to, end) ? null : last;
}

function bylineAt(lines: readonly string[], at: number): Byline | null {
	const credits = bylineOf(lines[at] ?? '');
	return credits === null ? blockBylineAt(lines, at) : { at, to: at + 1, credits };
}

function isProse(line: string): boolean {
	return SENTENCE.test(line) && line.split(/\s+/, WORDS_OF_PROSE).length >= WORDS_OF_PROSE;
}

/** Whether the post goes on from line `start`. */
function isSaidAfter(lines: readonly string[], start: number, end: number): boolean {
	const { from, to } = postFrom(lines, { start, end, title: '' });
	return lines.slice(from, to).some((line) => line !== '');
}

interface Places {
	/** Null for none. */
	titleAt: number | null;
	/** Of the first line of the post. */
	from: number;
	/** Behind its last. */
	to: number;
}

function placesOf(
	lines: readonly string[],
	end: number,
	byline: Byline | null,
	isOfWordPress: boolean
): Places {
	const says = (line: string) =>
		line !== '' && !(isOfWordPress && (isBeforeTitle(line) || isLinkToComments(line) || isEnd(line)));
	const postUnder = (titleAt: number | null, start: number, stop = end): Places => {
		const title = titleAt === null ? '' : (lines[titleAt] ?? '');
		const place = isOfWordPress ? postFrom(lines, { start, end: stop, title }) : { from: start, to: stop };
		return { titleAt, ...place };
	};
	const first = lines.findIndex((line, at) => at < end && says(line));
	if (byline === null) {
		const isTitle = first >= 0 && (lines[first] ?? '').length <= LONGEST_TITLE;
		return isTitle ? postUnder(first, first + 1) : postUnder(null, Math.max(first, 0));
	}
	const above = lines.slice(0, byline.at).flatMap((line, at) => (says(line) ? at : []));
	// Some themes say it above the title.
	const titleBelow = titleUnder(lines, byline, end);
	if (titleBelow !== null) return postUnder(titleBelow, titleBelow + 1);
	const below = postUnder(above.at(-1) ?? null, byline.to);
	const isBelowPost = above.length > 1 && !lines.slice(below.from, below.to).some(says);
	// Some themes say it under the post.
	return isBelowPost ? postUnder(first, first + 1, byline.at) : below;
}

/** The title below a byline that has only a menu above it, or nothing; null where there is none. */
function titleUnder(lines: readonly string[], byline: Byline, end: number): number | null {
	const above = lines.slice(0, byline.at).findLast((line) => line !== '') ?? '';
	if (above !== '' && !isBeforeTitle(above)) return null;
	const [at, next] = lines.flatMap((line, i) => (i >= byline.to && i < end && line !== '' ? i : []));
	const line = at === undefined ? '' : (lines[at] ?? '');
	const isSentence = above === '' ? SENTENCE.test(line) : isProse(line);
	const isTitle = line !== '' && line.length <= LONGEST_TITLE && !isSentence && !isEnd(line);
	return isTitle && next !== undefined && at !== undefined ? at : null;
}

/** The post ends before what follows it; a link to the comments may stand before its first line, too. */
function postFrom(
	lines: readonly string[],
	{ start, end, title }: { start: number; end: number; title: string }
): Pick<Places, 'from' | 'to'> {
	let from = start;
	while (from < end && (lines[from] === '' || isLinkToComments(lines[from] ?? ''))) from += 1;
	const length = lines.slice(from, end).findIndex((_, at) => endsPost(lines, from + at, title));
	const mark = length < 0 ? end : from + length;
	const comments = length < 0 ? -1 : lines.slice(from, mark).findIndex(isHeadOfComments);
	let to = comments < 0 ? mark : from + comments;
	while (to > from && isBesideEnd(lines[to - 1] ?? '')) to -= 1;
	return { from, to };
}

function creditsOf(byline: Credits | undefined, sentence: string | null): Credits {
	const summary = sentence === null ? null : summaryOf(sentence, byline?.author);
	return {
		author: byline?.author || (summary?.author ?? ''),
		date: byline?.date || (summary?.date ?? ''),
		categories: summary?.categories ?? byline?.categories ?? [],
		tags: summary?.tags ?? []
	};
}

/** A blank line begins a paragraph; where the text has none at all, every line is one. */
function paragraphsOf(lines: readonly string[], isSpaced: boolean): string[] {
	if (!isSpaced) return lines.filter((line) => line !== '');
	return lines
		.join('\n')
		.split(/\n{2,}/)
		.map((paragraph) => paragraph.trim())
		.filter((paragraph) => paragraph !== '');
}

/** Whether there is one between lines that say something. */
function hasBlankLines(lines: readonly string[]): boolean {
	const first = lines.findIndex((line) => line !== '');
	const last = lines.findLastIndex((line) => line !== '');
	return lines.slice(Math.max(first, 0), last + 1).includes('');
}
