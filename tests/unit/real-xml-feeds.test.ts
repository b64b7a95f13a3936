import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeHTML } from 'entities';
import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { feedIdOf } from '$lib/model/ids';
import { decodeText } from '$lib/sources/fetch/decode-text';
import type { SourcePage } from '$lib/sources/source';
import { sourceFor, sources } from '$lib/sources/sources';

/*
 * Every item of a folder of real feeds beside the checkout, compared member by member with its file. The file is read
 * here by another parser, and the expectations are written a second time, in the simplest way that holds for these feeds.
 */

const folder =
	process.env.BACKLIST_REAL_FEEDS ?? fileURLToPath(new URL('../../../shared/feeds', import.meta.url));
const files = existsSync(folder)
	? readdirSync(folder).filter((name) => /\.(rss|atom|rdf|xml)$/.test(name))
	: [];
const missing = `No real feeds in ${folder}. Set BACKLIST_REAL_FEEDS to a folder of feeds in XML.`;

if (files.length === 0) {
	console.warn(`${missing} Skipped.`);
	test.skip(missing, () => undefined);
}

const now = Date.UTC(2026, 10, 23);

interface Element {
	name: string;
	attributes: Record<string, string>;
	/** Decoded, of this element and those in it. */
	text: string;
	children: Element[];
}

describe.each(files)('%s', async (name) => {
	const bytes = readFileSync(join(folder, name));
	const text = decodeText(bytes, '');
	const url = `https://feeds.example/${name}`;
	const source = sourceFor({ url, text, mimeType: '' })!;
	const isAtom = source === sources.atom;
	const page = await firstPage(url, text);
	const root = read(text);
	const channel = isAtom ? root : child(root, 'channel')!;
	const items = all(isAtom || child(channel, 'item') ? channel : root, isAtom ? 'entry' : 'item');
	const pairs = items.map((item, index) => ({ item, incoming: page.posts[index]! }));

	test('is recognised, and every item is there, in its order', () => {
		expect(items.length).toBeGreaterThan(0);
		expect(page.skipped).toEqual([]);
		expect(page.posts.map(({ post }) => post.guid)).toEqual(
			items.map((item) => textOf(item, isAtom ? 'id' : 'guid'))
		);
	});

	test('describes itself', () => {
		const link = isAtom ? alternate(channel) : textOf(channel, 'link');
		expect(page.description).toMatchObject({
			title: textOf(channel, 'title'),
			homeUrl: new URL(link).href,
			description: textOf(channel, isAtom ? 'subtitle' : 'description'),
			language: textOf(channel, 'language') || null,
			expired: false
		});
	});

	test('keeps titles and addresses', () => {
		for (const { item, incoming } of pairs) {
			expect(incoming.post.title).toBe(textOf(item, 'title').replace(/\s+/g, ' '));
			const link = isAtom ? alternate(item) : textOf(item, 'link');
			expect(incoming.post.url).toBe(new URL(link, url).href);
			expect(incoming.post.replyUrl).toBe(textOf(item, 'comments') || null);
			expect(incoming.post.image).toBe(child(item, 'itunes:image')?.attributes.href ?? null);
		}
	});

	test('keeps dates', () => {
		for (const { item, incoming } of pairs) {
			const published = textOf(item, isAtom ? 'published' : 'pubDate');
			const updated = isAtom ? Date.parse(textOf(item, 'updated')) : null;
			const { publishedAt, updatedAt, hasOwnDate } = incoming.post;
			expect([publishedAt, updatedAt, hasOwnDate]).toEqual([Date.parse(published), updated, true]);
		}
	});

	test('keeps authors and categories', () => {
		for (const { item, incoming } of pairs) {
			const names = all(item, 'dc:creator').map((creator) => creator.text.trim());
			const inherited = all(channel, 'author').map((author) => textOf(author, 'name'));
			expect(incoming.post.authors.map((author) => author.name)).toEqual(
				names.length > 0 ? names : inherited
			);
			const categories = all(item, 'category').map((category) => category.attributes.term ?? category.text);
			expect(incoming.post.categories).toEqual(categories.map((category) => category.trim()));
		}
	});

	test('keeps files, with their sizes and lengths', () => {
		for (const { item, incoming } of pairs) {
			const enclosures = all(item, 'enclosure').map(({ attributes }) => [
				attributes.url,
				attributes.type ?? '',
				Number(attributes.length),
				secondsOf(textOf(item, 'itunes:duration'))
			]);
			expect(
				incoming.post.attachments.map(({ url, mimeType, bytes, seconds }) => [url, mimeType, bytes, seconds])
			).toEqual(enclosures);
		}
	});

	test('keeps HTML untouched but for comments, and every word of it', () => {
		for (const { item, incoming } of pairs) {
			const whole = textOf(item, isAtom ? 'content' : 'content:encoded');
			const html = (whole || textOf(item, isAtom ? 'summary' : 'description')).replace(/<!--[^]*?-->/g, '');
			expect(incoming.body.html).toBe(html.trim());
			expect(letters(incoming.body.text)).toBe(letters(lettersOfHtml(html)));
			const description = isAtom ? '' : textOf(item, 'description');
			const excerpt = letters(incoming.post.excerpt).replace(/…$/, '');
			const source = letters(lettersOfHtml(whole && description ? description : html));
			expect(source.startsWith(excerpt)).toBe(true);
			expect(excerpt === '').toBe(source === '');
		}
	});
});

async function firstPage(url: string, text: string): Promise<SourcePage> {
	const answer = { url, text, mimeType: '' };
	const context = { fetchText: async () => answer, now: () => now };
	const pages = sourceFor(answer)!.pages({ id: feedIdOf(url), url }, url, context);
	for await (const page of pages) return page;
	throw new Error('no page');
}

/** By htmlparser2 as XML. */
function read(text: string): Element {
	const document: Element = { name: '', attributes: {}, text: '', children: [] };
	const open = [document];
	const parser = new Parser(
		{
			onopentag: (name, attributes) => {
				const element = { name, attributes, text: '', children: [] };
				open.at(-1)!.children.push(element);
				open.push(element);
			},
			ontext: (piece) => open.forEach((element) => (element.text += piece)),
			onclosetag: () => open.pop()
		},
		{ xmlMode: true, decodeEntities: true }
	);
	// XML has one kind of line break: https://www.w3.org/TR/xml/#sec-line-ends
	parser.end(text.replace(/\r\n?/g, '\n'));
	return document.children[0]!;
}

function all(element: Element, name: string): Element[] {
	return element.children.filter((one) => one.name === name);
}

function child(element: Element, name: string): Element | undefined {
	return all(element, name)[0];
}

function textOf(element: Element, name: string): string {
	return child(element, name)?.text.trim() ?? '';
}

function alternate(element: Element): string {
	const links = all(element, 'link').map(({ attributes }) => attributes);
	return links.find(({ rel }) => rel === undefined || rel === 'alternate')?.href ?? '';
}

/** `1:54:09` */
function secondsOf(duration: string): number | null {
	if (duration === '') return null;
	return duration.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** By regular expressions, which is wrong for HTML in general, and right for these feeds. */
function lettersOfHtml(html: string): string {
	return decodeHTML(
		html
			.replace(
				/<(script|style|svg|noscript|iframe|head|template|annotation|audio|video)\b[^]*?<\/\1\s*>/gi,
				''
			)
			.replace(/<img\b[^>]*>/gi, (image) => /\salt=(["'])(.*?)\1/i.exec(image)?.[2] ?? '')
			.replace(/<\/?[a-z!](?:"[^"]*"|'[^']*'|[^>"'])*>/gi, '')
	);
}

function letters(text: string): string {
	return text.replace(/[\s\u00ad\u0000-\u001f\u202a-\u202e\u2066-\u2069]/g, ''); // eslint-disable-line no-control-regex
}
