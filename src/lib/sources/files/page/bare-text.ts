import { blockBylineAt, type Byline } from './block-byline';
import { bylineOf, summaryOf, type Credits } from './text-credits';
import { isAfterPost, isBeforeTitle, SUMMARY } from './text-lines';

/** A post as its text tells it. */
export interface TextPost extends Credits {
	/** '' for none. */
	title: string;
	/** What is written in it; a line break within a paragraph stays. */
	paragraphs: string[];
}

/** In UTF-16 units: a longer first line is a paragraph of a text without a title. */
const LONGEST_TITLE = 300;
/** "Posted on…" and the sentence in which WordPress sums a post up, in UTF-16 units. */
const LONGEST_SENTENCE = 4000;
/** Lines that the sentence in which WordPress sums a post up may take: a browser breaks it at every link. */
const MOST_LINES_OF_SUMMARY = 12;

/**
 * Takes the text of a page apart. In the shape that WordPress gives it, these are a title; "Posted on DATE by AUTHOR", or what block themes say instead; the
 * post; "This entry was posted in CATEGORIES by AUTHOR."; and what visitors are asked, each of which may be missing. Of any
 * other text the first line is the title, and the rest the post.
 */
export function readBareText(text: string): TextPost {
	const lines = text
		.replace(/^\ufeff/, '')
		.replace(/\r\n?|[\u2028\u2029]/g, '\n')
		.split('\n')
		.map((line) => line.trim());
	const summaryAt = lines.findIndex((line) => SUMMARY.test(line));
	const last = summaryAt < 0 ? lines.length : summaryAt;
	const byline = findByline(lines, last);
	const isOfWordPress = byline !== null || summaryAt >= 0 || lines.some(isAfterPost);
	const { titleAt, from, to } = placesOf(lines, last, byline, isOfWordPress);
	const title = titleAt === null ? '' : (lines[titleAt] ?? '');
	const credits = creditsOf(byline?.credits, summaryAt < 0 ? null : summaryIn(lines, summaryAt));
	const isSpaced = hasBlankLines(lines.slice(titleAt ?? 0, to));
	return { title, ...credits, paragraphs: paragraphsOf(lines.slice(from, to), isSpaced) };
}

function findByline(lines: readonly string[], end: number): Byline | null {
	for (const [at, line] of lines.slice(0, end).entries()) {
		if (line.length > LONGEST_SENTENCE) continue;
		const credits = bylineOf(line);
		const byline = credits === null ? blockBylineAt(lines, at) : { at, to: at + 1, credits };
		if (byline !== null) return byline;
	}
	return null;
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
		line !== '' && !(isOfWordPress && (isBeforeTitle(line) || isAfterPost(line)));
	const first = lines.findIndex((line, at) => at < end && says(line));
	if (byline === null) {
		const isTitle = first >= 0 && (lines[first] ?? '').length <= LONGEST_TITLE;
		const from = isTitle ? first + 1 : Math.max(first, 0);
		return { titleAt: isTitle ? first : null, ...postFrom(lines, from, end, isOfWordPress) };
	}
	const above = lines.slice(0, byline.at).flatMap((line, at) => (says(line) ? at : []));
	const below = postFrom(lines, byline.to, end, isOfWordPress);
	const isBelowPost = above.length > 1 && !lines.slice(below.from, below.to).some(says);
	// Some themes say it under the post.
	if (isBelowPost) return { titleAt: first, ...postFrom(lines, first + 1, byline.at, isOfWordPress) };
	return { titleAt: above.at(-1) ?? null, ...below };
}

/** The post ends before what follows it; a link to the comments may stand before its first line, too. */
function postFrom(
	lines: readonly string[],
	start: number,
	end: number,
	isOfWordPress: boolean
): Pick<Places, 'from' | 'to'> {
	if (!isOfWordPress) return { from: start, to: end };
	let from = start;
	while (from < end && (lines[from] === '' || isAfterPost(lines[from] ?? ''))) from += 1;
	const length = lines.slice(from, end).findIndex(isAfterPost);
	return { from, to: length < 0 ? end : from + length };
}

/** The sentence that begins on line `at`, without its first words. */
function summaryIn(lines: readonly string[], at: number): string {
	const sentence = [(lines[at] ?? '').replace(SUMMARY, '')];
	for (const line of lines.slice(at + 1, at + MOST_LINES_OF_SUMMARY)) {
		if (sentence.at(-1)?.endsWith('.') === true || line === '' || isAfterPost(line)) break;
		sentence.push(line);
	}
	return sentence
		.join(' ')
		.slice(0, LONGEST_SENTENCE)
		.replace(/\s+(?=[,.])/g, '');
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
