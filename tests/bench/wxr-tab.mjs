// Imports an export of WordPress of 200 MB in a real tab, by the app's own page, and watches how much memory the tab takes.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platform } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { bundleForNode } from '../tools/bundle-for-node.mjs';
import { inFreshBrowser } from './browser.mjs';
import { attachToTab } from './heap.mjs';

/** Milliseconds between two looks at the memory. */
const LOOK_EVERY = 100;
/** Milliseconds; an import of that size takes minutes on a slow machine. */
const LONGEST = 30 * 60_000;

/**
 * @typedef {{ process: number, scripts: number }} Memory bytes: of the tab's process, as far as it shares them with no other;
 *   of what JavaScript holds in the page and its workers, garbage that is not collected yet among it
 * @typedef {object} TabImport
 * @property {string} report the words of the app
 * @property {number} seconds from the press until the report
 * @property {Memory} before when the page is ready
 * @property {Memory} peak at most, while the file is looked at and imported
 */

/**
 * @param {string} url of the app
 * @param {number} length of the export, in UTF-16 units, which are bytes here
 * @returns {Promise<TabImport>}
 */
export async function importInTab(url, length) {
	const folder = await mkdtemp(join(tmpdir(), 'backlist-wxr-'));
	try {
		const file = join(folder, 'harbour.wordpress.xml');
		await writeExport(file, length, folder);
		return await inFreshBrowser((context) => watchImport(context, url, file));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * @param {string} file
 * @param {number} length
 * @param {string} folder for what is made on the way
 */
async function writeExport(file, length, folder) {
	const script = await bundleForNode('tests/bench/wxr-export.ts', folder);
	const { largeExport } = await import(pathToFileURL(script).href);
	const output = createWriteStream(file);
	for await (const bit of largeExport(length)) if (!output.write(bit)) await once(output, 'drain');
	output.end();
	await once(output, 'finish');
}

/**
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 * @param {string} file
 * @returns {Promise<TabImport>}
 */
async function watchImport(context, url, file) {
	const page = context.pages()[0] ?? (await context.newPage());
	await page.goto(new URL('/add', url).href);
	const picker = page.getByLabel('Choose files');
	await picker.waitFor({ state: 'attached' });
	await page.waitForTimeout(3000);
	const memory = await watchMemory(context, page);
	await picker.setInputFiles(file);
	await page.getByRole('button', { name: 'Import', exact: true }).click({ timeout: LONGEST });
	const start = performance.now();
	const report = page.getByRole('region', { name: 'Imported' });
	await report.waitFor({ timeout: LONGEST });
	const seconds = (performance.now() - start) / 1000;
	return { report: await report.innerText(), seconds, ...(await memory.stop()) };
}

/**
 * Looks again and again at what the tab takes; its process is the largest of those that draw pages.
 * @param {import('playwright').BrowserContext} context
 * @param {import('playwright').Page} page
 */
async function watchMemory(context, page) {
	const devtools = await context.browser()?.newBrowserCDPSession();
	if (devtools === undefined) throw new Error('The browser tells nothing of its processes.');
	const scripts = await attachToTab(page);
	/** @returns {Promise<Memory>} */
	const look = async () => {
		const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
		const tabs = processInfo.filter(({ type }) => type === 'renderer');
		const sizes = await Promise.all(tabs.map(({ id }) => privateBytes(id)));
		return { process: Math.max(...sizes), scripts: await scripts.bytes() };
	};
	const before = await look();
	const peak = { ...before };
	let isOver = false;
	const watching = (async () => {
		while (!isOver) {
			const now = await look();
			peak.process = Math.max(peak.process, now.process);
			peak.scripts = Math.max(peak.scripts, now.scripts);
			await setTimeout(LOOK_EVERY);
		}
	})();
	return {
		stop: async () => {
			isOver = true;
			await watching;
			return { before, peak };
		}
	};
}

/**
 * What a process holds that it shares with no other, as Linux tells it.
 * @param {number} id
 * @returns {Promise<number>} 0 when it has ended
 */
async function privateBytes(id) {
	const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
	return 1024 * Number(/^RssAnon:\s+(\d+)/mu.exec(status)?.[1] ?? 0);
}

/** Only Linux tells how much memory a process has. */
export const canWatchMemory = platform === 'linux';
