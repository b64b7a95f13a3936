import { FeedSite } from '../e2e/feed-site';
import { gardenItems, item } from '../e2e/reader';
import { Clock, YEAR } from './harness/clock';
import { readFeed } from './harness/kept-library';
import { expect, expectSound, libraryIn, Tab, test as base } from './harness/short-sites';

// A service worker would have a clock of its own.
const test = base.extend<{ clock: Clock; blog: FeedSite; tabAt: (off: number) => Promise<Tab> }>({
	serviceWorkers: 'block',
	clock: async ({ context }, use) => {
		await use(await Clock.of(context));
		// What is still on its way at the end is of no interest.
		await context.unrouteAll({ behavior: 'ignoreErrors' });
	},
	/** Opens the app in a new tab, with the clock so far off, and closes the one before. */
	tabAt: async ({ clock, app }, use) => {
		let before: Tab | null = null;
		await use(async (off) => {
			await before?.page.close();
			clock.set(off);
			before = new Tab(await clock.newPage(), app);
			return before;
		});
	},
	// Playwright asks for a pattern here, even an empty one.
	// eslint-disable-next-line no-empty-pattern
	blog: async ({}, use) => {
		const blog = await FeedSite.start();
		await use(blog);
		await blog.stop();
	}
});

const { date_published: _, ...undated } = item(
	'undated',
	'Some day or other',
	'<p>Nobody knows when.</p>',
	0
) as {
	date_published: string;
};
const published = (html: string) => item('new', 'Frost in the morning', html, -10);
/** How far a clock may be off. */
const clocks: { name: string; off: number }[] = [
	{ name: 'a year ahead', off: YEAR },
	{ name: 'a year behind', off: -YEAR }
];

for (const { name, off } of clocks) {
	test(`after a clock that was ${name} syncs go on by themselves, and marks and first sights stay`, async ({
		app,
		context,
		clock,
		blog,
		tabAt
	}) => {
		const url = blog.putFeed('/feed.json', 'Garden', [undated, ...gardenItems]);
		const lastSync = async (tab: Tab) => (await readFeed(tab.page, url))?.lastSync?.at ?? 0;
		const wrong = await tabAt(off);
		await wrong.add(url, 'Garden');
		await wrong.goToList();
		await wrong.find('sourdough');
		await wrong.link('Bread without hurry').click();
		await wrong.page.getByRole('button', { name: 'Star' }).click();
		await expect(wrong.page.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true');
		const before = await libraryIn(context, app);
		expectSound(before);
		const sight = before.posts.find(({ guid }) => guid === 'undated')!;
		expect(Math.abs(sight.firstSeenAt - clock.now()), 'the workers have the wrong clock').toBeLessThan(
			60_000
		);
		expect(Math.abs((await lastSync(wrong)) - clock.now())).toBeLessThan(60_000);

		// The clock is right again, and then wrong once more: each time what is new comes without a press.
		for (const [i, right] of [0, off].entries()) {
			const edited = { ...undated, content_html: `<p>Edition ${i}.</p>` };
			blog.putFeed('/feed.json', 'Garden', [published(`<p>Day ${i}.</p>`), edited, ...gardenItems]);
			const tab = await tabAt(right);
			await tab.open();
			await expect.poll(() => lastSync(tab).then((at) => Math.abs(at - clock.now()))).toBeLessThan(60_000);
			const library = await libraryIn(context, app);
			expectSound(library);
			expect(library.posts.filter(({ feedId }) => feedId === sight.feedId)).toHaveLength(6);
			const kept = library.posts.find(({ guid }) => guid === 'undated')!;
			expect(kept).toMatchObject({ firstSeenAt: sight.firstSeenAt, publishedAt: sight.publishedAt });
			expect(library.bodies.find(({ id }) => id === kept.id)?.html).toContain(`Edition ${i}.`);
			expect(library.marks).toEqual(before.marks);
			await tab.open('/?is=starred');
			await tab.expectFound(1);
		}
	});

	test(`a feed that was removed while the clock was ${name} can be brought back when it is right`, async ({
		app,
		context,
		blog,
		tabAt
	}) => {
		const url = blog.putFeed('/feed.json', 'Garden', gardenItems);
		const wrong = await tabAt(off);
		await wrong.add(url, 'Garden');
		await wrong.goToFeeds();
		const garden = wrong.page
			.getByRole('list', { name: 'Feeds' })
			.getByRole('listitem')
			.filter({ hasText: url });
		await garden.getByRole('button', { name: 'Remove' }).click();
		await wrong.page.getByRole('button', { name: 'Remove feed and posts' }).click();
		await expect(garden).toHaveCount(0);

		const tab = await tabAt(0);
		await tab.open('/feeds');
		const handbook = `${app.url}/feed.json`;
		const sinceDue = async () =>
			Math.abs(Date.now() - ((await readFeed(tab.page, handbook))?.lastSync?.at ?? 0));
		await expect.poll(sinceDue, 'what is due is done').toBeLessThan(60_000);
		const removed = tab.page
			.getByRole('region', { name: 'Removed feeds' })
			.getByRole('group', { name: 'Garden' });
		await removed.getByRole('button', { name: 'Undo' }).click();
		await tab.goToList();
		await tab.find('sourdough');
		await expect(tab.link('Bread without hurry')).toBeVisible();
		const library = await libraryIn(context, app);
		expectSound(library);
		expect(library.feeds.find((feed) => feed.url === url)).toMatchObject({ postCount: 4, removedAt: null });
	});
}

test('a site that asked for some minutes of patience is asked again when the clock has gone back a year', async ({
	clock,
	startSite,
	tabAt
}) => {
	const site = await startSite();
	site.faultOf = (page) =>
		page === 3
			? {
					kind: 'status',
					status: 503,
					headers: { 'Retry-After': '200', 'Access-Control-Expose-Headers': 'Retry-After' }
				}
			: null;
	const tab = await tabAt(YEAR);
	await tab.addSite(site);
	await tab.goToFeeds();
	await expect(tab.feed(site).getByRole('alert')).toContainText('asks for patience');
	site.faultOf = () => null;
	await clock.change(tab.page, 0);
	await tab.syncNow(site);
	await expect(tab.feed(site).getByRole('alert')).toHaveCount(0);
	await tab.expectKept(site, site.size.posts);
});
