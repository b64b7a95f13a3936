import { QuotedText } from '$lib/content/find-quote';
import { passageIn, type Highlight, type Passage } from '$lib/model/highlight';
import { placeInText, rangeOf, readText } from '$lib/ui/article-text';

/** A highlight, and where it is in the article that is shown. */
export interface Anchored {
	highlight: Highlight;
	/** Null when the text no longer says it. */
	range: Range | null;
}

/** The text that each article has had last: most of what changes in an article does not change that. */
const lastTexts = new WeakMap<HTMLElement, { text: string; quoted: QuotedText }>();

function quotedTextOf(article: HTMLElement, text: string): QuotedText {
	const last = lastTexts.get(article);
	if (last?.text === text) return last.quoted;
	const quoted = new QuotedText(text);
	lastTexts.set(article, { text, quoted });
	return quoted;
}

/**
 * Finds highlights in the text of an article, or nowhere where there is none.
 * @returns them in the order of the text, those that are no longer in it at the end.
 */
export function anchor(article: HTMLElement | null, highlights: readonly Highlight[]): Anchored[] {
	if (article === null) return highlights.map((highlight) => ({ highlight, range: null }));
	if (highlights.length === 0) return [];
	const read = readText(article);
	const quoted = quotedTextOf(article, read.text);
	return highlights
		.map((highlight) => {
			const place = quoted.find(highlight);
			const range = place === null ? null : rangeOf(read, place.start, place.end);
			return { highlight, range, start: range === null ? Infinity : (place?.start ?? Infinity) };
		})
		.sort((a, b) => (a.start === b.start ? 0 : a.start - b.start))
		.map(({ highlight, range }) => ({ highlight, range }));
}

/** What is selected of the text of an article; null for nothing, and for what is too long. */
export function selectedPassage(article: HTMLElement, selected: Range): Passage | null {
	if (!selected.intersectsNode(article)) return null;
	const read = readText(article);
	const start = placeInText(read, selected.startContainer, selected.startOffset);
	const end = placeInText(read, selected.endContainer, selected.endOffset);
	return passageIn(read.text, start, end);
}

/** A press between two lines belongs to the nearer one, as far as this part of the height of its letters. */
const LEADING = 0.5;

/** The highlight that is shown at a point of the window, in CSS pixels; of several the shortest. */
export function anchoredAt(all: readonly Anchored[], x: number, y: number): Anchored | undefined {
	const distanceTo = ({ left, right, top, bottom, height }: DOMRect) =>
		x < left || x > right ? Infinity : Math.max(0, top - y, y - bottom) / height;
	return all
		.map((anchored) => {
			const boxes = anchored.range === null ? [] : textBoxes(anchored.range);
			return { anchored, distance: Math.min(Infinity, ...boxes.map(distanceTo)) };
		})
		.filter(({ distance }) => distance <= LEADING)
		.sort((a, b) => a.distance - b.distance || lengthOf(a.anchored) - lengthOf(b.anchored))[0]?.anchored;
}

const lengthOf = ({ highlight }: Anchored): number => highlight.quote.exact.length;

/** What its letters take: a range that goes through several blocks has the whole boxes of those, too. */
function textBoxes(range: Range): DOMRect[] {
	const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
	const boxes: DOMRect[] = [];
	for (let node: Node | null = walker.currentNode; node !== null; node = walker.nextNode()) {
		if (!(node instanceof Text) || !range.intersectsNode(node)) continue;
		const part = document.createRange();
		part.selectNodeContents(node);
		if (node === range.startContainer) part.setStart(node, range.startOffset);
		if (node === range.endContainer) part.setEnd(node, range.endOffset);
		boxes.push(...part.getClientRects());
	}
	return boxes;
}
