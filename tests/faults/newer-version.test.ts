import { readFile } from 'node:fs/promises';
import { SCHEMA_VERSION } from '$lib/store/schema-version';
import { goQuiet, untilSynced } from './harness/faults';
import { makeOldLibrary, type OldLibrary } from './harness/old-schema';
import { holdOn, readRaw, takeOver } from './harness/raw-stores';
import { expect, test } from './harness/short-sites';

const NEWER =
	'A newer version of Backlist was opened in another tab, and has brought the library up to date.';
/** As browsers count. */
const NEXT_VERSION = (SCHEMA_VERSION + 1) * 10;

test('an old tab lets a newer version take over at once, says so, and writes nothing more', async ({
	app,
	context,
	tab,
	startSite
}) => {
	const site = await startSite();
	await tab.addSite(site);
	await untilSynced(tab.page, site, 0);
	await tab.goToList();
	await tab.findAndRead(site, 200);
	await expect(tab.page.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
	const newer = await context.newPage();
	await goQuiet(newer, app);
	expect(await takeOver(newer, NEXT_VERSION)).toEqual({ wasBlocked: false });
	await expect(tab.alert().filter({ hasText: NEWER })).toBeVisible();
	const before = await readRaw(newer);
	expect(before.version).toBe(NEXT_VERSION);

	const star = tab.page.getByRole('button', { name: 'Star' });
	await star.click();
	await expect(star).toHaveAttribute('aria-pressed', 'false');
	site.publish(3);
	await tab.syncNow(site);
	await tab.open(`/add?url=${encodeURIComponent(site.feedUrl)}`);
	await expect(tab.page.getByText('Nothing was added')).toBeVisible();
	await expect(tab.alert().filter({ hasText: NEWER })).toBeVisible();
	await tab.open();
	await expect(tab.alert().filter({ hasText: NEWER })).toBeVisible();
	await tab.alert().filter({ hasText: NEWER }).getByRole('button', { name: 'Reload' }).click();
	await expect(tab.alert().filter({ hasText: NEWER })).toBeVisible();
	expect(await readRaw(newer), 'as the newer version has left it').toEqual(before);
});

test('a sync ends where a newer version takes over, and stores nothing into what it does not know', async ({
	app,
	context,
	tab,
	startSite
}) => {
	const site = await startSite({ posts: 800, perPage: 40 });
	site.faultOf = () => ({ kind: 'slow', milliseconds: 150 });
	await tab.addSite(site);
	await tab.untilKept(site, 80);
	const newer = await context.newPage();
	await goQuiet(newer, app);
	await takeOver(newer, NEXT_VERSION);
	const before = await readRaw(newer);
	await expect(tab.alert().filter({ hasText: NEWER })).toBeVisible();
	await expect(tab.page.getByRole('progressbar')).toHaveCount(0);
	// What it had fetched ahead has come by now, and so has what comes by itself after a reload.
	await tab.page.reload();
	await expect(tab.alert().filter({ hasText: NEWER })).toBeVisible();
	await expect(tab.page.getByRole('progressbar')).toHaveCount(0);
	expect(await readRaw(newer)).toEqual(before);
});

test('an upgrade that a forgotten tab holds up says so, and goes on by itself when that is closed', async ({
	app,
	context,
	tab
}) => {
	const old = JSON.parse(await readFile('tests/fixtures/libraries/version-3.json', 'utf8')) as {
		records: OldLibrary;
	};
	const forgotten = await context.newPage();
	await goQuiet(forgotten, app);
	await makeOldLibrary(forgotten, old.records);
	await holdOn(forgotten);
	await tab.open();
	const blocked = tab.alert().filter({ hasText: 'another tab still uses it as it was' });
	await expect(blocked).toContainText('Everything kept is still here.');
	await forgotten.close();
	await expect(blocked).toHaveCount(0);
	await expect(tab.link('Bread without hurry')).toBeVisible();
	await tab.find('sourdough');
	await tab.expectFound(1);
	const { version, stores } = await readRaw(tab.page);
	expect(version).toBe(SCHEMA_VERSION * 10);
	for (const { id } of old.records.posts as { id: string }[]) expect(stores.posts).toContain(id);
	for (const { id } of old.records.marks as { id: string }[]) expect(stores.marks).toContain(id);
});
