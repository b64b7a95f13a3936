import { feedIdOf } from '$lib/model/ids';
import type { FetchedText, SourceContext, SourceFeed } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';

/*
 * A site that answers from lists as WordPress's REST API does: to the second, by the site's own clock, and with posts of one
 * second in an order of the database's choice.
 */

export const root = 'https://harbour.example/wp-json/';
export const feed: SourceFeed = { id: feedIdOf(root), url: root };
/** UTC milliseconds at which everything here happens. */
export const NOW = Date.UTC(2026, 10, 25, 12);
export const SECOND = 1000;
export const DAY = 24 * 60 * 60 * SECOND;

type Item = Record<string, unknown> & { id: number };

export interface WordPress {
	posts: Item[];
	comments: Item[];
	categories: Item[];
	tags: Item[];
	users: Item[];
	media: Item[];
	index: Record<string, unknown>;
	/** Hours that its clock is ahead of UTC. */
	offset: number;
	/** The most that it gives at once, whatever is asked for. */
	mostPerPage: number;
	/** Whether it says how many there are. */
	counts: boolean;
	/** Since 5.7 it can be asked for what was modified after a moment. */
	knowsModified: boolean;
	/** Routes that it does not give out, and what it answers there. */
	closed: Record<string, SourceError>;
	/** Whether it gives names along with posts when asked to. */
	embeds: boolean;
	/** Addresses asked for, oldest first. */
	asked: URL[];
	/** Called before each answer. */
	onRequest: (url: URL) => void;
}

/** A site without anything. */
export function emptySite(): WordPress {
	return {
		posts: [],
		comments: [],
		categories: [{ id: 1, name: 'Uncategorized', parent: 0 }],
		tags: [],
		users: [{ id: 1, name: 'Ida Holm', url: '', link: 'https://harbour.example/author/ida/' }],
		media: [],
		index: {
			name: 'Harbour &amp; Notes',
			description: 'What the tide brings',
			url: 'https://harbour.example',
			home: 'https://harbour.example',
			gmt_offset: '0',
			site_icon_url: 'https://harbour.example/icon.png',
			namespaces: ['oembed/1.0', 'wp/v2']
		},
		offset: 0,
		mostPerPage: 100,
		counts: true,
		knowsModified: true,
		closed: {},
		embeds: true,
		asked: [],
		onRequest: () => undefined
	};
}

/** @param at UTC milliseconds of publication */
export function postOf(id: number, at: number, more: Record<string, unknown> = {}): Item {
	return {
		id,
		date: wall(at),
		date_gmt: wall(at),
		modified: wall(at),
		modified_gmt: wall(at),
		link: `https://harbour.example/${id}/`,
		title: { rendered: `Post ${id}` },
		content: { rendered: `<p>The text of ${id}.</p>`, protected: false },
		excerpt: { rendered: `<p>The text of ${id}. [&hellip;]</p>` },
		author: 1,
		featured_media: 0,
		sticky: false,
		categories: [1],
		tags: [],
		comment_status: 'closed',
		...more
	};
}

/** The members that an edit changes. */
export function edited(at: number): Record<string, unknown> {
	return { modified: wall(at), modified_gmt: wall(at) };
}

/** As WordPress writes a time. */
export function wall(at: number): string {
	return new Date(at).toISOString().slice(0, 19);
}

/** As WordPress refuses. */
export function refusal(status: number, code: string): SourceError {
	const answer = JSON.stringify({ code, message: 'No.', data: { status } });
	const kind = status === 404 ? 'not-found' : status >= 500 ? 'server-error' : 'refused';
	return new SourceError(kind, 'No.', 'None.', { status, answer });
}

export function contextOf(site: WordPress, now = NOW): SourceContext {
	return {
		now: () => now,
		fetchText: async (address) => {
			const url = new URL(address);
			site.asked.push(url);
			site.onRequest(url);
			return answerOf(site, url);
		}
	};
}

/** Each request in short, such as `posts?before=…`. */
export function routesAsked({ asked }: WordPress): string[] {
	return asked.map((url) => routeOf(url) || 'index');
}

const LISTS: Record<string, 'posts' | 'comments' | 'categories' | 'tags' | 'users' | 'media'> = {
	posts: 'posts',
	comments: 'comments',
	categories: 'categories',
	tags: 'tags',
	users: 'users',
	media: 'media'
};

function routeOf(url: URL): string {
	return url.pathname.replace(/^.*\/wp-json\/(wp\/v2\/)?/, '');
}

function answerOf(site: WordPress, url: URL): FetchedText {
	const route = routeOf(url);
	const refused = site.closed[route];
	if (refused !== undefined) throw refused;
	if (route === '') return given(url, site.index, null);
	const name = LISTS[route];
	if (name === undefined) throw refusal(404, 'rest_no_route');
	const found = matching(site, site[name], url.searchParams);
	const size = Math.min(Number(url.searchParams.get('per_page') ?? 10), site.mostPerPage);
	const page = Number(url.searchParams.get('page') ?? 1);
	const start = Number(url.searchParams.get('offset') ?? (page - 1) * size);
	if (page > 1 && start >= found.length) throw refusal(400, 'rest_post_invalid_page_number');
	const items = found.slice(start, start + size).filter((item) => item.hidden !== true);
	const chosen = items.map((item) => withFields(withEmbeds(site, item, url.searchParams), url.searchParams));
	return given(url, chosen, site.counts ? found.length : null);
}

function given(url: URL, value: unknown, total: number | null): FetchedText {
	const headers = new Headers(total === null ? {} : { 'X-WP-Total': String(total) });
	return { url: url.href, text: JSON.stringify(value), mimeType: 'application/json', headers };
}

function matching(site: WordPress, items: Item[], query: URLSearchParams): Item[] {
	const ids = (name: string) => new Set((query.get(name) ?? '').split(',').filter(Boolean).map(Number));
	const [exclude, include] = [ids('exclude'), ids('include')];
	const isIn = (item: Item) => {
		if (exclude.has(item.id) || (query.has('include') && !include.has(item.id))) return false;
		if (query.has('post') && item.post !== Number(query.get('post'))) return false;
		return isBetween(site, item, query);
	};
	const orderby = query.get('orderby') ?? (items === site.posts || items === site.comments ? 'date' : 'id');
	const sign = (query.get('order') ?? 'desc') === 'desc' ? -1 : 1;
	const ties = items === site.comments ? (item: Item) => item.id : chance(site.asked.length);
	const keyOf = (item: Item) => (orderby === 'id' ? '' : textOf(item[orderby]));
	return items.filter(isIn).sort((a, b) => {
		const [left, right] = [keyOf(a), keyOf(b)];
		if (left !== right) return left < right ? -sign : sign;
		return sign * (orderby === 'id' ? a.id - b.id : ties(a) - ties(b));
	});
}

/** Databases order what is equal as they like, and in another way the next time. */
function chance(seed: number): (item: Item) => number {
	return ({ id }) => Math.imul(id ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b) >>> 0;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function isBetween(site: WordPress, item: Item, query: URLSearchParams): boolean {
	const bound = (name: string) => {
		const value = query.get(name);
		if (value === null || (name.startsWith('modified') && !site.knowsModified)) return null;
		return value.endsWith('Z') ? wall(Date.parse(value) + site.offset * 60 * 60 * SECOND) : value;
	};
	const [after, before] = [bound('after'), bound('before')];
	const [modifiedAfter, modifiedBefore] = [bound('modified_after'), bound('modified_before')];
	const [date, modified] = [textOf(item.date), textOf(item.modified)];
	return (
		(after === null || date > after) &&
		(before === null || date < before) &&
		(modifiedAfter === null || modified > modifiedAfter) &&
		(modifiedBefore === null || modified < modifiedBefore)
	);
}

function withEmbeds(site: WordPress, item: Item, query: URLSearchParams): Item {
	const wanted = query.get('_embed');
	if (wanted === null) return item;
	const refused = { code: 'rest_forbidden', message: 'No.', data: { status: 401 } };
	const named = (list: Item[], ids: unknown, more: object = {}) =>
		list.filter(({ id }) => (ids as number[]).includes(id)).map((term) => ({ ...term, ...more }));
	const author = site.embeds ? named(site.users, [item.author]) : [refused];
	const terms = [
		named(site.categories, item.categories, { taxonomy: 'category', parent: undefined }),
		named(site.tags, item.tags, { taxonomy: 'post_tag' })
	];
	const embedded = {
		...(wanted.includes('author') && { author }),
		...(wanted.includes('wp:term') && { 'wp:term': site.embeds ? terms : [[refused]] })
	};
	return { ...item, _links: {}, _embedded: embedded };
}

function withFields(item: Item, query: URLSearchParams): Record<string, unknown> {
	const fields = query.get('_fields')?.split(',');
	return Object.fromEntries(Object.entries(item).filter(([name]) => fields?.includes(name) ?? true));
}
