/** Where a line is looked for under the edge, in CSS pixels: more than MARGIN, and some since the first may be between two blocks. */
const DEPTHS = [12, 24, 40, 64, 104, 168];

/** How far beneath the edge a line is put that is gone back to. */
const MARGIN = 8;

/**
 * How many UTF-16 units of the text of `text` are above the upper edge of `scroller`; 0 while its beginning is in sight. It means the same
 * place whatever the size of letters and window.
 */
export function placeAtTop(scroller: HTMLElement, text: HTMLElement): number {
	const edge = scroller.getBoundingClientRect().top;
	const box = text.getBoundingClientRect();
	if (box.top >= edge) return 0;
	const x = getComputedStyle(text).direction === 'rtl' ? box.right - 4 : box.left + 4;
	for (const depth of DEPTHS) {
		const at = caretAt(x, edge + depth);
		if (at === null || !text.contains(at.node)) continue;
		const before = document.createRange();
		before.setStart(text, 0);
		before.setEnd(at.node, at.offset);
		return before.toString().length;
	}
	return 0;
}

/** Scrolls so that the line with {@link placeAtTop} `place` is the first. */
export function goToPlace(scroller: HTMLElement, text: HTMLElement, place: number): void {
	const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
	let left = place;
	for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
		const { length } = (node as Text).data;
		if (left >= length) {
			left -= length;
			continue;
		}
		const letter = document.createRange();
		letter.setStart(node, left);
		letter.setEnd(node, left + 1);
		const { top } = letter.getBoundingClientRect();
		scroller.scrollTop += top - scroller.getBoundingClientRect().top - MARGIN;
		return;
	}
}

/**
 * Hears when the lines of `text` break anew, for another width or other letters; not when a picture has come.
 * @returns a function that ends it
 */
export function onReflow(text: HTMLElement, hear: () => void): () => void {
	let before = layoutOf(text);
	const observer = new ResizeObserver(() => {
		const now = layoutOf(text);
		if (now === before) return;
		before = now;
		hear();
	});
	observer.observe(text);
	return () => observer.disconnect();
}

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
