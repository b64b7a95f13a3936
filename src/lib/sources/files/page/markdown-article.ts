import { textToHtml } from '$lib/content/text-to-html';
import { webAddress } from '$lib/model/web-address';
import type { FileFeed } from '$lib/sources/files/file-format';
import { NOTHING_KNOWN, type KeptArticle } from '$lib/sources/files/kept-article';
import { readFrontMatter, type FrontMatter } from './front-matter';

const HEADING = /^\s*#[\t ]+(.*?)[\t ]*#*[\t ]*(?:\r?\n|$)/;
/** What marks words in Markdown, and what keeps it from doing so. */
const MARKS = /[\\*_`]/g;

/**
 * A text in Markdown with front matter, such as a post of an export of ours; null of any other text. What is said above the text is
 * understood, and marks within it stay as they are.
 * @param unknown the feed of texts that name none
 */
export function markdownArticle(text: string, unknown: FileFeed): KeptArticle | null {
	const matter = readFrontMatter(text);
	if (matter === null) return null;
	const valuesOf = (...names: string[]) => names.flatMap((name) => matter.values.get(name) ?? []);
	const heading = HEADING.exec(matter.text);
	const title = valuesOf('title')[0] ?? heading?.[1]?.replace(MARKS, '') ?? '';
	const isTitle = heading?.[1] !== undefined && isSameTitle(heading[1], title);
	return {
		...NOTHING_KNOWN,
		feed: feedOf(matter, unknown),
		// Of other programs it names a text within its folder, or a page of a site: not a post among all texts.
		guid: matter.values.has('feed') ? (valuesOf('id')[0] ?? '') : '',
		url: webAddress(valuesOf('url', 'permalink', 'canonical_url')[0] ?? ''),
		title,
		html: textToHtml(isTitle ? matter.text.slice(heading[0].length) : matter.text),
		summary: valuesOf('description', 'summary', 'excerpt')[0] ?? '',
		authors: valuesOf('authors', 'author'),
		published: valuesOf('date', 'published', 'pubdate'),
		updated: valuesOf('updated', 'lastmod', 'last_modified_at'),
		categories: valuesOf('categories', 'category'),
		tags: valuesOf('tags', 'tag', 'keywords'),
		language: valuesOf('language', 'lang')[0] ?? '',
		isStarred: valuesOf('starred')[0] === 'true'
	};
}

function isSameTitle(heading: string, title: string): boolean {
	return heading.replace(MARKS, '') === title.replace(MARKS, '');
}

/** A feed of its own: where the blog is kept already, its posts say more than these texts do, and stay as they are. */
function feedOf({ values }: FrontMatter, unknown: FileFeed): FileFeed {
	const title = values.get('feed')?.[0];
	if (title === undefined) return unknown;
	const name = (values.get('feed_url')?.[0] ?? title).replace(/\p{Surrogate}/gu, '');
	const url = `file:${encodeURIComponent(name)}.md`;
	return { url, kind: 'page', description: { title, homeUrl: null } };
}
