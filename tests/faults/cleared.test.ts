import { clearData, type Cleared } from './harness/clear-data';
import { untilSynced } from './harness/faults';
import type { FaultySite } from './harness/faulty-site';
import { readFeed } from './harness/kept-library';
import { expect, expectWhole, libraryIn, test, type Tab } from './harness/short-sites';

const WAS_CLEARED = 'The data of Backlist was cleared in this browser while the page was open.';
const moments: ('idle' | 'syncing')[] = ['idle', 'syncing'];
const kinds: Cleared[] = ['indexeddb', 'all'];

for (const moment of moments) {
	for (const what of kinds) {
		const data = what === 'all' ? 'all data' : 'the library alone';
		const tabIs = moment === 'idle' ? 'is idle' : 'is syncing';
		test(`a tab that ${tabIs} says that ${data} was cleared, and afterwards the blog comes back whole`, async ({
			app,
			context,
			tab,
			startSite
		}) => {
			const site = await startSite();
			await tab.addSite(site);
			await untilSynced(tab.page, site, 0);
			await tab.untilRemembered(site);
			const later = await startSite({ posts: 600, perPage: 40 });
			if (moment === 'syncing') {
				later.faultOf = () => ({ kind: 'slow', milliseconds: 200 });
				await tab.addSite(later);
				await tab.untilKept(later, 80);
			}
			await clearData(tab.page, what);
			await expect(tab.alert().filter({ hasText: WAS_CLEARED })).toBeVisible();

			await tab.page.getByRole('button', { name: 'Reload' }).click();
			await expect(tab.status()).toContainText('kept');
			expect(await readFeed(tab.page, site.feedUrl), 'nothing goes on in the new library').toBeUndefined();
			expect(await readFeed(tab.page, later.feedUrl)).toBeUndefined();
			await tellsWhatIsLost(tab, site, what === 'indexeddb');
			for (const again of moment === 'syncing' ? [site, later] : [site]) {
				again.faultOf = () => null;
				await tab.addSite(again);
				await untilSynced(tab.page, again, 0);
			}
			await tab.goToList();
			await tab.findAndRead(site, 1);
			expectWhole(await libraryIn(context, app), site, ...(moment === 'syncing' ? [later] : []));
		});
	}
}

/** Where the browser remembers it, the app says what was lost, with the way to get it again. */
async function tellsWhatIsLost({ page, alert }: Tab, site: FaultySite, isRemembered: boolean): Promise<void> {
	const lost = alert().filter({ hasText: 'This browser has lost the library that it kept' });
	if (!isRemembered) {
		await expect(lost).toHaveCount(0);
		return;
	}
	await expect(lost).toContainText(`${site.size.posts} posts of`);
	const link = lost.getByRole('listitem').getByRole('link').first();
	await expect(link).toHaveAttribute('href', `/add?url=${encodeURIComponent(site.feedUrl)}`);
	await lost.getByRole('button', { name: 'Close' }).click();
	await expect(lost).toHaveCount(0);
	await page.reload();
	await expect(lost).toHaveCount(0);
}
