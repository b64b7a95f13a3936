import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { Reader } from '../../e2e/reader';
import { root } from '../../tools/run.mjs';
import { serve, type RunningServer } from '../../tools/serve.mjs';
import { killOptions } from '../kill-plan';
import { FaultySite, SITE_TITLE } from './faulty-site';
import { deleteFolder, KillableBrowser } from './killable-browser';
import { QUIET_PATH, readFeed, readLibrary, type KeptLibrary } from './kept-library';

/** Several thousand posts over many pages; the same wherever a run is done again. */
const SIZE = { posts: 2400, perPage: 60 };

interface WorkerFixtures {
	/** The built app, at an address of its own. */
	app: RunningServer;
	/** One site for all tests of a worker; each begins with it as it was at its start. */
	sharedSite: FaultySite;
	/** Gives the profile of a browser that has synced the site to its end, made when it is first asked for. */
	syncedProfile: () => Promise<string>;
}

interface Fixtures {
	site: FaultySite;
	/** Starts a browser, which ends with the test. @param profile that it starts from; empty for a new one */
	startBrowser: (profile?: string) => Promise<KillableBrowser>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
	app: [
		// Playwright asks for a pattern here, even an empty one.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const app = await serve({ folder: join(root, 'build'), port: 0 });
			await use(app);
			await app.close();
		},
		{ scope: 'worker' }
	],
	sharedSite: [
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const site = await FaultySite.start(killOptions().seed, SIZE);
			await use(site);
			await site.stop();
		},
		{ scope: 'worker' }
	],
	syncedProfile: [
		async ({ app, sharedSite }, use) => {
			let profile: Promise<string> | undefined;
			await use(() => (profile ??= makeSyncedProfile(app, sharedSite)));
			if (profile !== undefined) await deleteFolder(await profile);
		},
		{ scope: 'worker' }
	],
	site: async ({ sharedSite }, use) => {
		sharedSite.restore();
		await use(sharedSite);
	},
	// eslint-disable-next-line no-empty-pattern
	startBrowser: async ({}, use) => {
		const browsers: KillableBrowser[] = [];
		await use(async (profile) => {
			const browser = await KillableBrowser.start(profile);
			browsers.push(browser);
			return browser;
		});
		for (const browser of browsers) await browser.end();
	}
});

export { expect };

async function makeSyncedProfile(app: RunningServer, site: FaultySite): Promise<string> {
	site.restore();
	const browser = await KillableBrowser.start();
	try {
		const startedAt = Date.now();
		await addSite(browser.page, app, site);
		await untilSynced(browser.page, site, startedAt);
		await expect(new Reader(browser.page).status()).toContainText('Ready to read offline');
		// However long the tests take, nothing is synced in it before they ask for it.
		await browser.page.goto(`${app.url}/settings`);
		const interval = browser.page.getByRole('combobox', { name: 'Sync feeds' });
		await interval.selectOption({ label: 'Only when I ask' });
		await expect(interval).toHaveValue('null');
	} catch (error) {
		await browser.end();
		throw error;
	}
	return browser.close();
}

/** Opens the app and adds the site; its first sync begins with that. */
export async function addSite(page: Page, app: RunningServer, site: FaultySite): Promise<void> {
	await page.goto(`${app.url}/add?url=${encodeURIComponent(site.feedUrl)}`);
	await page.getByRole('button', { name: 'Add feed' }).click();
}

/** Presses "Sync now" for the site, from whatever page of the app. */
export async function syncNow(page: Page): Promise<void> {
	await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Library' }).click();
	const feed = page.getByRole('listitem').filter({ hasText: SITE_TITLE }).last();
	await feed.getByRole('button', { name: 'Sync now' }).click();
}

/** Waits for the end of a sync of the site that ends after `since` (UTC milliseconds), with nothing left to do. */
export async function untilSynced(page: Page, site: FaultySite, since: number): Promise<void> {
	const outcome = async () => {
		const feed = await readFeed(page, site.feedUrl);
		return {
			hasEnded: (feed?.lastSync?.at ?? 0) > since,
			checkpoint: feed?.checkpoint ?? null,
			error: feed?.lastSync?.error ?? null
		};
	};
	await expect
		.poll(outcome, { timeout: 60_000, intervals: [100] })
		.toEqual({ hasEnded: true, checkpoint: null, error: null });
}

/** Opens the app and waits until its list shows. @returns milliseconds that this took */
export async function openApp(page: Page, app: RunningServer): Promise<number> {
	const since = performance.now();
	await page.goto(app.url);
	await expect(new Reader(page).rows().first()).toBeVisible();
	return performance.now() - since;
}

/** Leads the tab to where the app's library can be read while the app does not run. */
export async function goQuiet(page: Page, app: RunningServer): Promise<void> {
	await page.goto(app.url + QUIET_PATH);
}

/** What is kept, without the app, which is left for that. @throws when there is no library at all */
export async function libraryOf(page: Page, app: RunningServer): Promise<KeptLibrary> {
	await goQuiet(page, app);
	const library = await readLibrary(page);
	if (library === null) throw new Error('There is no library on this device any more.');
	return library;
}
