// Starts the Chromium in which things are measured.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { ensureBrowser, launchArguments } from '../tools/browser.mjs';

/**
 * Runs `work` in a browser of its own, with a profile on the disk: in a private one IndexedDB would be in memory.
 * @template T
 * @param {(context: import('playwright').BrowserContext) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inFreshBrowser(work) {
	const profile = await mkdtemp(join(tmpdir(), 'backlist-bench-profile-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: await ensureBrowser(),
		args: launchArguments,
		viewport: { width: 1440, height: 900 },
		locale: 'en',
		serviceWorkers: 'block'
	});
	try {
		return await work(context);
	} finally {
		await context.close();
		await rm(profile, { recursive: true, force: true, maxRetries: 5 });
	}
}
