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
	await page.getByRole('link', { name: 'Welcome to Backlist' }).click();
	await page.locator('.prose img').first().waitFor();
	await page.getByRole('status').filter({ hasText: 'Ready to read offline' }).waitFor();
	await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
	await page.screenshot({ path: join(folder, 'library.png') });
	console.log(`Wrote ${join(folder, 'library.png')}`);
} finally {
	await browser.close();
	await server.close();
}
