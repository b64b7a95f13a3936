import { parseAddress } from '$lib/sources/discovery/address';
import { visibleLine } from '$lib/model/visible-text';
import type { FetchedText } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';

/** What a person who hosts Backlist writes into `config.json`. */
export interface SiteConfig {
	/** Name of the app as shown. */
	title: string;
	/** Absolute addresses of the feeds that a new reader starts with. */
	feeds: string[];
}

const LONGEST_TITLE = 60;
/** Feeds that a new reader starts with: all of them are fetched at the first visit. */
const MOST_FEEDS = 100;

/**
 * Reads `config.json`; what is missing or wrong in it takes its default, so a slip there never stops the app.
 * Of more than a hundred feeds the first are taken, each once.
 */
export function parseSiteConfig({ url, text }: Pick<FetchedText, 'url' | 'text'>): SiteConfig {
	const value = parse(text);
	const title = typeof value.title === 'string' ? visibleLine(value.title, LONGEST_TITLE) : '';
	const feeds: unknown[] = Array.isArray(value.feeds) ? value.feeds.slice(0, MOST_FEEDS) : [];
	return {
		title: title === '' ? 'Backlist' : title,
		feeds: [...new Set(feeds.flatMap((feed) => feedAddress(feed, url)))]
	};
}

function parse(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	} catch (error) {
		// Some engines overflow the stack on deep nesting: a RangeError or InternalError.
		if (error instanceof Error) return {};
		throw error;
	}
}

function feedAddress(feed: unknown, base: string): string[] {
	const address = typeof feed === 'object' && feed !== null && 'url' in feed ? feed.url : feed;
	if (typeof address !== 'string') return [];
	try {
		return [parseAddress(address, base)];
	} catch (error) {
		if (error instanceof SourceError) return [];
		throw error;
	}
}
