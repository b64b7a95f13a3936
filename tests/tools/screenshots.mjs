// `npm run screenshots`: takes the pictures of the README from the built app and its handbook.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { ensureBrowser, launchArguments } from './browser.mjs';
import { root } from './run.mjs';
import { serve } from './serve.mjs';

const folder = join(root, '.github');

const server = await serve({ folder: join(root, 'build'), port: 0 });
const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: launchArguments });
try {
	await mkdir(folder, { recursive: true });
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en' });
	await page.goto(server.url);
	await page.getByRole('link', { name: 'Ten years at a glance' }).click();
	await page.locator('.prose img').first().waitFor();
	await page.getByRole('status').filter({ hasText: 'Ready to read offline' }).waitFor();
	await take(page, 'library.png');
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(server.url);
	await page.getByRole('slider', { name: 'Archive' }).waitFor();
	await take(page, 'phone.png');
} finally {
	await browser.close();
	await server.close();
}

/**
 * @param {import('playwright').Page} page
 * @param {string} name of the file
 */
async function take(page, name) {
	await page.evaluate(() =>
		Promise.all([...document.images].filter(({ complete }) => complete).map((image) => image.decode()))
	);
	await page.screenshot({ path: join(folder, name) });
	console.log(`Wrote ${join(folder, name)}`);
}
