import { beforeEach, describe, expect, test } from 'vitest';
import { feedIdOf } from '$lib/model/ids';
import type { Result } from '$lib/model/result';
import type { SourceContext } from '$lib/sources/source';
import { SourceError, type SourceErrorCode } from '$lib/sources/source-error';
import { BackupService } from '$lib/store/backup/backup-service';
import type { Database } from '$lib/store/database';
import { findFeed, removeFeed } from '$lib/store/feeds';
import { changeMark } from '$lib/store/marks';
import { changeSyncSettings } from '$lib/store/sync-settings';
import { ImportService } from '$lib/transfer/imports/import-service';
import { LinkService, type LinkWish } from '$lib/transfer/links/link-service';
import { savedFile } from './backup-library';
import { countPosts, freshDatabase } from './library';

const POCKET = feedIdOf('file:pocket');
const WORDS = 'It stood on the third pile all morning, as it does when the tide is low. '.repeat(5);
/** Seconds since 1970. */
const SAVED = 1_700_000_000;

let db: Database;
let imports: ImportService;
let links: LinkService;
/** By address, a page or the code of the error that comes instead. */
let web: Map<string, string>;
let asked: string[];
/** Hears of each request before it is answered. */
let onAsk: () => unknown;

beforeEach(() => {
	db = freshDatabase();
	web = new Map();
	asked = [];
	onAsk = () => undefined;
	const createContext = (signal?: AbortSignal): SourceContext => ({
		now: Date.now,
		fetchText: async (url) => {
			asked.push(url);
			await onAsk();
			signal?.throwIfAborted();
			const answer = web.get(url) ?? 'unreachable';
			if (!answer.startsWith('<')) throw new SourceError(answer as SourceErrorCode, 'No.', 'Wait.');
			return { url, text: answer, mimeType: 'text/html' };
		}
	});
	imports = new ImportService(db, createContext);
	links = new LinkService(db, { createContext, locks: null, appAddress: 'https://reader.example/' });
});

const page = (title: string, more = '') =>
	`<!doctype html><html lang="nl"><head><title>${title}</title>
	<meta name="author" content="Ada Byrne"><meta property="article:published_time" content="2006-01-02T09:30:00Z"></head>
	<body><article><h1>${title}</h1><p>${WORDS}</p>${more}</article></body></html>`;

/** Pocket's table; each row is `url,title,time,tags`. */
const pocket = (...rows: string[]) =>
	new File([['title,url,time_added,tags,status', ...rows].join('\n')], 'pocket.csv', { type: 'text/csv' });
const row = (path: string, title = '', tags = '', savedAt = SAVED) =>
	`${title},https://site.example/${path},${savedAt},${tags},unread`;

function valueOf<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.problem.message);
	return result.value;
}

const keep = async (...rows: string[]) =>
	valueOf(await imports.keep([pocket(...rows)], { withUnpublished: false })).files[0]!.feeds[0]!;
const fetchPages = async (wish: Partial<LinkWish> = {}) =>
	valueOf(await links.fetch({ feeds: [POCKET], again: false, ...wish }));

async function postAt(path: string) {
	const post = (await db.posts.toArray()).find(({ url }) => url === `https://site.example/${path}`)!;
	return { ...post, html: (await db.bodies.get(post.id))!.html };
}

describe('the pages of links', () => {
	test('become the text of their posts; what their list says of them stays', async () => {
		web.set('https://site.example/heron', page('The Heron'));
		web.set('https://site.example/eel', page('The Eel'));
		await keep(row('heron', '', 'Birds', SAVED), row('eel', 'My eel', 'Food', SAVED + 60));
		expect(valueOf(await links.count())).toEqual([{ feed: POCKET, waiting: 2, failed: 0 }]);
		const sequence = (await postAt('heron')).sequence;
		expect(await fetchPages()).toEqual({ fetched: 2, stayed: [], left: 0, ended: null, problem: null });
		const heron = await postAt('heron');
		expect(heron).toMatchObject({
			title: 'The Heron',
			authors: [{ name: 'Ada Byrne' }],
			language: 'nl',
			tags: ['Birds'],
			publishedAt: SAVED * 1000,
			hasOwnDate: true
		});
		expect(heron.html).toContain('third pile');
		expect(heron.excerpt).toContain('third pile');
		expect(heron.wordCount).toBeGreaterThan(50);
		expect(heron.sequence, 'the search hears of it').toBeGreaterThan(sequence);
		expect((await postAt('eel')).title).toBe('My eel');
		const feed = (await findFeed(db, POCKET))!;
		const sizes = (await db.posts.toArray()).map(({ size }) => size);
		expect(feed.size).toBe(sizes.reduce((sum, size) => sum + size, 0));
		expect(valueOf(await links.count())).toEqual([]);
	});

	test('keep what the reader did with the post, and what they wrote beside the link', async () => {
		web.set('https://site.example/heron', page('The Heron'));
		const file = new File(
			[
				'URL,Title,Selection,Folder,Timestamp\nhttps://site.example/heron,Heron,My own note,Unread,1700000000'
			],
			'instapaper.csv'
		);
		valueOf(await imports.keep([file], { withUnpublished: false }));
		const { id } = await postAt('heron');
		await changeMark(db, id, { starredAt: 5, readAt: 6 }, 10);
		await fetchPages({ feeds: [feedIdOf('file:instapaper')] });
		const heron = await postAt('heron');
		expect(heron.html).toMatch(/^<blockquote><p>My own note<\/p><\/blockquote>\n/);
		expect(heron.html).toContain('third pile');
		expect(heron.starredPlace).toBe(heron.publishedAt);
		expect(heron.unreadPlace).toBeUndefined();
		expect((await countPosts(db)).unread).toBe(0);
	});

	test('give their date to posts whose list has none', async () => {
		web.set('https://site.example/heron', page('The Heron'));
		await keep('Heron,https://site.example/heron,,,unread');
		await fetchPages();
		const heron = await postAt('heron');
		expect([heron.publishedAt, heron.hasOwnDate]).toEqual([Date.UTC(2006, 0, 2, 9, 30), true]);
		expect(heron.unreadPlace).toBe(heron.publishedAt);
	});

	test('stay with their posts when the list comes again, as it was and changed', async () => {
		web.set('https://site.example/heron', page('The Heron'));
		await keep(row('heron', '', 'Birds'));
		await fetchPages();
		const before = await postAt('heron');
		expect(await keep(row('heron', '', 'Birds'))).toMatchObject({ added: 0, updated: 0 });
		expect(await postAt('heron')).toEqual(before);

		expect(await keep(row('heron', 'Renamed', 'Birds|Tide'))).toMatchObject({ added: 0, updated: 1 });
		const { html, excerpt, authors, wordCount } = before;
		expect(await postAt('heron')).toMatchObject({
			...{ html, excerpt, authors, wordCount },
			title: 'Renamed',
			tags: ['Birds', 'Tide']
		});
		expect(await keep(row('heron', '', 'Birds'))).toMatchObject({ updated: 1 });
		expect(await postAt('heron')).toMatchObject({ html, title: 'Renamed' });
	});
});

test('pages are in a backup, and an older one never takes them away', async () => {
	web.set('https://site.example/heron', page('The Heron'));
	await keep(row('heron'), row('eel'));
	const older = await savedFile(db);
	expect(await fetchPages()).toMatchObject({ fetched: 1, stayed: [{ why: 'unreachable', count: 1 }] });
	const heron = await postAt('heron');
	const other = freshDatabase();
	await new BackupService(other).restore(await savedFile(db));
	expect((await other.bodies.get(heron.id))!.html).toBe(heron.html);
	await new BackupService(db).restore(older);
	expect(await postAt('heron')).toEqual(heron);
});

describe('a link whose page cannot be had', () => {
	test('stays one, is counted by the reason, and asked for again only on request', async () => {
		web.set('https://site.example/closed', 'blocked-by-cors');
		web.set('https://site.example/gone', 'not-found');
		web.set('https://site.example/busy', 'rate-limited');
		web.set('https://site.example/soft', page('Page not found'));
		await keep(row('closed'), row('gone'), row('busy'), row('soft'));
		const before = await postAt('closed');
		const report = await fetchPages();
		expect(report).toMatchObject({ fetched: 0, left: 0, ended: null });
		expect(report.stayed).toEqual([
			{ why: 'gone', count: 2 },
			expect.objectContaining({ count: 1 }),
			expect.objectContaining({ count: 1 })
		]);
		expect(await postAt('closed')).toMatchObject({ html: before.html, sequence: before.sequence });
		expect(valueOf(await links.count())).toEqual([{ feed: POCKET, waiting: 1, failed: 3 }]);
		asked = [];
		await fetchPages();
		expect(asked).toEqual(['https://site.example/busy']);
		for (const path of ['closed', 'gone', 'soft']) web.set(`https://site.example/${path}`, page(path));
		expect(await fetchPages({ again: true })).toMatchObject({ fetched: 3, stayed: [] });
	});

	test('is had through the relay where the reader has set one for its feed, and only when its site refuses', async () => {
		await changeSyncSettings(db, { relay: 'https://relay.example/?url={url}' });
		web.set('https://site.example/closed', 'blocked-by-cors');
		web.set('https://site.example/open', page('Open'));
		web.set('https://relay.example/?url=https%3A%2F%2Fsite.example%2Fclosed', page('Closed'));
		await keep(row('closed'), row('open'));
		expect(await fetchPages()).toMatchObject({ fetched: 1, stayed: [{ why: 'blocked', count: 1 }] });
		expect(asked.filter((url) => url.includes('relay'))).toEqual([]);
		expect(await fetchPages({ again: true, isRelayed: true })).toMatchObject({ fetched: 1, stayed: [] });
		expect((await postAt('closed')).html).toContain('third pile');
		expect(asked.filter((url) => url.includes('relay'))).toHaveLength(1);
		expect(await findFeed(db, POCKET)).toMatchObject({ isRelayed: true });
	});

	test('is never asked for in a network at home, and no relay is told of it', async () => {
		await changeSyncSettings(db, { relay: 'https://relay.example/?url={url}' });
		await keep('Router,http://192.168.0.1/admin,1,,unread', 'Here,http://localhost:8080/,2,,unread');
		const report = await fetchPages({ isRelayed: true });
		expect(report.stayed).toEqual([{ why: 'private', count: 2 }]);
		expect(asked).toEqual([]);
	});

	test('is not asked for where its host has refused before', async () => {
		const rows = Array.from({ length: 40 }, (_, i) => row(`closed-${i}`, '', '', SAVED + i));
		for (let i = 0; i < 40; i += 1) web.set(`https://site.example/closed-${i}`, 'blocked-by-cors');
		await keep(...rows);
		expect((await fetchPages()).stayed).toEqual([{ why: 'blocked', count: 40 }]);
		expect(asked.length).toBeLessThan(10);
	});
});

describe('fetching thousands of pages', () => {
	const many = (count: number) =>
		Array.from({ length: count }, (_, i) => {
			web.set(`https://site.example/${i}`, page(`Page ${i}`));
			return row(String(i), '', '', SAVED + i);
		});

	test('ends where there is no network any more, and goes on from there', async () => {
		await keep(...many(30));
		let isOffline = false;
		const online = web;
		onAsk = () => {
			isOffline ||= asked.length > 10;
			web = isOffline ? new Map([...online.keys()].map((url) => [url, 'offline'])) : online;
		};
		const report = await fetchPages();
		expect(report).toMatchObject({ ended: 'offline', fetched: 10, stayed: [], left: 20 });
		[onAsk, web] = [() => undefined, online];
		expect(valueOf(await links.count())).toEqual([{ feed: POCKET, waiting: 20, failed: 0 }]);
		asked = [];
		expect(await fetchPages()).toMatchObject({ ended: null, fetched: 20, left: 0 });
		expect(asked).toHaveLength(20);
	});

	test('can be stopped, keeps what has come, and says how much is left', async () => {
		await keep(...many(40));
		links.onProgress(({ done }) => done >= 8 && links.cancel());
		const report = await fetchPages();
		expect(report).toMatchObject({ ended: 'cancelled', stayed: [], problem: null });
		expect(report.fetched).toBeGreaterThanOrEqual(8);
		expect(report.fetched + report.left).toBe(40);
		const kept = (await db.bodies.toArray()).filter(({ html }) => html.includes('third pile'));
		expect(kept).toHaveLength(report.fetched);
	});

	test('asks for a few at a time, the newest first, and tells how far it is', async () => {
		const told: string[] = [];
		await keep(...many(12));
		links.onProgress(({ done, total }) => told.push(`${done} of ${total}`));
		await fetchPages();
		expect(asked.slice(0, 4).sort()).toEqual(
			['11', '10', '9', '8'].map((i) => `https://site.example/${i}`).sort()
		);
		expect(told.at(-1)).toBe('12 of 12');
	});

	test('leaves a feed alone that is removed meanwhile', async () => {
		await keep(...many(8));
		onAsk = () => removeFeed(db, POCKET, Date.now());
		const report = await fetchPages();
		expect(report.problem).toBeNull();
		expect((await db.bodies.toArray()).every(({ html }) => !html.includes('third pile'))).toBe(true);
	});
});

test('the page of a single post is fetched, and of one that has its text none is', async () => {
	web.set('https://site.example/heron', page('The Heron'));
	await keep(row('heron'), row('eel'));
	const { id } = await postAt('heron');
	expect(valueOf(await links.fetchOne(id))).toMatchObject({ fetched: 1 });
	expect(valueOf(await links.fetchOne(id))).toMatchObject({ fetched: 0, stayed: [] });
	expect(asked).toEqual(['https://site.example/heron']);
	const eel = await postAt('eel');
	expect(valueOf(await links.fetchOne(eel.id)).stayed).toEqual([{ why: 'unreachable', count: 1 }]);
});

test('a preview says how many of the posts are only links', async () => {
	const { files } = valueOf(await imports.preview([pocket(row('a'), row('b'))], { withUnpublished: false }));
	expect(files[0]).toMatchObject({ links: 2, kind: 'links' });
});
