/** Of the row at each end, in CSS pixels. */
const FADED = 32;

/**
 * Brings the chosen one of a row of chips, which scrolls sideways, into sight: once the page has been laid out, which is not to
 * be done for this alone. An attachment of the chip.
 * @returns a function that ends it
 */
export function showChosen(chip: HTMLElement, isChosen: boolean): (() => void) | undefined {
	if (!isChosen) return;
	const frame = requestAnimationFrame(() => bringIntoSight(chip));
	return () => cancelAnimationFrame(frame);
}

/** By `scrollIntoView` the Tab key would go on from here, and not from the top of a page that has just been opened. */
function bringIntoSight(chip: HTMLElement): void {
	const row = chip.parentElement;
	if (row === null) return;
	const [{ left, right }, around] = [chip.getBoundingClientRect(), row.getBoundingClientRect()];
	const before = Math.min(0, left - around.left - FADED);
	const after = Math.max(0, right - around.right + FADED);
	if (before < 0 || after > 0) row.scrollBy({ left: before || after });
}
