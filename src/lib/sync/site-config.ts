import { say, type Said } from '$lib/messages/problem-words';
import { accentOf, isColor, READABLE, type Accent, type Accents } from '$lib/model/accent';
import { newProblem, type Problem } from '$lib/model/problem';
import { visibleLine } from '$lib/model/visible-text';
import { parseAddress } from '$lib/sources/discovery/address';
import type { FetchedText } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';

/** What a person who hosts Backlist writes into `config.json`. */
export interface SiteConfig {
	/** Name of the app as shown. */
	title: string;
	/** Absolute addresses of the feeds that a new reader starts with. */
	feeds: string[];
	/** Colours instead of ours; null for ours. */
	accents: Accents;
	/** Whether readers may add feeds of their own. */
	mayAdd: boolean;
	/** What is wrong in the file, each with the name of its key. */
	problems: Problem[];
}

const LONGEST_TITLE = 60;
/** Feeds that a new reader starts with: all of them are fetched at the first visit. */
const MOST_FEEDS = 100;
/** More than these tell nobody anything. */
const MOST_PROBLEMS = 5;

const KEYS = ['title', 'feeds', 'accent', 'addFeeds'];
/** Of what programs that edit JSON use for themselves, such as `$schema`. */
const FOR_OTHERS = /^[$_]/;

/** Hears what is wrong. */
type Tell = (message: Said) => void;

/**
 * Reads `config.json`; what is missing or wrong in it takes its default, so a slip there never stops the app, and is told of.
 * Of more than a hundred feeds the first are taken, each once.
 */
export function parseSiteConfig({ url, text }: Pick<FetchedText, 'url' | 'text'>): SiteConfig {
	const told: Said[] = [];
	const tell: Tell = (message) => told.push(message);
	const value = parse(text, tell);
	tellOfUnknown(value, KEYS, '', tell);
	const accent = isObject(value.accent) ? value.accent : {};
	if (value.accent !== undefined && !isObject(value.accent))
		tell(say('config_not_colors', { key: 'accent' }));
	tellOfUnknown(accent, ['light', 'dark'], 'accent.', tell);
	return {
		title: titleOf(value.title, tell),
		feeds: feedsOf(value.feeds, url, tell),
		accents: { light: accentIn(accent, 'light', tell), dark: accentIn(accent, 'dark', tell) },
		mayAdd: isYes(value.addFeeds, tell),
		problems: told
			.slice(0, MOST_PROBLEMS)
			.map((message) => newProblem('site-config', message, say('config_advice')))
	};
}

function parse(text: string, tell: Tell): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		if (isObject(value)) return value;
	} catch (error) {
		// Some engines overflow the stack on deep nesting: a RangeError or InternalError.
		if (!(error instanceof Error)) throw error;
	}
	tell(say('config_not_json'));
	return {};
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function tellOfUnknown(value: Record<string, unknown>, known: readonly string[], path: string, tell: Tell) {
	for (const key of Object.keys(value))
		if (!known.includes(key) && !FOR_OTHERS.test(key))
			tell(say('config_unknown', { key: visibleLine(path + key, LONGEST_TITLE) }));
}

function titleOf(value: unknown, tell: Tell): string {
	const title = typeof value === 'string' ? visibleLine(value, LONGEST_TITLE) : '';
	if (value !== undefined && title === '') tell(say('config_not_text', { key: 'title' }));
	return title === '' ? 'Backlist' : title;
}

function feedsOf(value: unknown, base: string, tell: Tell): string[] {
	if (value === undefined) return [];
	if (!Array.isArray(value)) {
		tell(say('config_not_list', { key: 'feeds' }));
		return [];
	}
	if (value.length > MOST_FEEDS) tell(say('config_too_many', { key: 'feeds', most: MOST_FEEDS }));
	const addresses = value.slice(0, MOST_FEEDS).map((feed, at) => {
		const address = feedAddress(feed, base);
		if (address === null) tell(say('config_not_feed', { key: `feeds[${at}]` }));
		return address;
	});
	return [...new Set(addresses.filter((address) => address !== null))];
}

function feedAddress(feed: unknown, base: string): string | null {
	const address = isObject(feed) ? feed.url : feed;
	if (typeof address !== 'string') return null;
	try {
		return parseAddress(address, base);
	} catch (error) {
		if (error instanceof SourceError) return null;
		throw error;
	}
}

function accentIn(value: Record<string, unknown>, side: keyof Accents, tell: Tell): Accent | null {
	const color = value[side];
	const key = `accent.${side}`;
	if (color === undefined) return null;
	if (!isColor(color)) {
		tell(say('config_not_color', { key }));
		return null;
	}
	const accent = accentOf(color.toLowerCase(), side);
	if (typeof accent !== 'number') return accent;
	const contrast = Math.floor(accent * 10) / 10;
	tell(say('config_weak_color', { key, color, contrast, least: READABLE }));
	return null;
}

function isYes(value: unknown, tell: Tell): boolean {
	if (value !== undefined && typeof value !== 'boolean') tell(say('config_not_yes_no', { key: 'addFeeds' }));
	return value !== false;
}
