import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

interface Attachment {
	url: string;
	mime_type: string;
	size_in_bytes: number;
	duration_in_seconds: number;
}

interface Item {
	id: string;
	title: string;
	summary: string;
	content_html: string;
	date_published: string;
	date_modified?: string;
	tags: string[];
	image?: string;
	attachments?: Attachment[];
}

interface Handbook {
	version: string;
	title: string;
	icon: string;
	favicon: string;
	items: Item[];
}

interface Manifest {
	name: string;
	start_url: string;
	scope: string;
	icons: { src: string; sizes: string; type: string; purpose: string }[];
}

interface Config {
	title: string;
	feeds: { url: string }[];
}

const folder = new URL('../../static/', import.meta.url);
const handbook = readJson('feed.json') as Handbook;
const posts = handbook.items.map((item) => [item.id, item] as const);

describe('the handbook', () => {
	test('is a JSON Feed 1.1 with at least fifteen posts', () => {
		expect(handbook.version).toBe('https://jsonfeed.org/version/1.1');
		expect(handbook.title).toBe('Backlist handbook');
		expect(handbook.items.length).toBeGreaterThanOrEqual(15);
	});

	test('gives every post an id of its own', () => {
		const ids = handbook.items.map((item) => item.id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('has its newest post first', () => {
		const times = handbook.items.map((item) => Date.parse(item.date_published));
		expect(times).toEqual([...times].sort((a, b) => b - a));
		expect(handbook.items[0]?.id).toBe('handbook/welcome');
	});

	test('has at least five categories, each with two posts or more', () => {
		const counts = new Map<string, number>();
		for (const tag of handbook.items.flatMap((item) => item.tags))
			counts.set(tag, (counts.get(tag) ?? 0) + 1);
		expect(counts.size).toBeGreaterThanOrEqual(5);
		expect([...counts].filter(([, count]) => count < 2)).toEqual([]);
	});

	test('brings its icons along', () => {
		expectFile(handbook.icon);
		expectFile(handbook.favicon);
	});

	test.each(posts)('%s is complete', (_id, item) => {
		for (const text of [item.title, item.summary, item.content_html]) expect(text.trim()).not.toBe('');
		expect(item.tags.length).toBeGreaterThan(0);
		expect(new Set(item.tags).size).toBe(item.tags.length);
		expectDateWithZone(item.date_published);
		if (item.date_modified === undefined) return;
		expectDateWithZone(item.date_modified);
		expect(Date.parse(item.date_modified)).toBeGreaterThan(Date.parse(item.date_published));
	});

	test.each(posts)('%s has between 250 and 700 words', (_id, item) => {
		const words = item.content_html
			.replace(/<[^>]*>/g, ' ')
			.split(/\s+/)
			.filter((word) => word !== '');
		expect(words.length).toBeGreaterThanOrEqual(250);
		expect(words.length).toBeLessThanOrEqual(700);
	});

	test.each(posts)('%s refers only to files that are shipped', (_id, item) => {
		for (const address of referencesIn(item.content_html)) expectFile(address);
		if (item.image !== undefined) expectFile(item.image);
		for (const attachment of item.attachments ?? []) {
			expectFile(attachment.url);
			expect(attachment.size_in_bytes).toBe(statSync(pathOf(attachment.url)).size);
		}
	});

	test.each(posts)('%s says in words what its pictures show', (_id, item) => {
		for (const [picture] of item.content_html.matchAll(/<img\b[^>]*>/g))
			expect(picture).toMatch(/ alt="[^"]+"/);
	});

	test('has an attachment as long as it says', () => {
		const attachments = handbook.items.flatMap((item) => item.attachments ?? []);
		expect(attachments).toHaveLength(1);
		for (const { url, duration_in_seconds } of attachments) {
			expect(duration_in_seconds).toBeCloseTo(secondsOfWave(readFileSync(pathOf(url))), 1);
		}
	});

	test('is the feed that the default configuration names', () => {
		const config = readJson('config.json') as Config;
		expect(config.title).toBe('Backlist');
		expect(config.feeds).toEqual([{ url: 'feed.json' }]);
	});
});

describe('the manifest', () => {
	const manifest = readJson('manifest.webmanifest') as Manifest;

	test('works in any folder', () => {
		expect(manifest).toMatchObject({ name: 'Backlist', start_url: './', scope: './' });
	});

	test.each(manifest.icons.map((icon) => [icon.src, icon] as const))(
		'%s is there, in the size it declares',
		(_src, icon) => {
			expectFile(icon.src);
			if (icon.type === 'image/png') expect(sizeOfPng(readFileSync(pathOf(icon.src)))).toBe(icon.sizes);
			else expect(icon).toMatchObject({ type: 'image/svg+xml', sizes: 'any' });
		}
	);

	test('has icons for every purpose, and the two sizes that browsers ask of an installable app', () => {
		expect(new Set(manifest.icons.map((icon) => icon.purpose))).toEqual(
			new Set(['any', 'maskable', 'monochrome'])
		);
		const sizes = manifest.icons.filter((icon) => icon.purpose === 'any').map((icon) => icon.sizes);
		expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']));
	});

	test('has beside it the icon that iOS puts on the home screen', () => {
		expect(sizeOfPng(readFileSync(pathOf('icons/apple-touch-icon.png')))).toBe('180x180');
	});
});

/** Everything in `html` that a browser would load. */
function referencesIn(html: string): string[] {
	return [...html.matchAll(/<[^>]*?\s(?:src|poster|srcset)="([^"]*)"/g)].map((match) => match[1] ?? '');
}

/** Relative, so that Backlist can live in any folder of any host. */
function expectFile(address: string): void {
	expect(address).toMatch(/^[a-z0-9-]+(\/[a-z0-9-]+)*\.[a-z0-9]+$/);
	expect(existsSync(pathOf(address)), address).toBe(true);
}

function expectDateWithZone(value: string): void {
	expect(value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
	expect(Date.parse(value)).not.toBeNaN();
}

/** `192x192`, from the IHDR chunk: https://www.w3.org/TR/png-3/#11IHDR */
function sizeOfPng(file: Buffer): string {
	expect(file.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
	expect(file.toString('latin1', 12, 16)).toBe('IHDR');
	return `${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`;
}

/** Length of a RIFF file whose header is the plain 44 bytes: data bytes by bytes per second. */
function secondsOfWave(file: Buffer): number {
	expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 12)).toBe('RIFFWAVE');
	return file.readUInt32LE(40) / file.readUInt32LE(28);
}

function readJson(address: string): unknown {
	return JSON.parse(readFileSync(pathOf(address), 'utf8'));
}

function pathOf(address: string): string {
	return fileURLToPath(new URL(address, folder));
}
