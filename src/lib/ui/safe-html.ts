import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { directionOf } from '$lib/content/direction';
import type { ContentBase } from '$lib/content/safe-url';

/** What may run another way than the text around it. */
const BLOCKS = 'p, h2, h3, h4, h5, h6, ul, ol, dl, blockquote, figcaption, table, td, th, summary, pre';

type Sanitize = (typeof import('$lib/content/sanitize'))['sanitize'];

/** It comes with the first text that needs it: a list needs none. From then on texts are there at once. */
let loaded: Sanitize | null = null;

/**
 * Shows untrusted HTML in an element, made safe, each block of it running the way that its letters do.
 * @param onFilled hears when it is there, and again (with false) when it is about to go
 */
export function safeHtml(
	html: string,
	base: ContentBase,
	onFilled?: (element: HTMLElement, isThere: boolean) => void
): Attachment<HTMLElement> {
	return (element) => {
		let isCurrent = true;
		const fill = (sanitize: Sanitize) => {
			const safe = sanitize(html, base);
			setDirections(element, safe);
			element.replaceChildren(safe);
			onFilled?.(element, true);
		};
		if (loaded !== null) {
			const sanitize = loaded;
			untrack(() => fill(sanitize));
		} else {
			void import('$lib/content/sanitize').then(({ sanitize }) => {
				loaded = sanitize;
				if (isCurrent) fill(sanitize);
			});
		}
		return () => {
			isCurrent = false;
			onFilled?.(element, false);
		};
	};
}

function setDirections(element: HTMLElement, safe: DocumentFragment): void {
	element.dir = directionOf(safe.textContent);
	for (const block of safe.querySelectorAll<HTMLElement>(BLOCKS)) {
		if (block.dir === '' && /\p{L}/u.test(block.textContent)) block.dir = directionOf(block.textContent);
	}
}
