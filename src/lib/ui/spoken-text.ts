import { blockAround, BLOCKS } from './article-text';
import { languageOf } from './language-of';

/** A part of a post that is said in one go, and where it stands. */
export interface Utterance {
	text: string;
	/** BCP 47 tag of the block, as the post says or as its letters tell; empty where nothing is known. */
	language: string;
	range: Range;
}

/** What is not read to anyone: what is there to be pressed, code, and signs that lead to notes. */
const SILENT =
	'button, pre, script, style, svg, math, audio, video, iframe, [hidden], [popover], .withheld, .embed, sup > a[href^="#"]';
/** UTF-16 units: some browsers fall silent in the middle of an utterance of more than about fifteen seconds. */
const LONGEST = 200;

/** A block of text, in the pieces that its elements cut it into. */
interface Block {
	element: Element;
	nodes: Text[];
}

/** What is read of an article or a part of one, sentence after sentence. */
export function utterancesOf(root: HTMLElement): Utterance[] {
	return blocksOf(root).flatMap((block) => sentencesOf(block));
}

/** The place in `utterances` of the first one that is not above the upper edge of `scroller`. */
export function firstInSight(utterances: readonly Utterance[], scroller: HTMLElement): number {
	const edge = scroller.getBoundingClientRect().top;
	let [low, high] = [0, utterances.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const bottom = utterances[middle]?.range.getBoundingClientRect().bottom ?? 0;
		if (bottom <= edge) low = middle + 1;
		else high = middle;
	}
	return low === utterances.length ? 0 : low;
}

function blocksOf(root: HTMLElement): Block[] {
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
		node instanceof Element && node.matches(SILENT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
	);
	const blocks: Block[] = [];
	let isNew = true;
	for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
		if (!(node instanceof Text)) {
			isNew ||= node instanceof Element && (node.localName === 'br' || BLOCKS.has(node.localName));
			continue;
		}
		const element = blockAround(node) ?? document.body;
		const last = blocks.at(-1);
		if (!isNew && last?.element === element) last.nodes.push(node);
		else blocks.push({ element, nodes: [node] });
		isNew = false;
	}
	return blocks;
}

function sentencesOf({ element, nodes }: Block): Utterance[] {
	const text = nodes.map(({ data }) => data).join('');
	const language = element.closest<HTMLElement>('[lang]:not(html)')?.lang || languageOf(text);
	return partsOf(text, language).map(({ start, end }) => ({
		text: text.slice(start, end).replace(/\s+/g, ' ').trim(),
		language,
		range: rangeIn(nodes, start, end)
	}));
}

/** Where the sentences of `text` are, long ones in several parts; without what is no word. UTF-16 units. */
export function partsOf(text: string, language: string): { start: number; end: number }[] {
	const segmenter = new Intl.Segmenter(canonical(language), { granularity: 'sentence' });
	const parts: { start: number; end: number }[] = [];
	// Where a line of the source ends, no sentence does.
	for (const { index, segment } of segmenter.segment(text.replace(/\s/g, ' '))) {
		let start = index;
		const end = index + segment.trimEnd().length;
		while (start < end) {
			const next = end - start <= LONGEST ? end : breakIn(text, start);
			if (/[\p{L}\p{N}]/u.test(text.slice(start, next))) parts.push({ start, end: next });
			start = next;
		}
	}
	return parts;
}

/** Where a long sentence is best cut: after a clause, between two words, or anywhere. */
function breakIn(text: string, start: number): number {
	const piece = text.slice(start, start + LONGEST);
	const clause = /^.*[,;:،؛、，；：–—]/su.exec(piece)?.[0].length ?? 0;
	if (clause > LONGEST / 4) return start + clause;
	const words = /^.*\s/su.exec(piece)?.[0].length ?? 0;
	return start + (words > LONGEST / 4 ? words : LONGEST);
}

/** What posts say of their language may be anything. */
function canonical(language: string): string | undefined {
	try {
		return Intl.getCanonicalLocales(language)[0];
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

function rangeIn(nodes: readonly Text[], start: number, end: number): Range {
	const range = document.createRange();
	let at = 0;
	for (const node of nodes) {
		const { length } = node.data;
		if (start >= at && start < at + length) range.setStart(node, start - at);
		if (end > at && end <= at + length) {
			range.setEnd(node, end - at);
			break;
		}
		at += length;
	}
	return range;
}
