import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { Limit } from '$lib/content/long-post';
import type { ContentBase } from '$lib/content/safe-url';
import { m } from '$lib/messages/messages';
import type { Heading } from './outline';

/** What becomes of pictures that come from the network: each waits for a press, or there are none. */
export type ShownPictures = 'shown' | 'on-press' | 'none';

/** Pictures of a text that are on this device. */
export interface KeptPictures {
	addresses: ReadonlySet<string>;
	/** Hears of each picture that cannot be loaded. */
	onBroken: (address: string) => void;
}

type PostHtmlMaker = (typeof import('./post-html'))['postHtml'];

/** It comes with the first text that needs it: a list needs none. From then on texts are there at once. */
let loaded: PostHtmlMaker | null = null;

/** Untrusted HTML, and how it is to be shown. */
export interface UntrustedHtml {
	html: string;
	base: ContentBase;
	/** When they become shown, they come into the text that is there: it is not made anew. */
	pictures: () => ShownPictures;
	/** How much of it is shown; null for all. */
	limit: Limit | null;
	/** The post of a page, not one of its comments: its headings get names to lead to, its pictures can be enlarged. */
	isArticle: boolean;
	/** Asked when it is shown. */
	kept?: () => KeptPictures | null;
}

/** What became of it. */
export interface Shown {
	/** Of a post that has several. */
	headings: Heading[];
	/** Pictures that are left out. */
	withheld: number;
	/** It goes on beyond the limit. */
	isCut: boolean;
}

/**
 * Shows untrusted HTML in an element, made safe.
 * @param onFilled hears when it is there
 * @param onEmptied hears when it is about to go
 */
export function safeHtml(
	{ html, base, pictures, limit, isArticle, kept = () => null }: UntrustedHtml,
	onFilled?: (element: HTMLElement, shown: Shown) => void,
	onEmptied?: () => void
): Attachment<HTMLElement> {
	return (element) => {
		let isCurrent = true;
		let restore = () => {};
		const fill = (make: PostHtmlMaker) => {
			try {
				const { post, direction, headings, withheld, isCut } = make(
					html,
					base,
					pictures(),
					limit,
					isArticle,
					untrack(kept)
				);
				element.dir = direction;
				element.replaceChildren(post);
				restore = withheld.restore;
				onFilled?.(element, { headings, withheld: withheld.count, isCut });
			} catch (error) {
				// One text that fails takes neither the page with it nor the place of the one before.
				element.replaceChildren(m.article_unsafe());
				onFilled?.(element, { headings: [], withheld: 0, isCut: false });
				reportError(error);
			}
		};
		if (loaded !== null) {
			const make = loaded;
			untrack(() => fill(make));
		} else {
			void import('./post-html').then(({ postHtml }) => {
				loaded = postHtml;
				// A task of its own: what is around the text has only just been drawn.
				setTimeout(() => {
					if (isCurrent) fill(postHtml);
				});
			});
		}
		$effect(() => {
			if (pictures() !== 'shown') return;
			restore();
			restore = () => {};
		});
		return () => {
			isCurrent = false;
			onEmptied?.();
		};
	};
}
