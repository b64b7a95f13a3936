import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { parseOpml } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { newFeed, type Feed } from '$lib/model/feed';
import { folderOf } from '$lib/model/folder';
import { feedIdOf } from '$lib/model/ids';
import { englishOf } from '$lib/model/problem';
import { visibleLine } from '$lib/model/visible-text';
import type { Subscription } from '$lib/sources/files/file-format';
import { formatOf } from '$lib/sources/files/file-formats';
import { MOST_SUBSCRIPTIONS, opml } from '$lib/sources/files/opml/opml';
import { writeOpml } from '$lib/transfer/exports/opml';
import { inEnglish } from './in-english';
import { opened, partsOf, readAll } from './opened-file';

const list = (body: string, head = '') =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head>${head}</head><body>${body}</body></opml>`;

async function read(text: string) {
	const { parts, error } = await readAll(opml, opened('subs.opml', text));
	const [part] = partsOf(parts, 'subscriptions');
	return {
		subscriptions: part?.subscriptions ?? [],
		skipped: inEnglish(part?.skipped ?? []),
		notes: partsOf(parts, 'note').map(({ note }) => englishOf(note)),
		error
	};
}

const heron: Subscription = { url: 'https://heron.example/feed', title: 'Heron', folder: [] };
const heronOutline = '<outline type="rss" text="Heron" xmlUrl="https://heron.example/feed"/>';

describe('a list of subscriptions', () => {
	test('is known by its outermost element, and not by a feed that speaks of lists', () => {
		expect(formatOf(opened('subs.xml', list(heronOutline)))).toBe(opml);
		expect(formatOf(opened('subs', `<!-- made by hand -->\n<OPML>${heronOutline}</OPML>`))).toBe(opml);
		const rss = '<rss version="2.0"><channel><title>T</title><item><title><![CDATA[<opml >]]></title></item>';
		expect(formatOf(opened('feed.xml', rss))?.kind).toBe('feed');
	});

	test('has folders as outlines around feeds, however deep', async () => {
		const { subscriptions } = await read(
			list(`<outline text="Tech"><outline text="Web" title="Other">${heronOutline}</outline></outline>
				<outline text="Quai" title="Quai" XMLURL="https://quai.example/rss"></outline>`)
		);
		expect(subscriptions).toEqual([
			{ ...heron, folder: ['Tech', 'Web'] },
			{ url: 'https://quai.example/rss', title: 'Quai', folder: [] }
		]);
	});

	test('has folders as categories, too; tags are none', async () => {
		const { subscriptions } = await read(
			list(`<outline text="A" xmlUrl="https://a.example/" category="good, /Tech/Web,/Daily"/>
				<outline text="B" xmlUrl="https://b.example/" category="good"/>`)
		);
		expect(subscriptions.map(({ folder }) => folder)).toEqual([['Tech', 'Web'], []]);
	});

	test('gives each feed once, in the first folder that it is in', async () => {
		const { subscriptions } = await read(
			list(
				`${heronOutline}<outline text="Birds">${heronOutline}</outline><outline text="Best">${heronOutline}</outline>`
			)
		);
		expect(subscriptions).toEqual([{ ...heron, folder: ['Birds'] }]);
	});

	test('reads what readers do to addresses and names', async () => {
		const { subscriptions } = await read(
			list(`<outline title="Caf&#xe9; &amp;amp; co" text="" xmlUrl=" feed://a.example/?a=1&amp;b=2 "/>
				<outline text='Single &quot;quotes&quot;' xmlurl='feed:http://b.example/'/>
				<outline text="Old" type="rss" url="https://c.example/rss"/>
				<outline xmlUrl="https://user:secret@d.example/feed"/>`)
		);
		expect(subscriptions).toEqual([
			{ url: 'https://a.example/?a=1&b=2', title: 'Café &amp; co', folder: [] },
			{ url: 'http://b.example/', title: 'Single "quotes"', folder: [] },
			{ url: 'https://c.example/rss', title: 'Old', folder: [] },
			{ url: 'https://d.example/feed', title: '', folder: [] }
		]);
	});

	test('passes over links and addresses of no site, and says so', async () => {
		const { subscriptions, skipped } = await read(
			list(`<outline type="link" text="A page" url="https://a.example/"/>${heronOutline}
				<outline text="Script" xmlUrl="javascript:alert(1)"/><outline text="Words alone"/>`)
		);
		expect(subscriptions).toEqual([heron]);
		expect(skipped).toEqual([
			{ position: 0, reason: '“A page” is a link to a page, not to a feed.' },
			{ position: 2, reason: '“Script” has no address that can be fetched.' }
		]);
	});

	test('that is cut off or damaged gives what can be read, and says so', async () => {
		const cut = await read(list(heronOutline.repeat(1) + '<outline text="Lost" xmlUrl="htt').slice(0, -24));
		expect(cut.subscriptions).toEqual([heron]);
		expect(cut.notes).toContain('The list ends too early: some of its feeds may be missing.');
		const damaged = await read(list(`<outline text="1 < 2" xmlUrl="https://a.example/">${heronOutline}`));
		expect(damaged.subscriptions).toEqual([heron]);
		expect(damaged.notes).toEqual([expect.stringContaining('damaged in 1 place')]);
	});

	test('without any feed is an error in words', async () => {
		const { error, subscriptions } = await read(list('<outline text="Tech"></outline>'));
		expect(subscriptions).toEqual([]);
		expect(error?.code).toBe('not-a-feed');
		expect(error?.message).toContain('“subs.opml” is a list of subscriptions (OPML), but it names no feed');
	});

	test('gives ten thousand feeds and says that there are more', async () => {
		const many = Array.from(
			{ length: MOST_SUBSCRIPTIONS + 5 },
			(_, i) => `<outline text="${i}" xmlUrl="https://a.example/${i}"/>`
		);
		const { subscriptions, notes } = await read(list(many.join('')));
		expect(subscriptions).toHaveLength(MOST_SUBSCRIPTIONS);
		expect(notes).toEqual(['The list goes on: only its first 10,000 feeds are read.']);
	});

	test('keeps five levels of folders, with names that can be shown', async () => {
		const names = ['One \u202e', ' ', 'x'.repeat(300), 'Four', 'Five', 'Six', 'Seven'];
		const start = names.map((name) => `<outline text="${name}">`).join('');
		const { subscriptions } = await read(list(start + heronOutline + '</outline>'.repeat(names.length)));
		const [folder] = subscriptions.map((one) => one.folder);
		expect(folder?.map((name) => name.length)).toEqual([3, 100, 4, 4, 3]);
	});
});

const folder = fileURLToPath(new URL('../../../shared/feeds', import.meta.url));
const real = `${process.env.BACKLIST_REAL_FEEDS ?? folder}/Subs.opml`;

test.skipIf(!existsSync(real))(
	'a real list of hundreds of feeds is read as another reader of lists has it',
	async () => {
		const text = readFileSync(real, 'utf8');
		const all = (outlines: ReturnType<typeof parseOpml>['body'] | undefined): string[] =>
			(outlines?.outlines ?? []).flatMap((outline) => [outline.xmlUrl ?? [], all(outline as never)].flat());
		const { subscriptions, notes } = await read(text);
		const expected = new Set(all(parseOpml(text).body).map((url) => new URL(url).href));
		expect(new Set(subscriptions.map(({ url }) => url))).toEqual(expected);
		expect(subscriptions.length).toBeGreaterThan(20);
		expect(notes).toEqual([]);
	}
);

const feedAt = (url: string, more: Partial<Feed> = {}): Feed => ({
	...newFeed(
		{ id: feedIdOf(url), kind: 'rss', url, isRelayed: false, isFromFile: false, addedAt: 0 },
		{
			title: url,
			homeUrl: null,
			description: '',
			authors: [],
			language: null,
			icon: null,
			favicon: null,
			expired: false,
			categoryParents: {}
		}
	),
	...more
});

describe('a list that is written', () => {
	const date = new Date('2026-11-28T02:00:00Z');

	test('has every feed in its folder, for other readers too', () => {
		const feeds = [
			feedAt('https://a.example/feed', {
				title: 'A & <b>',
				folder: ['Tech', 'Web'],
				homeUrl: 'https://a.example/'
			}),
			feedAt('https://b.example/atom', { title: 'B', kind: 'atom', folder: ['Tech'] }),
			feedAt('https://c.example/feed.json', { title: 'C', kind: 'json-feed' })
		];
		const { text } = writeOpml(feeds, 'My blogs', date);
		expect(parseOpml(text)).toMatchObject({
			head: { title: 'My blogs', dateCreated: 'Sat, 28 Nov 2026 02:00:00 GMT' },
			body: {
				outlines: [
					{ text: 'C', type: 'rss', xmlUrl: 'https://c.example/feed.json', version: 'JSON1' },
					{
						text: 'Tech',
						outlines: [
							{ text: 'B', version: 'ATOM1' },
							{
								text: 'Web',
								outlines: [
									{
										text: 'A & <b>',
										title: 'A & <b>',
										htmlUrl: 'https://a.example/',
										xmlUrl: 'https://a.example/feed'
									}
								]
							}
						]
					}
				]
			}
		});
	});

	test('names the feed of a WordPress, since other readers know nothing of its API', async () => {
		const feeds = [
			feedAt('https://a.example/blog/wp-json/', { kind: 'wordpress' }),
			feedAt('https://b.example/?rest_route=/', { kind: 'wordpress' })
		];
		const { subscriptions } = await read(writeOpml(feeds, 'T', date).text);
		expect(subscriptions.map(({ url }) => url)).toEqual([
			'https://a.example/blog/feed/',
			'https://b.example/?feed=rss2'
		]);
	});

	test('leaves out what came in a file and is nowhere on the web', () => {
		const feeds = [feedAt('file:old', { isFromFile: true }), feedAt('https://a.example/feed')];
		expect(writeOpml(feeds, 'T', date)).toMatchObject({ written: 1, leftOut: 1 });
		expect(writeOpml(feeds.slice(0, 1), 'T', date)).toMatchObject({ written: 0, leftOut: 1 });
	});

	const name = fc
		.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
		.filter((text) => /\p{L}/u.test(text) && !text.includes('\ufffd'));
	const subscription = fc.record({
		path: fc.webPath(),
		title: name,
		folder: fc.array(name, { maxLength: 3 })
	});

	test('comes back as it was, whatever its names are', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(subscription, { minLength: 1, maxLength: 12, selector: ({ path }) => path }),
				async (given) => {
					const { visible, feeds } = kept(given);
					const { subscriptions, notes } = await read(writeOpml(feeds, 'T', date).text);
					const byUrl = (one: Subscription, other: Subscription) => (one.url < other.url ? -1 : 1);
					expect([...subscriptions].sort(byUrl)).toEqual(visible.sort(byUrl));
					expect(notes).toEqual([]);
				}
			),
			{ numRuns: 60 }
		);
	});
});

/** Feeds with these names as they are kept: only what can be shown. */
function kept(given: { path: string; title: string; folder: string[] }[]) {
	const visible = given.map(({ path, title, folder }) => ({
		url: new URL(`https://a.example/${path.slice(1)}`).href,
		title: visibleLine(title),
		folder: folderOf(folder)
	}));
	const unique = [...new Map(visible.map((one) => [one.url, one])).values()];
	return {
		visible: unique,
		feeds: unique.map(({ url, title, folder }) =>
			feedAt(url, { title, ...(folder.length > 0 && { folder }) })
		)
	};
}
