import { parseRdfFeed, type RdfFeed } from 'feedsmith';
import { languageTag } from '$lib/model/language';
import { descriptionOf, lineOf, summaryOf } from '$lib/sources/feed-text';
import { httpUrl } from '$lib/sources/http-url';
import { extensionsOf } from './extensions';
import { rssItems, xmlSource, type XmlContent, type XmlDescription, type XmlFormat } from './feed';
import { childText } from './markup';
import { mediaOf } from './media';
import { isWordPress } from './paging';
import type { XmlParts } from './parts';
import { named, peopleOf } from './people';
import type { XmlEntry } from './post';
import { descriptionHtml } from './text';

type Feed = RdfFeed.Feed<string>;
type Item = RdfFeed.Item<string>;

/**
 * RSS 1.0 and 0.90, which are RDF.
 * @see https://web.resource.org/rss/1.0/spec
 */
export const rdfFormat: XmlFormat<Feed, Item> = {
	kind: 'rdf',
	...rssItems,
	parse,
	describe,
	entryOf
};

export const rdf = xmlSource(rdfFormat);

function parse({ root, rootName }: Pick<XmlParts, 'root' | 'rootName'>, content: XmlContent): Feed {
	const inner = 'shell' in content ? content.shell : content.items.join('\n');
	return parseRdfFeed(`${root.replace(/\/>$/, '>')}${inner}</${rootName}>`);
}

function describe(feed: Feed, pageUrl: string): XmlDescription {
	const { atom, dc, admin } = feed;
	const base = httpUrl(feed.xml?.base, pageUrl) ?? pageUrl;
	const picture = httpUrl(feed.image?.url, base);
	return {
		description: {
			title: lineOf(feed.title ?? dc?.titles?.[0]),
			homeUrl: httpUrl(feed.link, base),
			description: descriptionOf(feed.description ?? dc?.descriptions?.[0]),
			authors: peopleOf([named(dc?.creators), atom?.authors], base),
			language: languageTag(dc?.languages?.[0] ?? feed.xml?.lang ?? ''),
			icon: picture,
			favicon: picture
		},
		links: atom?.links,
		isWordPress: isWordPress([admin?.generatorAgent]),
		base
	};
}

function entryOf(item: Item, xml: string, feedBase: string): XmlEntry {
	const base = httpUrl(item.xml?.base, feedBase) ?? feedBase;
	const { dc, dcterms, content } = item;
	const about = item.rdf?.about ?? '';
	const isAddress = /^https?:\/\//i.test(about);
	const whole = content?.encoded ?? '';
	const short = item.description ?? dc?.descriptions?.[0] ?? item.media?.description?.value ?? '';
	return {
		id: about,
		url:
			httpUrl(childText(xml, 'feedburner:origlink'), base) ??
			httpUrl(item.link, base) ??
			(isAddress ? httpUrl(about, base) : null),
		externalUrl: null,
		title: lineOf(item.title ?? dc?.titles?.[0]),
		html: whole || descriptionHtml(short),
		summary: whole === '' ? '' : summaryOf(short),
		authors: peopleOf([named(dc?.creators)], base),
		language: languageTag(dc?.languages?.[0] ?? item.xml?.lang ?? ''),
		published: [dc?.dates?.[0], dcterms?.issued?.[0], dcterms?.created?.[0], item.atom?.published],
		updated: [dcterms?.modified?.[0], item.atom?.updated],
		categories: dc?.subjects ?? [],
		...mediaOf({ enclosures: [], media: item.media, itunes: undefined }, base),
		replyUrl: null,
		extensions: extensionsOf(item),
		base
	};
}
