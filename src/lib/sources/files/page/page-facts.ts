import { visibleLine } from '$lib/model/visible-text';
import { textOf, memberOf } from '$lib/sources/json-values';
import { linkedArticle, type LinkedArticle } from './linked-data';
import { firstWords, isSaid, Markup, postIn } from './page-markup';
import { withoutSiteName } from './page-title';

/** What a page says of its post, beside what is written in it. */
export interface PageFacts {
	/** Plain text; '' for none. */
	title: string;
	/** Of its site; '' when unknown. */
	siteName: string;
	authors: string[];
	/** As written, the best first. */
	published: string[];
	updated: string[];
	categories: string[];
	tags: string[];
	/** As written, or null. */
	image: string | null;
	/** As written; '' for none. */
	language: string;
	/** Plain text; '' for none. */
	summary: string;
}

/** Key words of a page are often those of its site: so many are no tags of a post. */
const MOST_KEYWORDS = 15;

const TITLES = [
	'h1.entry-title',
	'.entry-title',
	'h1.wp-block-post-title',
	'h1.post-title',
	'[itemprop="headline"]',
	'.p-name'
];
const PUBLISHED = [
	'time.entry-date.published[datetime]',
	'time.published[datetime]',
	'time.entry-date[datetime]',
	'.wp-block-post-date time[datetime]',
	'[itemprop="datePublished"]',
	'abbr.published[title]',
	'time.dt-published',
	'time[datetime]'
];
const UPDATED = ['time.updated[datetime]', '[itemprop="dateModified"]', 'abbr.updated[title]'];
const AUTHORS = [
	'.author.vcard .fn',
	'.author.vcard a',
	'.author.vcard',
	'.wp-block-post-author-name',
	'.wp-block-post-author__name',
	'[itemprop="author"] [itemprop="name"]',
	'[itemprop="author"]',
	'a[rel~="author"]',
	'.byline .author',
	'.p-author'
];
const CATEGORIES = [
	'.cat-links a',
	'.taxonomy-category a',
	'a[rel~="category"]',
	'.entry-categories a',
	'.p-category'
];
const TAGS = [
	'.tags-links a',
	'.tag-links a',
	'.taxonomy-post_tag a',
	'a[rel~="tag"]:not([rel~="category"])'
];

/**
 * Reads the facts of a page: WordPress's and other blogs' own markup, which is what a visitor sees, then JSON-LD, OpenGraph
 * and what stands in its head.
 */
export function factsOf(document: Document): PageFacts {
	const scripts = [...document.querySelectorAll('script[type="application/ld+json"]')];
	const linked = linkedArticle(scripts.map((script) => script.textContent));
	const { article } = linked;
	const meta = metaReader(document);
	const post = new Markup(postIn(document));
	const siteName =
		meta('og:site_name') || firstWords(document, ['.site-title']) || (linked.namesOf('publisher')[0] ?? '');
	const said = (member: string) => textOf(memberOf(article, member));
	return {
		siteName: visibleLine(siteName),
		title: titleOf(document, post, [said('headline'), meta('og:title'), meta('twitter:title')], siteName),
		authors: authorsOf(post, linked, meta),
		published: [
			...[said('datePublished'), meta('article:published_time'), ...post.dates(PUBLISHED)],
			...[meta('date'), meta('dc.date'), meta('dc.date.issued'), meta('pubdate'), meta('parsely-pub-date')]
		].filter(isSaid),
		updated: [said('dateModified'), meta('article:modified_time'), ...post.dates(UPDATED)].filter(isSaid),
		...namesOf(post, linked, meta),
		image: meta('og:image') || (linked.addressesOf('image')[0] ?? '') || meta('twitter:image') || null,
		language: said('inLanguage') || document.documentElement.lang || meta('og:locale'),
		summary: visibleLine(meta('og:description') || meta('description'), 4000)
	};
}

type MetaReader = (name: string) => string;

function metaReader(document: Document): MetaReader {
	const contents = new Map<string, string>();
	for (const element of document.querySelectorAll('meta[content]')) {
		const name = (element.getAttribute('property') ?? element.getAttribute('name') ?? '').toLowerCase();
		const content = element.getAttribute('content')?.trim() ?? '';
		const before = contents.get(name);
		// Each tag of OpenGraph has an element of its own.
		contents.set(
			name,
			name === 'article:tag' && before !== undefined ? `${before},${content}` : (before ?? content)
		);
	}
	return (name) => contents.get(name) ?? '';
}

function titleOf(document: Document, post: Markup, said: readonly string[], siteName: string): string {
	const shown = firstWords(post.root, TITLES) || firstWords(document, TITLES);
	if (shown !== '') return shown;
	const heading = firstWords(document, ['article h1', 'main h1', 'h1']);
	const written = said.find(isSaid) ?? document.querySelector('title')?.textContent ?? '';
	return withoutSiteName(visibleLine(written), siteName, heading) || heading;
}

function authorsOf(post: Markup, linked: LinkedArticle, meta: MetaReader): string[] {
	const shown = post.all(AUTHORS);
	const names = linked.namesOf('author');
	const said = [meta('author'), meta('article:author'), meta('parsely-author')];
	const named = [names, shown, said.filter((name) => isSaid(name) && !/^https?:/i.test(name)).slice(0, 1)];
	return named.find((list) => list.length > 0)?.map((name) => visibleLine(name.replace(/^by\s+/i, ''))) ?? [];
}

function namesOf(
	post: Markup,
	linked: LinkedArticle,
	meta: MetaReader
): Pick<PageFacts, 'categories' | 'tags'> {
	const shown = post.all(CATEGORIES);
	const categories = [shown, linked.namesOf('articleSection'), [meta('article:section')].filter(isSaid)];
	const keywords = linked.namesOf('keywords').flatMap(listed);
	const words = listed(meta('keywords') || meta('news_keywords'));
	const tags = [
		post.all(TAGS),
		listed(meta('article:tag')),
		keywords,
		words.length > MOST_KEYWORDS ? [] : words
	];
	const chosen = categories.find((names) => names.length > 0) ?? [];
	return {
		categories: chosen,
		tags: (tags.find((names) => names.length > 0) ?? []).filter((name) => !chosen.includes(name))
	};
}

function listed(names: string): string[] {
	return names
		.split(',')
		.map((name) => visibleLine(name))
		.filter(isSaid);
}
