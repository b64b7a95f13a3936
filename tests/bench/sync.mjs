// How much a sync of a real WordPress asks of it, and how long it takes, beside fetching the same by hand.

import { inFreshBrowser } from './browser.mjs';

/**
 * @typedef {object} SyncSide
 * @property {number} requests
 * @property {number} bytes unpacked
 * @property {number} milliseconds
 *
 * @typedef {{ posts: number, plain: SyncSide, app: SyncSide, again: SyncSide }} SyncResult
 */

/** What a post is made of here; the same for both sides. */
const POST_FIELDS =
	'id,date,date_gmt,modified_gmt,link,title,content,excerpt,author,featured_media,sticky,categories,tags,comment_status';

/**
 * @param {string} url of the server with the app
 * @param {string} site address of the WordPress
 * @param {string} title of the site
 * @returns {Promise<SyncResult>}
 */
export async function measureSync(url, site, title) {
	// What was asked for once is quicker the second time: neither side is the first.
	await inFreshBrowser((context) => fetchPlain(context, url, site));
	const plain = await inFreshBrowser((context) => fetchPlain(context, url, site));
	return inFreshBrowser(async (context) => {
		const page = await context.newPage();
		await page.goto(`${url}/add?url=${encodeURIComponent(site)}`);
		await page.getByRole('region', { name: 'Preview' }).waitFor();
		// The site's own answers were fetched for the preview: each sync is measured from nothing.
		await page.waitForTimeout(61_000);
		const start = Date.now();
		await page.getByRole('button', { name: 'Add feed' }).click();
		await page
			.getByRole('status')
			.filter({ hasText: new RegExp(`${title}: [\\d,]+ posts kept`) })
			.waitFor({ timeout: 600_000 });
		const posts = await postsOf(page, title);
		const app = await costOf(page, title, start);
		await page.goto(`${url}/feeds`);
		const again = await syncAgain(page, title);
		return { posts, plain, app, again };
	});
}

/**
 * The least that the same data takes: the index, every page, the names, the pictures, the comments; one after the other.
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 * @param {string} site
 * @returns {Promise<SyncSide>}
 */
async function fetchPlain(context, url, site) {
	const page = await context.newPage();
	await page.goto(`${url}/robots.txt`);
	return page.evaluate(async ([site, fields]) => {
		let requests = 0;
		let bytes = 0;
		const start = performance.now();
		/** @param {string} path */
		const ask = async (path) => {
			const response = await fetch(`${site}/wp-json/${path}`, { cache: 'no-store' });
			const text = await response.text();
			requests += 1;
			bytes += new TextEncoder().encode(text).length;
			return { value: JSON.parse(text), pages: Number(response.headers.get('X-WP-TotalPages')) };
		};
		/** @param {string} path */
		const askAll = async (path) => {
			const first = await ask(path);
			const values = [first.value];
			for (let page = 2; page <= first.pages; page += 1) {
				values.push((await ask(`${path}&page=${page}`)).value);
			}
			return values.flat();
		};
		await ask('?_fields=name,description,url,home,site_icon_url,namespaces');
		const posts = await askAll(`wp/v2/posts?per_page=100&_fields=${fields}`);
		await askAll('wp/v2/categories?per_page=100&_fields=id,name,parent');
		await askAll('wp/v2/tags?per_page=100&_fields=id,name');
		await askAll('wp/v2/users?per_page=100&_fields=id,name,url,link');
		const media = [...new Set(posts.map((post) => post.featured_media))].filter((id) => id > 0);
		for (let start = 0; start < media.length; start += 100) {
			const ids = media.slice(start, start + 100).join();
			await ask(`wp/v2/media?per_page=100&include=${ids}&_fields=id,source_url`);
		}
		await askAll(
			'wp/v2/comments?per_page=100&_fields=id,post,parent,author_name,author_url,date,date_gmt,content,link'
		);
		return { requests, bytes, milliseconds: performance.now() - start };
	}, /** @type {const} */ ([site, POST_FIELDS]));
}

/**
 * A sync of a site where nothing has changed.
 * @param {import('playwright').Page} page
 * @param {string} title
 * @returns {Promise<SyncSide>}
 */
async function syncAgain(page, title) {
	const feed = page.getByRole('listitem').filter({ hasText: title });
	const button = feed.getByRole('button', { name: 'Sync now' });
	const before = await lastSync(page, title);
	const start = Date.now();
	await button.click();
	while ((await lastSync(page, title)).at === before.at) await page.waitForTimeout(20);
	return costOf(page, title, start);
}

/**
 * What the sync that ended last has cost, by what the app has noted itself: looking for it in the page takes longer.
 * @param {import('playwright').Page} page
 * @param {string} title
 * @param {number} start UTC milliseconds
 * @returns {Promise<SyncSide>}
 */
async function costOf(page, title, start) {
	const { requests, bytes, at } = await lastSync(page, title);
	return { requests, bytes, milliseconds: at - start };
}

/**
 * @param {import('playwright').Page} page
 * @param {string} title
 */
const postsOf = async (page, title) => (await feedOf(page, title)).postCount;

/**
 * @param {import('playwright').Page} page
 * @param {string} title
 */
const lastSync = async (page, title) => (await feedOf(page, title)).lastSync;

/**
 * The feed as the app keeps it.
 * @param {import('playwright').Page} page
 * @param {string} title
 * @returns {Promise<{ postCount: number, lastSync: { at: number, requests: number, bytes: number } }>}
 */
function feedOf(page, title) {
	return page.evaluate(
		(title) =>
			new Promise((resolve, reject) => {
				const opening = indexedDB.open('backlist');
				opening.onerror = () => reject(opening.error ?? new Error('It cannot be opened'));
				opening.onsuccess = () => {
					const reading = opening.result.transaction('feeds').objectStore('feeds').getAll();
					reading.onsuccess = () => {
						opening.result.close();
						resolve(reading.result.find((feed) => feed.title === title));
					};
				};
			}),
		title
	);
}
