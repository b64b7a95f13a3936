import { directionOf } from '$lib/content/direction';
import { beginningOf, type Limit } from '$lib/content/long-post';
import type { ContentBase } from '$lib/content/safe-url';
import { sanitize } from '$lib/content/sanitize';
import { offerCopies } from './code-copy';
import { offerFrames } from './embedded-frames';
import { offerFootnotes } from './footnotes';
import { outlineOf, type Heading } from './outline';
import type { ShownPictures } from './safe-html.svelte';
import { NONE_WITHHELD, withholdPictures, type WithheldPictures } from './withheld-pictures';

/** What may run another way than the text around it. */
const BLOCKS = 'p, h2, h3, h4, h5, h6, ul, ol, dl, blockquote, figcaption, table, td, th, summary, pre';

/** Untrusted HTML as it stands in an article, not shown yet. */
export interface PostHtml {
	post: DocumentFragment;
	direction: 'ltr' | 'rtl';
	headings: Heading[];
	withheld: WithheldPictures;
	/** It goes on beyond the limit. */
	isCut: boolean;
}

/** Makes untrusted HTML safe and fits it for reading: each block runs the way that its letters do. Nothing is fetched yet. */
export function postHtml(
	html: string,
	base: ContentBase,
	pictures: ShownPictures,
	limit: Limit | null,
	hasOutline: boolean
): PostHtml {
	const shown = limit === null ? { html, isCut: false } : beginningOf(html, limit);
	const post = sanitize(shown.html, base);
	for (const block of post.querySelectorAll<HTMLElement>(BLOCKS)) {
		if (block.dir === '' && /\p{L}/u.test(block.textContent)) block.dir = directionOf(block.textContent);
	}
	const direction = directionOf(post.textContent);
	const headings = hasOutline ? outlineOf(post) : [];
	offerFrames(post);
	offerFootnotes(post);
	offerCopies(post);
	const withheld = pictures === 'shown' ? NONE_WITHHELD : withholdPictures(post, pictures);
	return { post, direction, headings, withheld, isCut: shown.isCut };
}
