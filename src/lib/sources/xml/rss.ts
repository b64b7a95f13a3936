import { parseRssFeed, type RssFeed } from 'feedsmith';
import { languageTag } from '$lib/model/language';
import { descriptionOf, lineOf, summaryOf } from '$lib/sources/feed-text';
import { httpUrl } from '$lib/sources/http-url';
import type { Source } from '$lib/sources/source';
import { extensionsOf } from './extensions';
import { rssItems, xmlSource, type XmlContent, type XmlDescription, type XmlFormat } from './feed';
import { atomHtml, atomLine, atomSummary, descriptionHtml } from './text';
import { childText } from './markup';
import { mediaOf } from './media';
import { isWordPress } from './paging';
import type { XmlParts } from './parts';
import { named, peopleOf, withoutEndlessPeople } from './people';
import type { XmlEntry } from './post';
import { isRssInJson, rssOfJson } from './rss-in-json';

type Feed = RssFeed.Feed<string>;
type Item = RssFeed.Item<string>;

/**
 * RSS 0.91 to 2.0, with what podcasts, WordPress and others add.
 * @see https://www.rssboard.org/rss-specification
 */
export const rssFormat: XmlFormat<Feed, Item> = {
	kind: 'rss',
	...rssItems,
	parse,
	describe,
	entryOf
};

const inXml = xmlSource(rssFormat);

/** RSS in XML, or the same in JSON. */
export const rss: Source = {
	...inXml,
	recognises: (page) => inXml.recognises(page) || isRssInJson(page),
	pages: (feed, from, context) =>
		inXml.pages(feed, from, { ...context, fetchText: async (url) => rssOfJson(await context.fetchText(url)) })
};

function parse({ root, rootName }: Pick<XmlParts, 'root' | 'rootName'>, content: XmlContent): Feed {
	// Elements of RSS are in no namespace, whatever the feed says.
	const start = root.replace(/\sxmlns\s*=\s*(?:"[^"]*"|'[^']*')/i, '').replace(/\/>$/, '>');
	const inner =
		'shell' in content
			? withoutEndlessPeople(content.shell)
			: `<channel>${content.items.map(withoutEndlessPeople).join('\n')}</channel>`;
	return parseRssFeed(`${start}${inner}</${rootName}>`);
}

function describe(feed: Feed, pageUrl: string): XmlDescription {
	const { atom, dc, itunes, image, managingEditor } = feed;
	const base = httpUrl(feed.xml?.base, pageUrl) ?? pageUrl;
	const picture = httpUrl(image?.url, base);
	return {
		description: {
			title: lineOf(feed.title) || lineOf(itunes?.title),
			homeUrl: httpUrl(feed.link, base) ?? httpUrl(alternateOf(atom?.links), base),
			description: descriptionOf(feed.description),
			authors: peopleOf(
				[
					named(dc?.creators),
					managingEditor === undefined ? [] : [personOf(managingEditor)],
					atom?.authors,
					named([itunes?.author])
				],
				base
			),
			language: languageTag(feed.language ?? dc?.languages?.[0] ?? ''),
			icon: httpUrl(itunes?.image, base) ?? picture,
			favicon: picture
		},
		links: atom?.links,
		isWordPress: isWordPress([feed.generator]),
		base
	};
}

function entryOf(item: Item, xml: string, feedBase: string): XmlEntry {
	const base = httpUrl(item.xml?.base, feedBase) ?? feedBase;
	const { atom, dc, dcterms } = item;
	return {
		id: item.guid?.value ?? atom?.id ?? '',
		url: urlOf(item, xml, base),
		externalUrl: null,
		title: lineOf(item.title ?? item.itunes?.title ?? dc?.titles?.[0]) || atomLine(atom?.title),
		...contentOf(item),
		authors: peopleOf(
			[named(dc?.creators), item.authors?.map(personOf), atom?.authors, named([item.itunes?.author])],
			base
		),
		language: languageTag(dc?.languages?.[0] ?? item.xml?.lang ?? ''),
		published: [item.pubDate, dc?.dates?.[0], atom?.published, dcterms?.issued?.[0], dcterms?.created?.[0]],
		updated: [atom?.updated, dcterms?.modified?.[0]],
		categories: [...(item.categories ?? []).map(({ name }) => name), ...(dc?.subjects ?? [])],
		...mediaOf({ enclosures: item.enclosures ?? [], media: item.media, itunes: item.itunes }, base),
		replyUrl: httpUrl(item.comments, base),
		extensions: extensionsOf(item),
		base
	};
}

/** FeedBurner puts an address of its own into `link`, and keeps the post's beside it. */
function urlOf(item: Item, xml: string, base: string): string | null {
	const { guid } = item;
	const isPermalink = guid?.isPermaLink !== false && /^https?:\/\//i.test(guid?.value ?? '');
	return (
		httpUrl(childText(xml, 'feedburner:origlink'), base) ??
		httpUrl(item.link, base) ??
		httpUrl(alternateOf(item.atom?.links), base) ??
		(isPermalink ? httpUrl(guid?.value, base) : null)
	);
}

/** The whole text if there is one, and the description beside it; else the description, or what comes close to it. */
function contentOf({ content, description, atom, dc, itunes, media }: Item): {
	html: string;
	summary: string;
} {
	const whole = content?.encoded ?? (atom?.content === undefined ? '' : atomHtml(atom.content));
	const short = description ?? dc?.descriptions?.[0] ?? saidToApple(itunes);
	const summary = summaryOf(short) || atomSummary(atom?.summary);
	if (whole !== '') return { html: whole, summary };
	const said = media?.description?.value ?? media?.groups?.[0]?.description?.value ?? '';
	const html = descriptionHtml(short ?? '') || atomHtml(atom?.summary ?? {}) || descriptionHtml(said);
	return { html, summary: '' };
}

/** Feeds of podcasts from before Apple gave these up have their text there alone. */
function saidToApple(itunes: Item['itunes']): string | undefined {
	/* eslint-disable @typescript-eslint/no-deprecated */
	return itunes?.summary ?? itunes?.subtitle;
	/* eslint-enable @typescript-eslint/no-deprecated */
}

function personOf({ name, email, link }: RssFeed.Person) {
	return { name, email, uri: link };
}

function alternateOf(links: readonly { href?: string; rel?: string }[] | undefined): string | undefined {
	return links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href;
}
