/** Of the height that is seen, the part above what was gone to. */
const ABOVE = 0.3;

/** Scrolls to a part of the text, and opens what hides it. */
export function goToRange(scroller: HTMLElement, range: Range): void {
	let around = range.startContainer.parentElement?.closest('details') ?? null;
	while (around !== null) {
		around.open = true;
		around = around.parentElement?.closest('details') ?? null;
	}
	const { top, height } = scroller.getBoundingClientRect();
	scroller.scrollTop += range.getBoundingClientRect().top - top - height * ABOVE;
}
