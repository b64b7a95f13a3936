import { Readability } from '@mozilla/readability';
import { plainText } from '$lib/content/plain-text';

/** Where blogs put what is written in a post, the most particular first. */
const BODIES = [
	'.entry-content',
	'.wp-block-post-content',
	'[itemprop~="articleBody"]',
	'article .post-content',
	'.post-body',
	'.e-content',
	'.post-content'
];
/** What stands in or around a post and is no part of it. */
const JUNK = [
	...['nav', 'title', 'meta', 'link', 'base', 'script', 'input', 'select', 'textarea', '[hidden]'],
	...['#respond', '.comment-respond', '.comment-form', '#comments', '.comments-area', '.wp-block-comments'],
	...[
		'.akismet_comment_form_privacy_notice',
		'.cookie-notice',
		'#cookie-notice',
		'.cookie-banner',
		'#cookie-law-info-bar'
	],
	...['#eu-cookie-law', '.cky-consent-container', '#CybotCookiebotDialog', '#onetrust-consent-sdk'],
	...[
		'.sharedaddy',
		'.sd-sharing',
		'#jp-post-flair',
		'.jp-relatedposts',
		'.wpcnt',
		'.addtoany_share_save_container'
	],
	...[
		'.a2a_kit',
		'.share-buttons',
		'.social-share',
		'.heateor_sss_sharing_container',
		'.yarpp',
		'.related-posts'
	],
	...['.post-navigation', '.nav-links', '.page-links', '.nav-single', '.screen-reader-text', '.skip-link'],
	...[
		'.entry-meta',
		'.entry-footer',
		'.entry-utility',
		'.edit-link',
		'.wp-block-post-terms',
		'.wp-block-post-date'
	],
	...[
		'#wm-ipp-base',
		'#wm-ipp',
		'#donato',
		'.site-header',
		'.site-footer',
		'#colophon',
		'#secondary',
		'.widget-area',
		'.sidebar'
	]
];
/** A form with so much text is around the whole page, in UTF-16 units. */
const LONGEST_FORM = 2000;
/** Elements among which Readability looks for a post: it takes its time, and nearly no page of a post has so many. */
const MOST_ELEMENTS = 20_000;
/** Of what Readability finds: markup that holds as much is better, as it holds nothing else. */
const ENOUGH = 0.6;

/** What is written in a post. */
export interface PageBody {
	/** Without menus, forms and notices. */
	html: string;
	/** Who says that it is: the blog's own markup, or Readability; null of all that is on the page. */
	foundBy: 'markup' | 'readability' | null;
}

/**
 * What is written in a post: what the blog's own markup says it is, or else what Readability takes for it. Changes `document`.
 * @param elements how many it has
 */
export function bodyOf(document: Document, elements: number): PageBody {
	removeJunk(document);
	const marked = markedBody(document);
	const read = elements > MOST_ELEMENTS ? null : readableBody(document);
	const isMarked = marked !== null && lengthOf(marked) >= lengthOf(read ?? '') * ENOUGH;
	if (marked !== null && (isMarked || read === null)) return { html: marked, foundBy: 'markup' };
	if (read !== null) return { html: read, foundBy: 'readability' };
	return { html: document.body.innerHTML, foundBy: null };
}

function removeJunk(document: Document): void {
	for (const form of document.querySelectorAll('form')) {
		if (form.textContent.length > LONGEST_FORM) form.replaceWith(...form.childNodes);
		else form.remove();
	}
	// The page itself may be of a class that only means a part of it.
	for (const element of document.querySelectorAll(JUNK.join(','))) {
		if (!element.contains(document.body) && element.querySelector(BODIES.join(',')) === null)
			element.remove();
	}
}

/** Of one kind; a page with more is no page of one post. */
const MOST_BODIES = 200;

/** The longest: other posts of the page are teasers. */
function markedBody(document: Document): string | null {
	for (const selector of BODIES) {
		const bodies = [...document.querySelectorAll(selector)].slice(0, MOST_BODIES);
		const measured = bodies.map((body) => ({ body, length: body.textContent.trim().length }));
		const longest = measured.reduce<(typeof measured)[number] | null>(
			(most, next) => (most === null || next.length > most.length ? next : most),
			null
		);
		const html = longest?.body.innerHTML.trim() ?? '';
		if (html !== '') return html;
	}
	return null;
}

function readableBody(document: Document): string | null {
	const serializer = (node: Node) => {
		const root = node as Element;
		return (root.firstElementChild ?? root).innerHTML;
	};
	return (
		new Readability(document, { serializer, disableJSONLD: true, keepClasses: true }).parse()?.content ?? null
	);
}

function lengthOf(html: string): number {
	return plainText(html).length;
}
