import { untilSynced } from './harness/faults';
import { expect, expectWhole, libraryIn, test, type Tab } from './harness/short-sites';
import type { FaultySite } from './harness/faulty-site';

/** Opens a post of the site. */
async function read(tab: Tab, site: FaultySite, number: number): Promise<void> {
	await tab.findAndRead(site, number);
	await expect(tab.page.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
}

async function star(tab: Tab, site: FaultySite, number: number): Promise<void> {
	await read(tab, site, number);
	const button = tab.page.getByRole('button', { name: 'Star' });
	await button.click();
	await expect(button).toHaveAttribute('aria-pressed', 'true');
}

test('three tabs that sync, mark, search and remove at the same time end with one whole library, and all show it', async ({
	app,
	context,
	openTab,
	startSite
}) => {
	const [busy, quiet] = [await startSite(), await startSite()];
	const first = await openTab();
	for (const site of [busy, quiet]) {
		await first.addSite(site);
		await untilSynced(first.page, site, 0);
	}
	const [second, third] = [await openTab(), await openTab()];
	const tabs = [first, second, third];
	for (const tab of tabs) await tab.open('/feeds');
	busy.publish(40);
	busy.edit([3, 77, 150, 238]);
	busy.faultOf = () => ({ kind: 'slow', milliseconds: 300 });

	const since = Date.now();
	await Promise.all(tabs.map((tab) => tab.syncNow(busy)));
	await Promise.all([
		(async () => {
			await first.goToList();
			for (const number of [10, 20, 30]) await read(first, busy, number);
		})(),
		(async () => {
			await second.goToList();
			for (const number of [20, 40, 270]) await star(second, busy, number);
			for (const number of [20, 50]) await star(second, quiet, number);
		})(),
		(async () => {
			await third.feed(quiet).getByRole('button', { name: 'Remove' }).click();
			await third.page.getByRole('button', { name: 'Remove feed and posts' }).click();
			await expect(third.feed(quiet)).toHaveCount(0);
			await third.page.getByRole('button', { name: 'Undo' }).first().click();
			await expect(third.feed(quiet)).toHaveCount(1);
			await third.goToList();
			for (const number of [150, 1]) {
				await third.find(busy.content.markerOf(number));
				await third.expectFound(1);
			}
		})()
	]);
	await untilSynced(first.page, busy, since);

	const library = await libraryIn(context, app);
	expectWhole(library, busy, quiet);
	expect(library.marks.filter(({ starredAt }) => starredAt > 0)).toHaveLength(5);
	const unread = library.feeds.reduce((sum, feed) => sum + feed.unreadCount, 0);
	for (const tab of tabs) {
		const list = tab.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Read\b/ });
		await expect(list, 'without a reload').toHaveAccessibleName(new RegExp(`\\b${unread}\\b`));
		await tab.expectKept(busy, 280);
		await tab.expectKept(quiet, 240);
		await tab.open('/?is=starred');
		await tab.expectFound(5);
	}
});

test('a star that one tab sets is shown, found and taken away in the other', async ({
	openTab,
	startSite
}) => {
	const site = await startSite({ posts: 40, perPage: 40 });
	const [first, second] = [await openTab(), await openTab()];
	await first.addSite(site);
	await untilSynced(first.page, site, 0);
	await first.goToList();
	await second.open();
	const stars = [first, second].map(({ page }) => page.getByRole('button', { name: 'Star' }));
	await star(first, site, 7);
	await read(second, site, 7);
	await expect(stars[1]!).toHaveAttribute('aria-pressed', 'true');
	// Both at once, each by its own press: whoever comes last has it.
	await Promise.all([stars[0]!.click(), read(second, site, 8)]);
	await second.find('is:starred');
	await second.expectFound(0);
	await second.find('');
	await star(second, site, 9);
	await first.find('is:starred');
	await first.expectFound(1);
});

test('the sync of a tab that is closed is taken over by the other, and nothing is lost or doubled', async ({
	app,
	context,
	openTab,
	startSite
}) => {
	const site = await startSite({ posts: 400, perPage: 40 });
	// It does not get any further than this before the first tab is closed.
	site.faultOf = (page) => (page > 4 ? { kind: 'stall', share: 0.5 } : null);
	const [first, second] = [await openTab(), await openTab()];
	await first.addSite(site);
	await second.open('/feeds');
	await second.syncNow(site);
	await expect(second.feed(site)).toContainText('It is being synced already, perhaps in another tab.');
	await second.untilKept(site, 160);
	await first.page.close();
	site.faultOf = () => null;
	await untilSynced(second.page, site, await second.syncNow(site));
	await second.expectKept(site, 400);
	expectWhole(await libraryIn(context, app), site);
	await second.goToList();
	await second.findAndRead(site, 1);
});
