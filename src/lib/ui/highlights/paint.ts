import './paint.css';

/** How highlights are drawn, by the names that paint.css has for them. */
export type Paint = 'reader-highlight' | 'reader-note' | 'reader-open';

/**
 * Draws ranges of the document over its text, without a change to it: the CSS Custom Highlight API
 * (https://drafts.csswg.org/css-highlight-api-1/). Browsers without it draw nothing; the list beneath the text has them all the same.
 */
export function paint(name: Paint, ranges: readonly Range[]): void {
	if (typeof CSS === 'undefined' || !('highlights' in CSS)) return;
	if (ranges.length === 0) CSS.highlights.delete(name);
	else CSS.highlights.set(name, new Highlight(...ranges));
}
