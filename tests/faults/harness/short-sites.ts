import type { BrowserContext, Page } from '@playwright/test';
import { Reader } from '../../e2e/reader';
import { ensureBrowser, launchArguments } from '../../tools/browser.mjs';
import type { RunningServer } from '../../tools/serve.mjs';
import { killOptions } from '../kill-plan';
import { expect, goQuiet, test as base } from './faults';
import { FaultySite, type SiteSize } from './faulty-site';
import { readFeed, readLibrary, type KeptLibrary } from './kept-library';
import { lostOfSite } from './lost';
import { doubledIn, tornIn } from './torn';

/** A few pages, so that a test with several sites stays short. */
const SIZE: SiteSize = { posts: 240, perPage: 40 };

interface Fixtures {
	/** Starts a site, which ends with the test. */
	startSite: (size?: SiteSize) => Promise<FaultySite>;
	/** Opens one more tab of the same browser; it shows nothing yet. */
	openTab: () => Promise<Tab>;
	tab: Tab;
}

/** Tests that leave the browser alive: those of one process share it, and each has a profile of its own in it. */
export const test = base.extend<Fixtures>({
	launchOptions: [
		// Playwright asks for a pattern here, even an empty one.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			await use({ executablePath: await ensureBrowser(), args: launchArguments });
		},
		{ scope: 'worker' }
	],
	baseURL: async ({ app }, use) => {
		await use(app.url);
	},
	locale: 'en-GB',
	viewport: { width: 1440, height: 900 },
	// eslint-disable-next-line no-empty-pattern
	startSite: async ({}, use) => {
		const sites: FaultySite[] = [];
		await use(async (size = SIZE) => {
			const site = await FaultySite.start(killOptions().seed + sites.length, size);
			sites.push(site);
			return site;
		});
		for (const site of sites) await site.stop();
	},
	openTab: async ({ context, app }, use) => {
		await use(async () => new Tab(await context.newPage(), app));
	},
	tab: async ({ openTab }, use) => {
		await use(await openTab());
	}
});

export { expect };

/** A tab with the app, and what a reader does in it. */
export class Tab extends Reader {
	readonly #app: RunningServer;

	constructor(page: Page, app: RunningServer) {
		super(page);
		this.#app = app;
	}

	/** Opens an address of the app, such as `/feeds`. */
	async open(path = '/'): Promise<void> {
		await this.page.goto(this.#app.url + path);
	}

	/** Adds the site; its first sync begins with that. */
	async addSite(site: FaultySite): Promise<void> {
		await this.open(`/add?url=${encodeURIComponent(site.feedUrl)}`);
		await this.page.getByRole('button', { name: 'Add feed' }).click();
		await expect(this.page.getByRole('link', { name: 'Start reading' })).toBeVisible();
	}

	/** The site where the library lists its feeds. */
	feed(site: FaultySite) {
		return this.page
			.getByRole('list', { name: 'Feeds' })
			.getByRole('listitem')
			.filter({ hasText: site.feedUrl });
	}

	/** Goes to the list of posts, as a reader does who is in the app already. */
	async goToList(): Promise<void> {
		await this.#go(/^Read\b/);
		await expect(this.rows().first()).toBeVisible();
	}

	/** Goes to the library, as a reader does who is in the app already. */
	async goToFeeds(): Promise<void> {
		await this.#go('Library');
		await expect(this.page.getByRole('heading', { name: 'Library', level: 1 })).toBeVisible();
	}

	/** Presses "Sync now" for the site. @returns when, UTC milliseconds */
	async syncNow(site: FaultySite): Promise<number> {
		await this.goToFeeds();
		const since = Date.now();
		await this.feed(site).getByRole('button', { name: 'Sync now' }).click();
		return since;
	}

	/** How many posts the library says that it keeps of the site. */
	async expectKept(site: FaultySite, count: number): Promise<void> {
		await this.goToFeeds();
		await expect(this.feed(site)).toContainText(`${count.toLocaleString('en-GB')} posts kept`);
	}

	/** Waits until at least so many posts of the site are kept, whatever the app shows. */
	async untilKept(site: FaultySite, count: number): Promise<void> {
		const kept = async () => (await readFeed(this.page, site.feedUrl))?.postCount ?? 0;
		await expect.poll(kept, { timeout: 60_000, intervals: [50] }).toBeGreaterThanOrEqual(count);
	}

	/** Waits until the browser knows, apart from its database, how much it keeps of the site. */
	async untilRemembered({ feedUrl, size }: FaultySite): Promise<void> {
		const remembered = () => this.page.evaluate(() => localStorage.getItem('backlist-library') ?? '');
		await expect.poll(remembered).toContain(`"url":"${feedUrl}","posts":${size.posts}`);
	}

	/** Finds a post of the site by a word that only it has, and opens it: its text is shown. */
	async findAndRead(site: FaultySite, number: number): Promise<void> {
		const marker = site.content.markerOf(number);
		await this.find(marker);
		await this.expectFound(1);
		await this.rows().first().getByRole('link').first().click();
		await expect(this.page.locator('article.post, article').filter({ hasText: marker }).last()).toBeVisible();
	}

	async #go(name: string | RegExp): Promise<void> {
		await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
	}
}

/** What the browser keeps, read where the app does not run. */
export async function libraryIn(context: BrowserContext, app: RunningServer): Promise<KeptLibrary> {
	const page = await context.newPage();
	try {
		await goQuiet(page, app);
		const library = await readLibrary(page);
		if (library === null) throw new Error('There is no library.');
		return library;
	} finally {
		await page.close();
	}
}

/** Everything of these sites is kept once, and all of it fits together. */
export function expectWhole(library: KeptLibrary, ...sites: FaultySite[]): void {
	const lost = sites.flatMap((site) => lostOfSite(library, site));
	expect({ torn: tornIn(library), doubled: doubledIn(library), lost }).toEqual({
		torn: [],
		doubled: [],
		lost: []
	});
}

/** What is kept fits together, whatever is missing. */
export function expectSound(library: KeptLibrary): void {
	expect({ torn: tornIn(library), doubled: doubledIn(library) }).toEqual({ torn: [], doubled: [] });
}
