import { parseAtomFeed, type AtomFeed } from 'feedsmith';
import { languageTag } from '$lib/model/language';
import { shortened } from '$lib/model/visible-text';
import { lineOf, LONGEST_DESCRIPTION } from '$lib/sources/feed-text';
import { httpUrl } from '$lib/sources/http-url';
import { extensionsOf } from './extensions';
import { xmlSource, type XmlContent, type XmlDescription, type XmlFormat } from './feed';
import { childText } from './markup';
import { mediaOf, type NamedFile } from './media';
import { isWordPress } from './paging';
import type { XmlParts } from './parts';
import { named, peopleOf } from './people';
import type { XmlEntry } from './post';
import { atomHtml, atomLine, atomSummary, descriptionHtml } from './text';

type Feed = AtomFeed.Feed<string>;
type Entry = AtomFeed.Entry<string>;
type Link = AtomFeed.Link<string>;

/**
 * Atom 1.0, and 0.3 as far as it is the same.
 * @see https://www.rfc-editor.org/rfc/rfc4287
 */
export const atomFormat: XmlFormat<Feed, Entry> = {
	kind: 'atom',
	isItem: (name) => /^(?:[^:]+:)?entry$/.test(name),
	parse,
	itemsOf: (feed) => feed.entries ?? [],
	describe,
	entryOf
};

export const atom = xmlSource(atomFormat);

function parse({ root, rootName }: Pick<XmlParts, 'root' | 'rootName'>, content: XmlContent): Feed {
	const inner = 'shell' in content ? content.shell : content.items.join('\n');
	return parseAtomFeed(`${root.replace(/\/>$/, '>')}${inner}</${rootName}>`);
}

function describe(feed: Feed, pageUrl: string): XmlDescription {
	const base = httpUrl(feed.xml?.base, pageUrl) ?? pageUrl;
	const { generator, itunes, dc } = feed;
	const icon = httpUrl(feed.icon, base);
	return {
		description: {
			title: atomLine(feed.title),
			homeUrl: httpUrl(alternateOf(feed.links), base),
			description: shortened(atomSummary(feed.subtitle), LONGEST_DESCRIPTION),
			authors: peopleOf([feed.authors, named(dc?.creators), named([itunes?.author])], base),
			language: languageTag(feed.xml?.lang ?? dc?.languages?.[0] ?? ''),
			icon: icon ?? httpUrl(feed.logo, base) ?? httpUrl(itunes?.image, base),
			favicon: icon
		},
		links: feed.links,
		isWordPress: isWordPress([generator?.uri, generator?.text]),
		base
	};
}

function entryOf(entry: Entry, xml: string, feedBase: string): XmlEntry {
	const base = httpUrl(entry.xml?.base, feedBase) ?? feedBase;
	const { links, dc, itunes, media } = entry;
	return {
		id: entry.id ?? '',
		url: httpUrl(childText(xml, 'feedburner:origlink'), base) ?? httpUrl(alternateOf(links), base),
		externalUrl: httpUrl(links?.find(({ rel }) => rel === 'related')?.href, base),
		title: atomLine(entry.title),
		...contentOf(entry, base),
		authors: peopleOf(
			[entry.authors, entry.source?.authors, named(dc?.creators), named([itunes?.author])],
			base
		),
		language: languageTag(entry.content?.xml?.lang ?? entry.xml?.lang ?? dc?.languages?.[0] ?? ''),
		published: [entry.published, dc?.dates?.[0]],
		updated: [entry.updated],
		categories: [...(entry.categories ?? []).map(nameOf), ...(dc?.subjects ?? [])],
		...mediaOf({ enclosures: filesOf(entry), media, itunes }, base),
		replyUrl: httpUrl(links?.find(isReplyPage)?.href, base),
		extensions: extensionsOf(entry)
	};
}

/** The whole text if there is one, and the summary beside it; else the summary, or what a video says of itself. */
function contentOf(
	{ content, summary, media }: Entry,
	entryBase: string
): Pick<XmlEntry, 'html' | 'summary' | 'base'> {
	const base = httpUrl(content?.xml?.base, entryBase) ?? entryBase;
	const whole = atomHtml(content ?? {});
	if (whole !== '') return { html: whole, summary: atomSummary(summary), base };
	const said = media?.description?.value ?? media?.groups?.[0]?.description?.value ?? '';
	const html = atomHtml(summary ?? {}) || descriptionHtml(said);
	return { html, summary: '', base: httpUrl(summary?.xml?.base, entryBase) ?? entryBase };
}

/** The page for people, if several are given. */
function alternateOf(links: readonly Link[] | undefined): string | undefined {
	const pages = (links ?? []).filter(({ rel }) => rel === undefined || rel === 'alternate');
	const isHtml = ({ type }: Link) =>
		type === undefined || /^(text\/html|application\/xhtml\+xml)/i.test(type);
	return (pages.find(isHtml) ?? pages[0])?.href;
}

/** Also the content itself when it is a file elsewhere, such as a video. */
function filesOf({ links, content }: Entry): NamedFile[] {
	const enclosures = (links ?? []).filter(({ rel }) => rel === 'enclosure');
	const files = enclosures.map(({ href, type, title, length }) => ({ url: href, type, title, length }));
	const { src, type } = content ?? {};
	return src === undefined || /^text\//i.test(type ?? '') ? files : [...files, { url: src, type }];
}

function isReplyPage({ rel, type }: Link): boolean {
	return rel === 'replies' && (type === undefined || /html/i.test(type));
}

/** As written. */
function nameOf({ label, term }: AtomFeed.Category): string | undefined {
	return lineOf(label) === '' ? term : label;
}
