import { say, type Said } from '$lib/messages/problem-words';
import type { FeedDescription, SourceKind } from '$lib/model/feed';
import type { IncomingPost } from '$lib/model/post';
import { visibleLine } from '$lib/model/visible-text';
import { kindOfAnswer } from '$lib/sources/answer-kind';
import { hostName } from '$lib/sources/http-url';
import type { FetchedText, SkippedItem, Source, SourceFeed } from '$lib/sources/source';
import { cutOffFeed, noFeed, otherAnswer, unreadableFeed } from './errors';
import { guidsOf, type Nameable } from './guids';
import { readItems } from './items';
import { followXmlPages, nextPage, type FeedLink, type XmlPage } from './paging';
import { takeApart, type XmlParts } from './parts';
import { postOf, type XmlEntry, type XmlSurroundings } from './post';

/** One of the formats in XML. `Feed` and `Item` are what feedsmith gives for it. */
export interface XmlFormat<Feed extends object, Item> {
	kind: Extract<SourceKind, 'rss' | 'atom' | 'rdf'>;
	/** Whether an element of this name, in lower case, is an item. */
	isItem: (name: string) => boolean;
	/** The whole document with this in it, either what stands around the items or only items. Throws. */
	parse: (parts: Pick<XmlParts, 'root' | 'rootName'>, content: XmlContent) => Feed;
	itemsOf: (feed: Feed) => readonly Item[];
	/** @param pageUrl absolute address of the page */
	describe: (feed: Feed, pageUrl: string) => XmlDescription;
	/** @param base absolute address that those of the item are relative to */
	entryOf: (item: Item, xml: string, base: string) => XmlEntry;
}

/** How the items of RSS are found, in all of its versions. */
export const rssItems = {
	isItem: (name: string) => name === 'item' || name === 'rss:item',
	itemsOf: <Item>(feed: { items?: Item[] }): readonly Item[] => feed.items ?? []
};

export type XmlContent = { shell: string } | { items: readonly string[] };

/** What stands around the items of a feed. */
export interface XmlDescription {
	/** The title is '' when there is none. */
	description: Omit<FeedDescription, 'expired' | 'categoryParents'>;
	links: readonly FeedLink[] | undefined;
	isWordPress: boolean;
	/** Absolute address that those of its items are relative to. */
	base: string;
}

/** A format in XML as a source. */
export function xmlSource<Feed extends object, Item>(format: XmlFormat<Feed, Item>): Source {
	return {
		kind: format.kind,
		recognises: ({ text }) => kindOfAnswer(text) === format.kind,
		pages: (feed, from, context) =>
			followXmlPages(feed, from, context, (page) => parseXmlFeed(format, page, feed, context.now()))
	};
}

/**
 * One page of a feed in XML. Damaged items are skipped, with a reason; the others are read.
 * @param now UTC milliseconds
 * @throws SourceError `not-a-feed` or `unsupported-format` when `page` is something else, `invalid-xml` when nothing in
 * it can be read
 */
export function parseXmlFeed<Feed extends object, Item>(
	format: XmlFormat<Feed, Item>,
	page: FetchedText,
	feed: Pick<SourceFeed, 'id'>,
	now: number
): XmlPage {
	const { url, text } = page;
	const kind = kindOfAnswer(text);
	if (kind !== format.kind) throw otherAnswer(kind, format.kind, url);
	const parts = takeApart(text, format.isItem);
	if (parts === null) throw cutOffFeed(url);
	const around = format.describe(shellOf(format, parts), url);
	const { title, authors, language } = around.description;
	const { posts, skipped } = readPosts(format, parts, around, {
		url,
		feedId: feed.id,
		authors,
		language,
		now
	});
	if (posts.length === 0) throwIfUnreadable(parts, skipped, title, url);
	return {
		description: {
			...around.description,
			title: title || hostName(url),
			expired: false,
			categoryParents: {}
		},
		posts,
		skipped,
		next: nextPage(around.links, url, around.base),
		total: null,
		isWordPress: around.isWordPress
	};
}

/** A head that is damaged says nothing; the posts are worth more. */
function shellOf<Feed extends object, Item>(format: XmlFormat<Feed, Item>, parts: XmlParts): Feed {
	for (const shell of [parts.shell, '']) {
		try {
			return format.parse(parts, { shell });
		} catch (error) {
			if (!(error instanceof Error)) throw error;
		}
	}
	// Every member of a feed may be missing.
	return {} as Feed;
}

type Surroundings = XmlSurroundings & { url: string };
type Skip = (position: number, reason: Said) => void;

function readPosts<Feed extends object, Item>(
	format: XmlFormat<Feed, Item>,
	parts: XmlParts,
	{ description, base }: XmlDescription,
	around: Surroundings
): { posts: IncomingPost[]; skipped: SkippedItem[] } {
	const skipped: SkippedItem[] = [];
	const skip: Skip = (position, reason) => skipped.push({ position, reason });
	const entries = readEntries(format, parts, base, skip);
	const guids = guidsOf(entries.map(nameableOf), [around.url, description.homeUrl ?? null]);
	const posts = new Map<string, IncomingPost>();
	entries.forEach(({ entry, position }, index) => {
		const guid = guids[index] ?? '';
		if (posts.has(guid)) {
			skip(position, say('item_same_id', { number: position + 1, id: visibleLine(guid, 80) }));
		} else posts.set(guid, postOf(entry, guid, around));
	});
	const afterLast = parts.items.length + 1;
	if (parts.isCutOff && skipped.at(-1)?.position !== parts.items.length - 1) {
		skip(parts.items.length, say('item_cut_off', { number: afterLast }));
	}
	if (parts.isTooLong) {
		skip(parts.items.length, say('item_too_many', { number: afterLast }));
	}
	skipped.sort((one, other) => one.position - other.position);
	return { posts: [...posts.values()], skipped };
}

interface Placed {
	entry: XmlEntry;
	position: number;
}

function readEntries<Feed extends object, Item>(
	format: XmlFormat<Feed, Item>,
	parts: XmlParts,
	base: string,
	skip: Skip
): Placed[] {
	const entries: Placed[] = [];
	const read = readItems(parts.items, (items) => format.itemsOf(format.parse(parts, { items })));
	read.forEach((result, position) => {
		const part = parts.items[position];
		const xml = part !== undefined && 'xml' in part ? part.xml : '';
		if ('fault' in result) {
			skip(position, say(result.fault, { number: position + 1 }));
			return;
		}
		try {
			entries.push({ entry: format.entryOf(result.item, xml, base), position });
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			skip(position, say('item_unreadable', { number: position + 1, reason }));
		}
	});
	return entries;
}

function nameableOf({ entry: { id, url, title, published, html, summary } }: Placed): Nameable {
	return {
		id,
		url,
		title,
		date: published.find((date) => date !== undefined) ?? '',
		content: [html, summary]
	};
}

function throwIfUnreadable(parts: XmlParts, skipped: SkippedItem[], title: string, url: string): void {
	if (parts.isCutOff) throw cutOffFeed(url);
	const first = skipped[0];
	if (first !== undefined) throw unreadableFeed(url, first.reason);
	if (title === '') throw noFeed(url);
}
