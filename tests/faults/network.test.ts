import { expect, expectSound, expectWhole, libraryIn, test } from './harness/short-sites';
import type { Fault, FaultySite } from './harness/faulty-site';
import { untilSynced } from './harness/faults';

/** `fault` for the answers of one page: so many times, or until it is taken away. */
function fail(site: FaultySite, page: number, fault: Fault, times = Infinity): void {
	let left = times;
	site.faultOf = (asked) => {
		if (asked !== page || left === 0) return null;
		left -= 1;
		return fault;
	};
}

const busy = (seconds: number): Fault => ({
	kind: 'status',
	status: 503,
	headers: { 'Retry-After': String(seconds), 'Access-Control-Expose-Headers': 'Retry-After' }
});

/** What goes wrong at page 3 of a site until it is mended, and what the library then says of it. */
const failures: { name: string; fault: Fault; words: RegExp }[] = [
	{
		name: 'ends in the middle of a page',
		fault: { kind: 'cut', share: 0.5 },
		words: /broke off before the whole/
	},
	{
		name: 'is reset in the middle of a page',
		fault: { kind: 'reset', share: 0.5 },
		words: /broke off before the whole/
	},
	{
		name: 'is reset before a page',
		fault: { kind: 'reset', share: 0 },
		words: /broke off|cannot be reached/
	},
	{
		name: 'sends half a page as if it were whole',
		fault: {
			kind: 'status',
			status: 200,
			body: '{"version":"https://jsonfeed.org/version/1.1","title":"Fau'
		},
		words: /JSON/
	},
	{ name: 'fails', fault: { kind: 'status', status: 500 }, words: /Something is wrong at the site/ }
];
/** Posts of the two pages before. */
const BEFORE = 80;

test('sites that break off keep what came, say what happened, and are whole after "Sync now"', async ({
	app,
	context,
	tab,
	startSite
}) => {
	const sites: FaultySite[] = [];
	for (const { fault } of failures) {
		const site = await startSite();
		fail(site, 3, fault);
		sites.push(site);
		await tab.addSite(site);
	}
	await tab.goToFeeds();
	for (const [i, { name, words }] of failures.entries()) {
		const feed = tab.feed(sites[i]!);
		await expect(feed.getByRole('alert'), name).toContainText(words);
		await expect(feed, name).toContainText(`${BEFORE} posts kept`);
		await expect(feed.getByRole('alert'), name).toContainText('stay readable');
	}
	expectSound(await libraryIn(context, app));
	await tab.open();
	await tab.findAndRead(sites[0]!, sites[0]!.posts[BEFORE - 1]!.number);

	for (const site of sites) {
		site.faultOf = () => null;
		const since = await tab.syncNow(site);
		await untilSynced(tab.page, site, since);
		await expect(tab.feed(site).getByRole('alert')).toHaveCount(0);
	}
	expectWhole(await libraryIn(context, app), ...sites);
});

test('a site that is slow, overloaded or stalls for a while is fetched to its end without a press', async ({
	app,
	context,
	tab,
	startSite
}) => {
	const [slow, overloaded, stalling] = [await startSite(), await startSite(), await startSite()];
	slow.faultOf = () => ({ kind: 'slow', milliseconds: 400 });
	fail(overloaded, 3, busy(2), 2);
	// The connection stays open, and nothing more comes: it takes the app 30 seconds to give it up.
	fail(stalling, 2, { kind: 'stall', share: 0.5 }, 1);
	await tab.addSite(slow);
	await tab.addSite(overloaded);
	await expect(tab.status()).toContainText('does not answer just now or asks for patience: going on at');
	await tab.addSite(stalling);
	await tab.goToList();
	await tab.findAndRead(stalling, stalling.posts[0]!.number);
	await tab.findAndRead(slow, slow.posts[0]!.number);
	for (const site of [slow, overloaded, stalling]) await untilSynced(tab.page, site, 0);
	expect(stalling.requests.filter((page) => page === 2)).toHaveLength(2);
	expectWhole(await libraryIn(context, app), slow, overloaded, stalling);
});

test('a site that asks for long patience is not asked again, however often one presses', async ({
	app,
	context,
	tab,
	startSite
}) => {
	const site = await startSite();
	fail(site, 3, busy(1000));
	await tab.addSite(site);
	await tab.goToFeeds();
	const alert = tab.feed(site).getByRole('alert');
	await expect(alert).toContainText('is busy and asks for patience: it answered with status 503');
	const asked = site.requests.length;
	await tab.syncNow(site);
	await expect(alert).toContainText('is busy and has asked for patience');
	expect(site.requests).toHaveLength(asked);
	await tab.expectKept(site, BEFORE);

	// The site is known to be well again: a reload forgets.
	site.faultOf = () => null;
	await tab.page.reload();
	await untilSynced(tab.page, site, await tab.syncNow(site));
	await expect(alert).toHaveCount(0);
	expectWhole(await libraryIn(context, app), site);
});

test('a sync whose network goes away says so, keeps what came, and goes on by itself when it is back', async ({
	app,
	context,
	tab,
	startSite
}) => {
	const site = await startSite();
	await tab.addSite(site);
	await untilSynced(tab.page, site, 0);
	await expect(tab.status()).toContainText('Ready to read offline');
	const older = await startSite({ posts: 320, perPage: 40 });
	older.faultOf = (page) => (page > 3 ? { kind: 'slow', milliseconds: 3000 } : null);
	await tab.addSite(older);
	await tab.untilKept(older, 80);
	await context.setOffline(true);
	await expect(tab.status()).toContainText('Offline.');
	await tab.goToFeeds();
	await expect(tab.feed(older).getByRole('alert')).toContainText('You are offline.');
	expectSound(await libraryIn(context, app));
	await tab.goToList();
	await tab.findAndRead(site, 1);
	await tab.findAndRead(older, older.posts[0]!.number);

	older.faultOf = () => null;
	await context.setOffline(false);
	await untilSynced(tab.page, older, 0);
	await tab.goToFeeds();
	await expect(tab.feed(older).getByRole('alert')).toHaveCount(0);
	expectWhole(await libraryIn(context, app), site, older);
});
