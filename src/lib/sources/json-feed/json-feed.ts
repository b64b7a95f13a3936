import { say, type Said } from '$lib/messages/problem-words';
import type { FeedDescription } from '$lib/model/feed';
import { languageTag } from '$lib/model/language';
import type { IncomingPost } from '$lib/model/post';
import { visibleLine } from '$lib/model/visible-text';
import { MOST_ITEMS } from '$lib/sources/bounds';
import { descriptionOf, lineOf } from '$lib/sources/feed-text';
import { followPages } from '$lib/sources/follow-pages';
import { hostName, httpUrl } from '$lib/sources/http-url';
import { authorsOf } from './authors';
import { guidReader } from './guids';
import { FEED_MEMBERS, feedMembers, PAGE_MEMBERS, type JsonMembers } from './members';
import { unsaidMembers } from './unsaid';
import { readItem, type ItemSurroundings } from './item';
import { isObject, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { parseJson } from '$lib/sources/parse-json';
import type { FetchedText, SkippedItem, Source, SourceFeed, SourcePage } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';

/** UTF-16 units of JSON that a feed may say of itself beside what every feed does. */
const MOST_UNSAID = 64 * 1024;

/** JSON Feed 1.0 and 1.1, with the slips of real feeds. */
export const jsonFeed: Source = {
	kind: 'json-feed',
	recognises: ({ text }) => {
		try {
			return isJsonFeed(parseJson(text));
		} catch (error) {
			if (error instanceof SourceError) return false;
			throw error;
		}
	},
	pages: (feed, from, context) =>
		followPages(feed, from, context, (page) => parseJsonFeed(page, feed, context.now()))
};

/**
 * One page of a JSON Feed.
 * @param now UTC milliseconds
 * @throws SourceError when `page` is not a JSON Feed: `invalid-json`, `not-a-feed` or `unsupported-format`
 * @see https://www.jsonfeed.org/version/1.1/
 */
export function parseJsonFeed(page: FetchedText, feed: Pick<SourceFeed, 'id'>, now: number): SourcePage {
	const value = parseJson(page.text);
	if (!isJsonFeed(value)) throw notAFeed(page.url);
	const description = describe(value, page.url);
	const { authors, language } = description;
	const around: ItemSurroundings = { feedId: feed.id, base: page.url, authors, language, now };
	return {
		description,
		...readItems(memberOf(value, 'items') as unknown[], description.homeUrl, around),
		next: nextPage(value, page.url),
		total: null
	};
}

/** A list of items, and a version or at least a title: many feeds get the version's address not quite right. */
function isJsonFeed(value: unknown): value is JsonObject {
	if (!isObject(value) || !Array.isArray(memberOf(value, 'items'))) return false;
	return /json\s*feed/i.test(textOf(memberOf(value, 'version'))) || textOf(memberOf(value, 'title')) !== '';
}

function describe(feed: JsonObject, base: string): FeedDescription {
	const expired = memberOf(feed, 'expired');
	const description = {
		title: lineOf(memberOf(feed, 'title')) || hostName(base),
		homeUrl: httpUrl(memberOf(feed, 'home_page_url'), base),
		description: descriptionOf(memberOf(feed, 'description')),
		authors: authorsOf(feed, base),
		language: languageTag(textOf(memberOf(feed, 'language'))),
		icon: httpUrl(memberOf(feed, 'icon'), base),
		favicon: httpUrl(memberOf(feed, 'favicon'), base),
		expired: expired === true || expired === 'true',
		categoryParents: {}
	};
	return { ...description, extensions: unsaidOf(feed, description, base) };
}

/** What else the feed says of itself, without the largest members where that is more than a list of feeds should carry. */
function unsaidOf(
	feed: JsonObject,
	description: FeedDescription,
	base: string
): FeedDescription['extensions'] {
	const own = Object.entries(feed).filter(([name]) => !PAGE_MEMBERS.has(name));
	const unsaid = unsaidMembers(Object.fromEntries(own), feedMembers(description), FEED_MEMBERS, base);
	if (unsaid === null || JSON.stringify(unsaid).length <= MOST_UNSAID) return unsaid;
	return smallestOf(unsaid);
}

function smallestOf(members: JsonMembers): JsonMembers | null {
	const sized = Object.entries(members).map((member) => ({ member, size: JSON.stringify(member).length }));
	let room = MOST_UNSAID;
	const kept = sized
		.sort((a, b) => a.size - b.size)
		.filter(({ size }) => {
			room -= size;
			return room >= 0;
		});
	return kept.length === 0 ? null : Object.fromEntries(kept.map(({ member }) => member));
}

function readItems(
	items: readonly unknown[],
	homeUrl: string | null,
	around: ItemSurroundings
): { posts: IncomingPost[]; skipped: SkippedItem[] } {
	const posts = new Map<string, IncomingPost>();
	const skipped: SkippedItem[] = [];
	const read = items.slice(0, MOST_ITEMS);
	const guidOf = guidReader(read.filter(isObject), around.base, homeUrl);
	read.forEach((item, position) => {
		const number = position + 1;
		const skip = (reason: Said) => skipped.push({ position, reason });
		if (!isObject(item)) return skip(say('item_not_object', { number, type: nameOfType(item) }));
		const guid = guidOf(item);
		if (posts.has(guid)) return skip(say('item_same_id', { number, id: visibleLine(guid, 80) }));
		try {
			posts.set(guid, readItem(item, guid, around));
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			skip(say('item_unreadable', { number, reason }));
		}
	});
	if (read.length < items.length) {
		skipped.push({ position: read.length, reason: say('item_too_many', { number: read.length + 1 }) });
	}
	return { posts: [...posts.values()], skipped };
}

/** A site that moved to https often still writes http here, which a page on https may not fetch. */
function nextPage(feed: JsonObject, base: string): string | null {
	const next = httpUrl(memberOf(feed, 'next_url'), base);
	if (next === null) return null;
	const [from, to] = [new URL(base), new URL(next)];
	if (from.protocol === 'https:' && from.host === to.host) to.protocol = 'https:';
	to.hash = '';
	return to.href;
}

function notAFeed(url: string): SourceError {
	const message = say('read_no_json_feed', { host: hostName(url) });
	return new SourceError('not-a-feed', message, say('advice_find_or_ask'));
}

function nameOfType(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}
