// Chromium on a profile that outlives it, as a reader's own does.

import { chromium } from 'playwright';
import { ensureBrowser, launchArguments } from '../tools/browser.mjs';

/**
 * Runs `work` in a new process of the browser, with what `profile` has kept from those before. Service workers run.
 * @template T
 * @param {string} profile folder; made when it is not there
 * @param {(context: import('playwright').BrowserContext) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inProfile(profile, work) {
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: await ensureBrowser(),
		args: launchArguments,
		viewport: { width: 1440, height: 900 },
		locale: 'en'
	});
	try {
		return await work(context);
	} finally {
		await context.close();
	}
}
