import type { Attachment } from 'svelte/attachments';
import { on } from 'svelte/events';

/** Keys with which the browser scrolls by a screen. */
const PAGING = ['PageDown', ' '];

/** Tells whether what scrolls an element next is the reader's hand, page by page or line by line, or a leap of the focus. */
export function scrolledByHand(tell: (isByHand: boolean) => void): Attachment<HTMLElement> {
	return (element) => {
		const byHand = () => tell(true);
		const stops = [
			on(element, 'wheel', byHand, { passive: true }),
			on(element, 'touchmove', byHand, { passive: true }),
			// The scrollbar is a part of the element itself.
			on(element, 'pointerdown', ({ target }) => tell(target === element)),
			on(element, 'keydown', ({ key }) => tell(PAGING.includes(key)))
		];
		return () => {
			for (const stop of stops) stop();
		};
	};
}
