import { directionOf } from '$lib/content/direction';
import { beginningOf, type Limit } from '$lib/content/long-post';
import type { ContentBase } from '$lib/content/safe-url';
import { sanitize } from '$lib/content/sanitize';
import { m } from '$lib/messages/messages';
import { offerCopies } from './code-copy';
import { sayEmbeds } from './embed-words';
import { offerFrames } from './embedded-frames';
import { offerEnlarging } from './enlarge';
import { offerFootnotes } from './footnotes';
import { preferKept, standInForMissing } from './kept-pictures';
import { offerSpeeds } from './media-speed';
import { outlineOf, type Heading } from './outline';
import type { KeptPictures, ShownPictures } from './safe-html.svelte';
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
	isArticle: boolean,
	kept: KeptPictures | null = null
): PostHtml {
	const shown = limit === null ? { html, isCut: false } : beginningOf(html, limit);
	const post = sanitize(shown.html, base);
	for (const block of post.querySelectorAll<HTMLElement>(BLOCKS)) {
		if (block.dir === '' && /\p{L}/u.test(block.textContent)) block.dir = directionOf(block.textContent);
	}
	const direction = directionOf(post.textContent);
	const headings = isArticle ? outlineOf(post) : [];
	sayEmbeds(post);
	nameTables(post);
	offerFrames(post);
	offerFootnotes(post);
	offerCopies(post);
	if (kept !== null) preferKept(post, kept.addresses);
	standInForMissing(post, (address) => kept?.onBroken(address));
	const onBack = isArticle ? offerEnlarging : undefined;
	const withheld = pictures === 'shown' ? NONE_WITHHELD : withholdPictures(post, pictures, onBack);
	if (isArticle) {
		for (const image of post.querySelectorAll('img')) offerEnlarging(image);
		offerSpeeds(post);
	}
	return { post, direction, headings, withheld, isCut: shown.isCut };
}

/** Wide ones scroll, and are told apart by their captions. */
function nameTables(post: DocumentFragment): void {
	for (const around of post.querySelectorAll('.table-scroll')) {
		const caption = around.querySelector('caption')?.textContent.trim() ?? '';
		around.ariaLabel = caption === '' ? m.article_table() : m.article_table_named({ caption });
	}
}
