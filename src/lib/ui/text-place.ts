/** Where a line is looked for under the edge, in CSS pixels: more than MARGIN, and some since the first may be between two blocks. */
const DEPTHS = [12, 24, 40, 64, 104, 168];

/** How far beneath the edge a line is put that is gone back to. */
const MARGIN = 8;

/** What lies between two lines and is higher than so many CSS pixels is no space but a picture, a film and the like. */
const TALL = 80;

/**
 * How many UTF-16 units of the text of `text` are above the upper edge of `scroller`; 0 while its beginning is in sight. Within a
 * picture, and what else has no letters, a share of its height is added; beneath the text, CSS pixels are. It means the same place
 * whatever the size of letters and window.
 */
export function placeAtTop(scroller: HTMLElement, text: HTMLElement): number {
	const edge = scroller.getBoundingClientRect().top;
	const box = text.getBoundingClientRect();
	if (box.top >= edge) return 0;
	if (box.bottom <= edge) return lengthOf(text) + Math.round(edge - box.bottom);
	const x = getComputedStyle(text).direction === 'rtl' ? box.right - 4 : box.left + 4;
	for (const depth of DEPTHS) {
		const at = caretAt(x, edge + depth);
		if (at === null || !text.contains(at.node)) continue;
		const before = document.createRange();
		before.setStart(text, 0);
		before.setEnd(at.node, at.offset);
		const letters = before.toString().length;
		const { above, below } = gapAt(text, letters);
		const isTall = below - above > TALL && above < edge && below > edge + depth;
		return isTall ? letters + shareOf(edge - above, below - above) : letters;
	}
	return 0;
}

/**
 * Scrolls so that the line with {@link placeAtTop} `place` is the first.
 * @returns whether there was enough beneath it to scroll so far
 */
export function goToPlace(scroller: HTMLElement, text: HTMLElement, place: number): boolean {
	const edge = scroller.getBoundingClientRect().top;
	const [letters, length] = [Math.floor(place), lengthOf(text)];
	const { above, below } = gapAt(text, letters);
	const within = (place - letters) * (below - above);
	// Beneath it places are whole, and shares of a last picture never are.
	const top =
		letters >= length && letters === place
			? text.getBoundingClientRect().bottom + letters - length
			: within > 0
				? above + within
				: below - MARGIN;
	const wanted = scroller.scrollTop + top - edge;
	scroller.scrollTop = wanted;
	return scroller.scrollTop > wanted - 2;
}

/** UTF-16 units of the text of `text`, as places are counted. */
export function lengthOf(text: HTMLElement): number {
	return text.textContent.length;
}

/** Never none and never all of it, which the letters around it stand for; to a thousandth. */
function shareOf(part: number, whole: number): number {
	return Math.min(999, Math.max(1, Math.round((1000 * part) / whole))) / 1000;
}

/** Between which heights of the window the letters before and after a place are. */
function gapAt(text: HTMLElement, place: number): { above: number; below: number } {
	const box = text.getBoundingClientRect();
	let above = box.top;
	let left = place;
	let last: { node: Text; at: number } | null = null;
	const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
		const { data } = node;
		const before = lastLetter(data.slice(0, Math.max(0, left)));
		if (before !== -1) last = { node, at: before };
		const after = left >= data.length ? -1 : data.slice(Math.max(0, left)).search(/\S/u);
		left -= data.length;
		if (after === -1) continue;
		if (last !== null) above = rectOf(last.node, last.at).bottom;
		return { above, below: rectOf(node, Math.max(0, left + data.length) + after).top };
	}
	if (last !== null) above = rectOf(last.node, last.at).bottom;
	return { above, below: box.bottom };
}

/** Place of the last that is no space, or -1. */
function lastLetter(text: string): number {
	return text.trimEnd().length - 1;
}

function rectOf(node: Text, at: number): DOMRect {
	const letter = document.createRange();
	letter.setStart(node, at);
	letter.setEnd(node, at + 1);
	return letter.getBoundingClientRect();
}

/** What {@link onReflow} gives. */
export interface Reflow {
	stop: () => void;
	isDue: () => boolean;
}

/**
 * Hears when the lines of `text` break anew, for another width or other letters; not when a picture has come.
 * @returns `stop` ends it; `isDue` says whether they have, and nobody has heard of it yet
 */
export function onReflow(text: HTMLElement, hear: () => void): Reflow {
	let before = layoutOf(text);
	let size = sizeOf(text);
	const observer = new ResizeObserver(() => {
		size = sizeOf(text);
		const now = layoutOf(text);
		if (now === before) return;
		before = now;
		hear();
	});
	observer.observe(text);
	return {
		stop: () => observer.disconnect(),
		isDue: () => layoutOf(text) !== before && sizeOf(text) !== size
	};
}

const sizeOf = (text: HTMLElement) => `${text.clientWidth} ${text.clientHeight}`;

function layoutOf(text: HTMLElement): string {
	const { fontFamily, fontSize, lineHeight } = getComputedStyle(text);
	return [text.clientWidth, fontFamily, fontSize, lineHeight].join();
}

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
	if ('caretPositionFromPoint' in document) {
		const position = document.caretPositionFromPoint(x, y);
		return position === null ? null : { node: position.offsetNode, offset: position.offset };
	}
	return null;
}
