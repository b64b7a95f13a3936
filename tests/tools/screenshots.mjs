// `npm run screenshots`: takes the pictures of the README, and those that systems show before they install the app, from
// the built app and its handbook.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { ensureBrowser, launchArguments } from './browser.mjs';
import { root } from './run.mjs';
import { serve } from './serve.mjs';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };
/** Of WebP, of 100. */
const QUALITY = 80;

const readme = join(root, '.github');
const manifest = join(root, 'static/screenshots');

const server = await serve({ folder: join(root, 'build'), port: 0 });
const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: launchArguments });
try {
	for (const folder of [readme, manifest]) await mkdir(folder, { recursive: true });
	await takeForReadme();
	await takeWide();
	await takeNarrow();
} finally {
	await browser.close();
	await server.close();
}

async function takeForReadme() {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en' });
	await openPost(page);
	await shoot(page, join(readme, 'library.png'));
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.setViewportSize(NARROW);
	await openList(page);
	await shoot(page, join(readme, 'phone.png'));
	await page.close();
}

async function takeWide() {
	const page = await browser.newPage({ viewport: WIDE, locale: 'en' });
	await openPost(page);
	await shoot(page, join(manifest, 'library.webp'));
	await page.goto(`${server.url}/?q=keyboard`);
	await page.locator('[data-query="keyboard"] article').getByRole('link').first().click();
	await page.locator('.prose mark').first().waitFor();
	await shoot(page, join(manifest, 'search.webp'));
	await page.close();
}

async function takeNarrow() {
	const page = await browser.newPage({ viewport: NARROW, deviceScaleFactor: 2, locale: 'en' });
	await openList(page);
	await shoot(page, join(manifest, 'list.webp'));
	await openPost(page);
	await shoot(page, join(manifest, 'post.webp'));
	await page.close();
}

/** @param {import('playwright').Page} page */
async function openList(page) {
	await page.goto(server.url);
	await page.getByRole('slider', { name: 'Archive' }).waitFor();
	await page.getByRole('status').filter({ hasText: 'Ready to read offline' }).waitFor({ state: 'attached' });
}

/** @param {import('playwright').Page} page */
async function openPost(page) {
	await page.goto(server.url);
	await page.getByRole('link', { name: 'Ten years at a glance' }).click();
	await page.locator('.prose img').first().waitFor();
	await page.getByRole('status').filter({ hasText: 'Ready to read offline' }).waitFor({ state: 'attached' });
}

/**
 * What is in sight, with its pictures; in the format that the name ends in, PNG or WebP.
 * @param {import('playwright').Page} page
 * @param {string} path
 */
async function shoot(page, path) {
	await page.evaluate(() =>
		Promise.all([...document.images].filter(({ complete }) => complete).map((image) => image.decode()))
	);
	if (path.endsWith('.png')) {
		await page.screenshot({ path });
	} else {
		const client = await page.context().newCDPSession(page);
		// Otherwise it is as large as in CSS pixels.
		const clip = await page.evaluate(() => ({
			width: innerWidth,
			height: innerHeight,
			scale: devicePixelRatio
		}));
		const { data } = await client.send('Page.captureScreenshot', {
			format: 'webp',
			quality: QUALITY,
			clip: { x: 0, y: 0, ...clip }
		});
		await writeFile(path, Buffer.from(data, 'base64'));
	}
	console.log(`Wrote ${path}`);
}
