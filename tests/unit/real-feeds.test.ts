import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeHTML } from 'entities';
import { describe, expect, test } from 'vitest';
import { feedIdOf } from '$lib/model/ids';
import type { Author } from '$lib/model/author';
import { jsonFeed, parseJsonFeed } from '$lib/sources/json-feed/json-feed';

/*
 * Every post of a folder of real feeds beside the checkout, compared member by member with its file. The expectations
 * are written here a second time, in the simplest way that holds for these feeds, and share no code with the parser.
 */

const folder =
	process.env.BACKLIST_REAL_FEEDS ?? fileURLToPath(new URL('../../../shared/feeds', import.meta.url));
const files = existsSync(folder)
	? readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'INDEX.json')
	: [];
/** Members of an item that JSON Feed 1.0 and 1.1 name. */
const SPECIFIED = new Set(
	'id url external_url title content_html content_text summary image banner_image date_published date_modified author authors tags language attachments'.split(
		' '
	)
);
const missing = `No real feeds in ${folder}. Set BACKLIST_REAL_FEEDS to a folder of JSON Feeds.`;

if (files.length === 0) {
	console.warn(`${missing} Skipped.`);
	test.skip(missing, () => undefined);
}

const now = Date.UTC(2026, 10, 23);

interface RealAuthor {
	name?: string;
	url?: string;
	avatar?: string;
}

interface RealItem extends Record<string, unknown> {
	id?: string | number;
	url?: string;
	external_url?: string | null;
	title?: string;
	content_html?: string;
	content_text?: string;
	summary?: string;
	image?: string;
	banner_image?: string;
	date_published?: string;
	date_modified?: string;
	author?: RealAuthor;
	authors?: RealAuthor[];
	tags?: string[] | string;
	language?: string;
	attachments?: { url: string; mime_type?: string; title?: string; size_in_bytes?: number }[];
}

interface RealFeed extends Record<string, unknown> {
	title: string;
	home_page_url: string;
	description?: string;
	next_url?: string;
	author?: RealAuthor;
	authors?: RealAuthor | RealAuthor[];
	language?: string;
	items: RealItem[];
}

describe.each(files)('%s', (name) => {
	const text = readFileSync(join(folder, name), 'utf8');
	const feed = JSON.parse(text.replace(/^\ufeff/, '')) as RealFeed;
	const url = `https://feeds.example/${name}`;
	const id = feedIdOf(url);
	const page = parseJsonFeed({ url, text, mimeType: '' }, { id }, now);
	const pairs = feed.items.map((item, index) => ({ item, incoming: page.posts[index]! }));

	test('is recognised, and every item is there, in its order', () => {
		expect(jsonFeed.recognises({ url, text, mimeType: '' })).toBe(true);
		expect(page.skipped).toEqual([]);
		expect(page.posts.map(({ post }) => post.guid)).toEqual(
			feed.items.map((item) => String(item.id ?? item.url))
		);
	});

	test('describes itself', () => {
		expect(page.description).toMatchObject({
			title: decodeHTML(feed.title),
			homeUrl: new URL(feed.home_page_url).href,
			description: decodeHTML(feed.description ?? ''),
			language: feed.language ?? null,
			expired: false
		});
		expect(names(page.description.authors ?? [])).toEqual(names(authorsOf(feed)));
		expect(page.next).toBe(feed.next_url ?? null);
	});

	test('keeps titles, addresses and pictures', () => {
		for (const { item, incoming } of pairs) {
			expect(incoming.post.title).toBe(
				decodeHTML(item.title ?? '')
					.replace(/\s+/g, ' ')
					.trim()
			);
			expect(incoming.post.url).toBe(addressOf(item.url));
			expect(incoming.post.externalUrl).toBe(addressOf(item.external_url));
			expect(incoming.post.image).toBe(addressOf(item.image));
			expect(incoming.post.bannerImage).toBe(addressOf(item.banner_image));
		}
	});

	test('keeps dates', () => {
		for (const { item, incoming } of pairs) {
			const { publishedAt, updatedAt, hasOwnDate } = incoming.post;
			const own = timeOf(item.date_published) ?? timeOf(item.date_modified);
			expect([publishedAt, updatedAt, hasOwnDate]).toEqual([
				own ?? now,
				timeOf(item.date_modified),
				own !== null
			]);
		}
	});

	test('keeps authors, categories and languages', () => {
		for (const { item, incoming } of pairs) {
			const own = authorsOf(item);
			expect(names(incoming.post.authors)).toEqual(names(own.length > 0 ? own : authorsOf(feed)));
			const tags = typeof item.tags === 'string' ? item.tags.split(',') : (item.tags ?? []);
			const folded = tags.map((tag) => decodeHTML(tag).trim().toLowerCase()).filter((tag) => tag !== '');
			expect(incoming.post.categoryKeys).toEqual([...new Set(folded)]);
			expect(incoming.post.language).toBe(item.language ?? feed.language ?? null);
		}
	});

	test('keeps attachments', () => {
		for (const { item, incoming } of pairs) {
			expect(incoming.post.attachments.map(({ url, mimeType }) => [url, mimeType])).toEqual(
				(item.attachments ?? []).map(({ url, mime_type }) => [new URL(url).href, mime_type ?? ''])
			);
		}
	});

	test('keeps HTML untouched, and every word of it', () => {
		for (const { item, incoming } of pairs) {
			const { html, text } = incoming.body;
			if (item.content_html) expect(html).toBe(item.content_html);
			const source = item.content_html ?? escaped(item.content_text ?? item.summary ?? '');
			expect(letters(text)).toBe(letters(lettersOfHtml(source)));
			const summary = item.summary ? lettersOfHtml(item.summary.replace(/<([biu])>/g, '&lt;$1&gt;')) : text;
			expect(letters(summary).startsWith(letters(incoming.post.excerpt).replace(/…$/, ''))).toBe(true);
			expect(incoming.post.excerpt.length).toBeLessThanOrEqual(280);
		}
	});

	test('keeps what the specification does not name', () => {
		for (const { item, incoming } of pairs) {
			const { _geo, img, text, altText } = item;
			const extra = Object.entries({ _geo, img, text, altText }).filter(([, value]) => value !== undefined);
			// Members of the specification are among them where a post does not say all that they do.
			const kept = Object.entries(incoming.body.extensions ?? {}).filter(([name]) => !SPECIFIED.has(name));
			expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(extra));
		}
	});
});

function authorsOf({ authors, author }: Pick<RealFeed, 'authors' | 'author'>): RealAuthor[] {
	if (Array.isArray(authors)) return authors;
	return [authors ?? author].filter((one) => one !== undefined);
}

function names(authors: (RealAuthor | Author)[]): string[] {
	return authors.map(({ name, url, avatar }) => {
		const parts = [addressOf(url), addressOf(avatar)].map((part) => part ?? 'none');
		return [name ?? '', ...parts].join(' ');
	});
}

function addressOf(address: string | null | undefined): string | null {
	return address ? new URL(address).href : null;
}

function timeOf(date: string | undefined): number | null {
	const written = (date ?? '').replace('&#43;', '+');
	const time = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(written) ? written : `${written}Z`);
	return time >= Date.UTC(1900, 0) && time < now + 2 * 86_400_000 ? time : null;
}

function escaped(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** By regular expressions, which is wrong for HTML in general, and right for these feeds. */
function lettersOfHtml(html: string): string {
	return decodeHTML(
		withoutKatexSpans(html)
			.replace(/<!--[^]*?-->/g, '')
			.replace(/<(script|style|svg|noscript|iframe|head|template|annotation)\b[^]*?<\/\1\s*>/gi, '')
			.replace(/<(audio|video)\b(?:(?!<p>)[^])*?<\/\1\s*>/gi, '')
			.replace(/<img\b[^>]*>/gi, (image) => /\salt=(["'])(.*?)\1/i.exec(image)?.[2] ?? '')
			.replace(/<\/?[a-z!](?:"[^"]*"|'[^']*'|[^>"'])*>/gi, '')
	);
}

function letters(text: string): string {
	return text.replace(/[\s\u00ad\u0000-\u001f\u202a-\u202e\u2066-\u2069]/g, ''); // eslint-disable-line no-control-regex
}

/** Of a formula that is there twice, what is for the style sheet. */
function withoutKatexSpans(html: string): string {
	const start = html.indexOf('<span class="katex-html"');
	if (start === -1 || !html.includes('<math')) return html;
	let depth = 0;
	for (const tag of html.slice(start).matchAll(/<(\/?)span\b[^>]*>/g)) {
		depth += tag[1] === '/' ? -1 : 1;
		if (depth > 0) continue;
		return html.slice(0, start) + withoutKatexSpans(html.slice(start + tag.index + tag[0].length));
	}
	return html.slice(0, start);
}
