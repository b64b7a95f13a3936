import { say } from '$lib/messages/problem-words';
import type { FeedDescription } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import { descriptionOf, lineOf } from '$lib/sources/feed-text';
import { hostName, httpUrl } from '$lib/sources/http-url';
import { isObject, listOf, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { parseJson } from '$lib/sources/parse-json';
import type { FetchedText, SourceContext, SourceFeed } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { apiRootOf } from './api-root';
import { apiClosed, indexUrl } from './routes';

/** A WordPress site, and what it is asked with. */
export interface Site extends Pick<SourceContext, 'fetchText' | 'now'> {
	feedId: FeedId;
	/** Address of its API. */
	root: string;
}

/** What the API says of its site. */
export interface SiteIndex {
	description: Omit<FeedDescription, 'categoryParents'>;
	/** Milliseconds that the site's clock is ahead of UTC. */
	clockOffset: number;
}

const HOUR = 60 * 60_000;

export function siteOf(feed: SourceFeed, { fetchText, now }: SourceContext): Site {
	return { feedId: feed.id, root: apiRootOf(feed.url) ?? feed.url, fetchText, now };
}

/** Whether `value` is the index of an API that has posts. */
export function isIndex(value: unknown): value is JsonObject {
	return isObject(value) && listOf(memberOf(value, 'namespaces')).includes('wp/v2');
}

/**
 * What the API says of its site.
 * @throws SourceError of fetching; `api-closed`; `not-a-feed` when there is no API
 */
export async function fetchIndex({ root, fetchText }: Site): Promise<SiteIndex> {
	const url = indexUrl(root);
	try {
		return readIndex(await fetchText(url));
	} catch (error) {
		if (!(error instanceof SourceError)) throw error;
		throw apiClosed(error, url) ?? error;
	}
}

function readIndex({ url, text }: FetchedText): SiteIndex {
	const index = parseJson(text);
	if (!isIndex(index)) throw noApi(url);
	const homeUrl = httpUrl(memberOf(index, 'home'), url) ?? httpUrl(memberOf(index, 'url'), url);
	const description = {
		title: lineOf(memberOf(index, 'name')) || hostName(homeUrl ?? url),
		homeUrl,
		description: descriptionOf(memberOf(index, 'description')),
		authors: [],
		language: null,
		icon: httpUrl(memberOf(index, 'site_icon_url'), url),
		favicon: null,
		expired: false
	};
	const hours = Number(textOf(memberOf(index, 'gmt_offset')));
	return { description, clockOffset: Number.isFinite(hours) && Math.abs(hours) <= 24 ? hours * HOUR : 0 };
}

function noApi(url: string): SourceError {
	const message = say('wordpress_no_site', { host: hostName(url) });
	return new SourceError('not-a-feed', message, say('wordpress_no_site_advice'));
}
