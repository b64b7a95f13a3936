/** Room between what is placed and what it belongs to, and the edges of the window, in CSS pixels. */
const GAP = 8;

/**
 * Puts a shown popover beneath a box of the window, or above it where there is no room beneath; it covers the box only when that fills
 * the window. Everything is kept in sight.
 */
export function placeNear(shown: HTMLElement, at: DOMRect): void {
	const { width, height } = shown.getBoundingClientRect();
	const below = at.bottom + GAP;
	const above = at.top - GAP - height;
	const isBelow = below + height + GAP <= innerHeight || above < GAP;
	const top = Math.max(GAP, Math.min(isBelow ? below : above, innerHeight - height - GAP));
	const left = Math.max(GAP, Math.min(at.left + (at.width - width) / 2, innerWidth - width - GAP));
	shown.style.insetBlockStart = `${top}px`;
	shown.style.left = `${left}px`;
}
