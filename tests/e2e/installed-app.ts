import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser, launchArguments } from '../tools/browser.mjs';
import { test as base } from './reader';

/** What Chromium's DevTools can do with installed apps, which Playwright's types do not know yet. */
type Send = (method: string, parameters: object) => Promise<Record<string, unknown>>;

/** The app as the system of the reader has it: installed, in a browser that is not private. */
export class InstalledApp {
	readonly #client: CDPSession;
	readonly #id: string;

	private constructor(
		readonly context: BrowserContext,
		readonly page: Page,
		client: CDPSession,
		id: string
	) {
		this.#client = client;
		this.#id = id;
	}

	/** @param address of the app. */
	static async install(context: BrowserContext, address: string): Promise<InstalledApp> {
		const page = context.pages()[0] ?? (await context.newPage());
		await page.goto(address);
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		const client = await context.newCDPSession(page);
		const { appId } = await client.send('Page.getAppId');
		const app = new InstalledApp(context, page, client, appId ?? '');
		await app.#send('PWA.install', { manifestId: appId, installUrlOrBundleUrl: address });
		return app;
	}

	/** The number on its icon. */
	async badge(): Promise<number> {
		return (await this.#send('PWA.getOsAppState', { manifestId: this.#id })).badgeCount as number;
	}

	/** Opens files with it, as a press on them in the file manager does. */
	async open(...paths: string[]): Promise<void> {
		await this.#send('PWA.launchFilesInApp', { manifestId: this.#id, files: paths });
	}

	#send: Send = (method, parameters) =>
		(this.#client.send as unknown as Send).call(this.#client, method, parameters);
}

interface Fixtures {
	installed: InstalledApp;
}

/** Milliseconds in which a browser of its own starts and installs the app, also while the machine does much else. */
const PATIENCE = 90_000;

export const test = base.extend<Fixtures>({
	installed: [
		async ({ baseURL, locale, viewport }, use) => {
			const folder = await mkdtemp(join(tmpdir(), 'backlist-app-'));
			const context = await chromium.launchPersistentContext(folder, {
				executablePath: await ensureBrowser(),
				args: launchArguments,
				...(baseURL !== undefined && { baseURL }),
				...(locale !== undefined && { locale }),
				viewport
			});
			await use(await InstalledApp.install(context, new URL('/', baseURL).href));
			await context.close();
			await rm(folder, { recursive: true, maxRetries: 5 });
		},
		{ timeout: PATIENCE }
	]
});
