import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { postIdOf, type PostId } from '$lib/model/ids';
import { damage, type Damage } from './harness/damage';
import { goQuiet, untilSynced } from './harness/faults';
import type { KeptLibrary } from './harness/kept-library';
import { expect, expectWhole, libraryIn, Tab, test } from './harness/short-sites';
import { SiteContent } from './harness/site-content';

/** Numbers of posts, by what is done to them. */
const WOUNDED = { newest: 240, emptied: 200, textless: 150, bodiless: 100, starred: 50, read: 20 };
const HEALTHY = 120;

/** One of every kind, where a disk or a person at the developer tools may have put it. */
function everyDamage({ feeds, categories, index }: KeptLibrary, url: string): Damage[] {
	const feed = feeds.find((feed) => feed.url === url)!;
	const idOf = (number: number): PostId => postIdOf(feed.id, SiteContent.guidOf(number));
	const [first, second] = categories.filter(({ feedId }) => feedId === feed.id);
	return [
		{
			store: 'posts',
			key: idOf(WOUNDED.newest),
			change: { title: 17, categories: null, categoryKeys: null, publishedAt: 'yesterday' }
		},
		{
			store: 'posts',
			key: idOf(WOUNDED.emptied),
			change: { id: idOf(WOUNDED.emptied), feedId: feed.id },
			isAll: true
		},
		{ store: 'bodies', key: idOf(WOUNDED.textless), change: { html: null, text: 3 } },
		{ store: 'bodies', key: idOf(WOUNDED.bodiless), change: null },
		{
			store: 'posts',
			key: idOf(WOUNDED.starred),
			change: { authors: 'x', attachments: 5, wordCount: 'many' }
		},
		{ store: 'marks', key: idOf(WOUNDED.read), change: { readAt: 'long ago' } },
		{
			store: 'feeds',
			key: feed.id,
			change: { postCount: -5, size: null, categoryParents: 3, checkpoint: 'there' }
		},
		{ store: 'categories', key: [feed.id, first!.key], change: null },
		{ store: 'categories', key: [feed.id, second!.key], change: { count: 'some', name: null } },
		{ store: 'meta', key: 'sequence', change: { value: 'seven' } },
		{ store: 'searchIndex', key: index!.named[0]!, change: { value: 'gone' } }
	];
}

test('a library with damaged records opens, is read and searched, says what happened, and is whole after "Sync now"', async ({
	app,
	context,
	tab,
	startSite
}) => {
	const site = await startSite();
	await tab.addSite(site);
	await untilSynced(tab.page, site, 0);
	await tab.goToList();
	await tab.findAndRead(site, WOUNDED.starred);
	await tab.page.getByRole('button', { name: 'Star' }).click();
	await expect(tab.page.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true');
	await tab.findAndRead(site, WOUNDED.read);
	await expect(tab.page.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
	await expect.poll(async () => (await libraryIn(context, app)).index?.named.length ?? 0).toBeGreaterThan(0);
	await goQuiet(tab.page, app);
	await damage(tab.page, everyDamage(await libraryIn(context, app), site.feedUrl));

	await tab.open();
	await expect(tab.rows().first()).toBeVisible();
	await tab.findAndRead(site, HEALTHY);
	await tab.findAndRead(site, WOUNDED.starred);
	await expect(tab.page.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true');
	await expect(tab.page.getByText(/records of your library were damaged/)).toBeVisible({ timeout: 30_000 });
	await tab.open('/?is=starred');
	await tab.expectFound(1);

	await untilSynced(tab.page, site, await tab.syncNow(site));
	await tab.expectKept(site, site.size.posts);
	await expect(tab.feed(site).getByRole('alert')).toHaveCount(0);
	await tab.goToList();
	for (const number of Object.values(WOUNDED)) await tab.findAndRead(site, number);
	const library = await libraryIn(context, app);
	expectWhole(library, site);
	expect(library.marks.filter(({ starredAt }) => starredAt > 0)).toHaveLength(1);
});

/** Where Chromium keeps the database, in the folder of a browser that was closed. */
async function databaseFolder(folder: string): Promise<string> {
	const paths = await readdir(folder, { recursive: true });
	const path = paths.find((path) => path.endsWith('.indexeddb.leveldb'));
	if (path === undefined) throw new Error(`No database is in ${folder}`);
	return join(folder, path);
}

test('database files full of nonsense leave an app that opens, and tells which blogs were lost', async ({
	app,
	startBrowser,
	startSite
}) => {
	const site = await startSite();
	const before = await startBrowser();
	const first = new Tab(before.page, app);
	await first.addSite(site);
	await untilSynced(first.page, site, 0);
	await first.untilRemembered(site);
	const closed = await before.close();
	const folder = await databaseFolder(closed);
	for (const name of await readdir(folder)) {
		if (/\.(log|ldb)$/.test(name)) await writeFile(join(folder, name), 'nonsense'.repeat(1000));
	}

	const { page, context } = await startBrowser(closed);
	const tab = new Tab(page, app);
	await tab.open();
	const lost = tab.alert().filter({ hasText: 'This browser has lost the library that it kept' });
	await lost.getByRole('link', { name: 'Faulty Blog' }).click();
	await page.getByRole('button', { name: 'Add feed' }).click();
	await untilSynced(page, site, 0);
	expectWhole(await libraryIn(context, app), site);
});

test('a database that the browser cannot open any more is told of, and the app opens', async ({
	app,
	startBrowser,
	startSite
}) => {
	const site = await startSite({ posts: 40, perPage: 40 });
	const before = await startBrowser();
	const first = new Tab(before.page, app);
	await first.addSite(site);
	await untilSynced(first.page, site, 0);
	const closed = await before.close();
	const folder = await databaseFolder(closed);
	for (const name of await readdir(folder)) {
		if (/\.(log|ldb)$|^MANIFEST/.test(name)) await rm(join(folder, name));
	}

	const { page } = await startBrowser(closed);
	const tab = new Tab(page, app);
	const said = await listenToAlerts(page);
	await tab.open();
	// Once: the search, which cannot read it either, has nothing to add while there is no list.
	await expect(tab.alert().filter({ hasText: 'its storage failed' })).toHaveCount(1);
	expect(await said(), 'nothing else, such as that everything is still here').toEqual([
		expect.stringContaining('its storage failed')
	]);
	await expect(tab.page.getByRole('navigation', { name: 'Main' })).toBeVisible();
});

/** @returns a function that gives every alert that the page has shown since it was opened, each once, without its details in brackets. */
async function listenToAlerts(page: Page): Promise<() => Promise<string[]>> {
	await page.addInitScript(() => {
		const said = new Set<string>();
		Object.assign(window, { said });
		new MutationObserver(() => {
			for (const alert of document.querySelectorAll('[role=alert]')) {
				said.add(alert.querySelector('p')?.textContent.replace(/\(.*?\)/, '') ?? '');
			}
		}).observe(document, { subtree: true, childList: true, characterData: true });
	});
	return () => page.evaluate(() => [...(window as unknown as { said: Set<string> }).said]);
}
