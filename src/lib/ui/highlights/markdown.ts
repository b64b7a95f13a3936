import { displayTitle } from '$lib/model/title';
import type { HighlightGroup } from './grouped';

/** What Markdown (https://spec.commonmark.org/0.31.2/) would take for a mark of its own, within a line. */
const INLINE = /[\\`*_[\]<>&~]/g;
/** The same at the beginning of a line: headings, lists, rules. */
const LEADING = /^(\s*)([#+=-]|\d+(?=[.)]))/gm;

/**
 * Highlights as Markdown: the title of each post as a heading that links to its page, each passage as a quote, and the note beneath.
 * @param otherTitle heading of those whose post is not there
 */
export function markdownOf(groups: readonly HighlightGroup[], otherTitle: string): string {
	return groups.map((group) => sectionOf(group, otherTitle)).join('\n');
}

function sectionOf({ post, highlights }: HighlightGroup, otherTitle: string): string {
	const title = escaped(post === null ? otherTitle : displayTitle(post)).replace(/\s+/g, ' ');
	const url = post?.url ?? null;
	const heading = url === null ? title : `[${title}](<${url.replace(/[<>]/g, encodeURIComponent)}>)`;
	const passages = highlights.flatMap(({ quote, note }) => [
		...(quote.exact === '' ? [] : [quoted(quote.exact)]),
		...(note === '' ? [] : [escaped(note)])
	]);
	return [`## ${heading}`, ...passages].map((part) => `${part}\n`).join('\n');
}

/** Each line of it, those between paragraphs too. */
function quoted(text: string): string {
	const lines = escaped(text)
		.split('\n')
		.map((line) => line.trim());
	return lines
		.filter((line, i) => line !== '' || lines[i - 1] !== '')
		.map((line) => `> ${line}`.trimEnd())
		.join('\n');
}

/** Blanks at the beginning of a line say nothing, but four make code of it. */
function escaped(text: string): string {
	return text
		.replace(/^[ \t]+/gm, '')
		.replace(INLINE, '\\$&')
		.replace(LEADING, escapedBeginning);
}

/** A number is one of a list by the point after it. */
function escapedBeginning(_: string, space: string, mark: string): string {
	return /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`;
}
