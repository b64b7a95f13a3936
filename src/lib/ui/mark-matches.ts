import type { FindMatches } from '$lib/state/article-matches';
import type { Snippet } from '$lib/state/post-list.svelte';
import { readText, type Piece } from './article-text';

const MARKS = 'mark[data-match]';

type Match = ReturnType<FindMatches>[number];

/** All marks of a match, by the first of them. */
const marksByFirst = new WeakMap<HTMLElement, HTMLElement[]>();

/**
 * Wraps what `find` finds in the text of `root` in `<mark>`, also where a match runs through several elements.
 * @returns the first mark of each match, in order; {@link marksOfMatch} gives the others
 */
export function markMatches(root: DocumentFragment | HTMLElement, find: FindMatches): HTMLElement[] {
	const { text, pieces } = readText(root);
	const matches = find(text);
	const marksOf = new Map<Match, HTMLElement[]>();
	let from = 0;
	for (const { node, start } of pieces) {
		const end = start + node.data.length;
		while ((matches[from]?.end ?? Infinity) <= start) from += 1;
		// The last of them may go on in the next piece.
		let to = from;
		while ((matches[to]?.start ?? Infinity) < end) to += 1;
		if (to > from && node.data.trim() !== '') wrap({ node, start }, matches.slice(from, to), marksOf);
	}
	return [...marksOf.values()].flatMap((marks) => {
		const [first] = marks;
		if (first === undefined) return [];
		marksByFirst.set(first, marks);
		return first;
	});
}

/** Takes the marks of {@link markMatches} away; those of the post itself stay. */
export function unmark(root: DocumentFragment | HTMLElement): void {
	const marks = root.querySelectorAll(MARKS);
	for (const mark of marks) mark.replaceWith(...mark.childNodes);
	if (marks.length > 0) root.normalize();
}

/** All marks of the match that begins with `first`: several where it runs through several elements. */
export function marksOfMatch(first: HTMLElement): HTMLElement[] {
	return marksByFirst.get(first) ?? [];
}

/** A plain text in pieces, those marked that `find` finds. */
export function matchPieces(text: string, find: FindMatches): Snippet['title'] {
	const pieces: Snippet['title'] = [];
	let at = 0;
	for (const { start, end } of find(text)) {
		pieces.push(
			{ text: text.slice(at, start), marked: false },
			{ text: text.slice(start, end), marked: true }
		);
		at = end;
	}
	pieces.push({ text: text.slice(at), marked: false });
	return pieces.filter((piece) => piece.text !== '');
}

/** Puts marks around the parts of a text node that belong to `matches`, and adds them to `marksOf`. */
function wrap({ node, start }: Piece, matches: Match[], marksOf: Map<Match, HTMLElement[]>): void {
	const parts: (string | HTMLElement)[] = [];
	let at = 0;
	for (const match of matches) {
		const from = Math.max(match.start - start, 0);
		const to = Math.min(match.end - start, node.data.length);
		const mark = document.createElement('mark');
		mark.dataset.match = '';
		mark.textContent = node.data.slice(from, to);
		const marks = marksOf.get(match);
		if (marks === undefined) marksOf.set(match, [mark]);
		else marks.push(mark);
		parts.push(node.data.slice(at, from), mark);
		at = to;
	}
	parts.push(node.data.slice(at));
	node.replaceWith(...parts.filter((part) => part !== ''));
}
