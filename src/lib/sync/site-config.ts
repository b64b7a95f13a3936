import { parseAddress } from '$lib/sources/discovery/address';
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

/** Reads `config.json`; what is missing or wrong in it takes its default, so a slip there never stops the app. */
export function parseSiteConfig({ url, text }: Pick<FetchedText, 'url' | 'text'>): SiteConfig {
	const value = parse(text);
	const title = typeof value.title === 'string' ? value.title.trim().slice(0, LONGEST_TITLE) : '';
	const feeds = Array.isArray(value.feeds) ? value.feeds : [];
	return {
		title: title === '' ? 'Backlist' : title,
		feeds: feeds.flatMap((feed: unknown) => feedAddress(feed, url))
	};
}

function parse(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	} catch (error) {
		if (error instanceof SyntaxError) return {};
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
