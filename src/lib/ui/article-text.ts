/** Elements that begin and end a line: no word goes on beyond them. */
export const BLOCKS = new Set(
	(
		'address article aside blockquote caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header ' +
		'hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'
	).split(' ')
);
/** Elements whose text is not the post's, or that nobody reads, or that show only elements of their own kind. */
const SKIPPED = new Set([
	'button',
	'script',
	'style',
	'textarea',
	'template',
	'svg',
	'math',
	'audio',
	'video'
]);

/** A text node, and where it stands in the text of the whole. */
export interface Piece {
	node: Text;
	/** UTF-16 units. */
	start: number;
}

/** All text of an article, and the text nodes that it stands in. */
export interface ArticleText {
	text: string;
	pieces: Piece[];
}

/**
 * One text of all text nodes, without what the app adds to them, with a line break between those of different blocks.
 */
export function readText(root: DocumentFragment | HTMLElement): ArticleText {
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
		node instanceof Element && isSkipped(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
	);
	const pieces: Piece[] = [];
	let text = '';
	let block: Element | null = null;
	let isNewLine = false;
	for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
		if (!(node instanceof Text)) {
			isNewLine ||= node instanceof Element && (node.localName === 'br' || BLOCKS.has(node.localName));
			continue;
		}
		const around = blockAround(node);
		if (text !== '' && (isNewLine || around !== block)) text += '\n';
		block = around;
		isNewLine = false;
		pieces.push({ node, start: text.length });
		text += node.data;
	}
	return { text, pieces };
}

export function blockAround(node: Text): Element | null {
	let around = node.parentElement;
	while (around !== null && !BLOCKS.has(around.localName)) around = around.parentElement;
	return around;
}

/** What the app shows over the text, such as the note that it refers to, is no part of it. */
function isSkipped(element: Element): boolean {
	return SKIPPED.has(element.localName) || element.hasAttribute('popover');
}

/** Whether what is in `node` is text of the post, rather than something that the app adds. */
export function isOfText(node: Node): boolean {
	let around = node instanceof Element ? node : node.parentElement;
	while (around !== null && !isSkipped(around)) around = around.parentElement;
	return around === null;
}

/** Where a point of the document is in the text, in UTF-16 units: what comes first at that point, or after it. */
export function placeInText({ text, pieces }: ArticleText, node: Node, offset: number): number {
	const own = pieces.find((piece) => piece.node === node);
	if (own !== undefined) return own.start + offset;
	const point = document.createRange();
	point.setStart(node, offset);
	return pieces.find((piece) => point.comparePoint(piece.node, 0) >= 0)?.start ?? text.length;
}

/** The part of the document from unit `start` of the text to `end`; null where there is none. */
export function rangeOf({ pieces }: ArticleText, start: number, end: number): Range | null {
	const first = pieces.find((piece) => piece.start + piece.node.data.length > start);
	const last = pieces.findLast((piece) => piece.start < end);
	if (first === undefined || last === undefined || last.start < first.start) return null;
	const range = document.createRange();
	range.setStart(first.node, Math.max(0, start - first.start));
	range.setEnd(last.node, Math.min(last.node.data.length, end - last.start));
	return range;
}
