import type { Browser, Page } from '@playwright/test';
import { gunzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { violationsOn } from './axe';
import { expect, gardenItems, item, Reader, test } from './reader';

/** The parts of the settings that a backup has. */
const panel = (page: Page) => page.getByRole('region', { name: 'Backup' });
const button = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true });
const status = (page: Page, words: string | RegExp) =>
	panel(page).getByRole('status').filter({ hasText: words });
const saved = (page: Page) => status(page, /^Backup saved:/);

/** A browser whose pages cannot ask for a file to write to: Firefox and Safari. */
async function withoutFilePicker(page: Page): Promise<void> {
	await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
}

/**
 * The reader chooses the file `picked.backlist`, or the folder `Backups`, whenever they are asked. Playwright cannot press the
 * buttons of a picker, so these are of the browser's private file system: real handles all the same.
 */
async function withPickers(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const root = () => navigator.storage.getDirectory();
		Object.assign(window, {
			showSaveFilePicker: async () => (await root()).getFileHandle('picked.backlist', { create: true }),
			showDirectoryPicker: async () => (await root()).getDirectoryHandle('Backups', { create: true })
		});
	});
}

/** Names of the files in the folder `Backups` that are not empty. */
function written(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const root = await navigator.storage.getDirectory();
		const names: string[] = [];
		for await (const [name, handle] of (await root.getDirectoryHandle('Backups')).entries()) {
			if (handle.kind === 'file' && (await handle.getFile()).size > 0) names.push(name);
		}
		return names.sort();
	});
}

/** Days of our backups in the folder: "11-27". */
async function days(page: Page): Promise<string[]> {
	const names = await written(page);
	return names.flatMap((name) => /^backlist-\d{4}-(\d\d-\d\d)-[0-9a-f]{6}\.backlist$/.exec(name)?.[1] ?? []);
}

/** A library with the handbook and a small blog: "Turning the compost" starred, "Bread without hurry" read. */
async function fill(reader: Reader, feed: string): Promise<void> {
	const { page } = reader;
	await reader.firstVisit();
	await reader.add(feed, 'Garden');
	await page.goto('/?q=hurry');
	await reader.link('Bread without hurry').click();
	await expect(reader.title()).toHaveText('Bread without hurry');
	await page.goto('/?q=compost');
	await reader.link('Turning the compost').click();
	await expect(reader.title()).toHaveText('Turning the compost');
	await page.getByRole('button', { name: 'Star', exact: true }).click();
	await page.getByRole('button', { name: 'Mark as unread' }).click();
	await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible();
}

/** A file that the reader saved through the browser's downloads. */
async function saveByDownload(page: Page): Promise<string> {
	await page.goto('/settings');
	const downloading = page.waitForEvent('download');
	await button(page, 'Save a backup').click();
	const download = await downloading;
	expect(download.suggestedFilename()).toMatch(/^backlist-\d{4}-\d\d-\d\d\.backlist$/);
	await expect(saved(page)).toBeVisible();
	return download.path();
}

async function chooseFile(page: Page, file: { name: string; buffer: Buffer }): Promise<void> {
	await panel(page)
		.getByLabel('Backup file')
		.setInputFiles({ ...file, mimeType: 'application/gzip' });
}

/** A reader on another device. */
async function onAnotherDevice(browser: Browser, use: (reader: Reader) => Promise<void>): Promise<void> {
	const context = await browser.newContext();
	try {
		await use(new Reader(await context.newPage()));
	} finally {
		await context.close();
	}
}

test('a backup from the downloads brings everything to another device', async ({
	reader,
	page,
	site,
	browser
}) => {
	test.slow();
	await withoutFilePicker(page);
	await fill(reader, site.putFeed('/feed.json', 'Garden', gardenItems));
	await page.goto('/settings');
	await page.getByRole('radio', { name: 'Sepia' }).check();
	const path = await saveByDownload(page);
	await expect(saved(page)).toHaveText(/^Backup saved: 2 blogs, \d+ posts, 1 star \(.+\)$/);
	await expect(panel(page).getByRole('link', { name: 'Download it again' })).toBeVisible();
	const buffer = await readFile(path);
	expect(gunzipSync(buffer).toString()).toContain('Sourdough wants patience');

	site.put('/feed.json', { status: 500, body: '' });
	await onAnotherDevice(browser, async (other) => {
		await other.firstVisit();
		await other.page.goto('/settings');
		await chooseFile(other.page, { name: 'any.backlist', buffer });
		const content = panel(other.page);
		await expect(content.getByRole('definition').filter({ hasText: /^2$/ })).toBeVisible();
		await expect(content.getByRole('term')).toContainText(['Saved', 'Blogs', 'Posts', 'Stars', 'Comments']);
		await button(other.page, 'Restore').click();
		await expect(status(other.page, 'Restored: 1 blog, 4 posts')).toBeVisible();
		await expect(other.page.getByRole('radio', { name: 'Sepia' })).toBeChecked();

		await other.page.goto('/?is=starred');
		await other.expectFound(1);
		await expect(other.link('Turning the compost')).toBeVisible();
		await other.page.goto('/?is=unread&q=compost');
		await expect(other.link('Turning the compost')).toBeVisible();
		await other.page.goto('/?is=unread&category=Kitchen');
		await other.expectFound(1);
		await expect(other.link('A soup for November')).toBeVisible();
		await other.page.goto('/?q=sourdough');
		await other.link('Bread without hurry').click();
		await expect(other.page.locator('.prose')).toContainText('Sourdough wants patience');
	});
});

test('what is here already stays when a backup is restored, settings that are not the standard too', async ({
	reader,
	page,
	browser
}) => {
	await withoutFilePicker(page);
	await reader.firstVisit();
	await page.goto('/settings');
	await page.getByRole('radio', { name: 'Sepia' }).check();
	const buffer = await readFile(await saveByDownload(page));
	await onAnotherDevice(browser, async (other) => {
		await other.firstVisit();
		await other.page.goto('/settings');
		await other.page.getByRole('radio', { name: 'Dark' }).check();
		await chooseFile(other.page, { name: 'any.backlist', buffer });
		await button(other.page, 'Restore').click();
		await expect(status(other.page, 'Restored: nothing was missing here.')).toContainText(
			'Here already: 1 blog'
		);
		await expect(other.page.getByRole('radio', { name: 'Dark' })).toBeChecked();
	});
});

test('where the browser can write files, a backup goes into the one that the reader chose', async ({
	reader,
	page
}) => {
	await withPickers(page);
	await reader.firstVisit();
	await page.goto('/settings');
	await expect(button(page, 'Save a backup')).toBeVisible();
	await expect.poll(() => page.workers().length, 'the search and the sync').toBe(2);
	await button(page, 'Save a backup').click();
	await expect(saved(page)).toBeVisible();
	expect(page.workers(), 'and the backup, from its first task on').toHaveLength(3);
	await expect(panel(page).getByRole('link', { name: 'Download it again' })).toHaveCount(0);
	const first = await page.evaluate(async () => {
		const root = await navigator.storage.getDirectory();
		const file = await (await root.getFileHandle('picked.backlist')).getFile();
		const text = await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text();
		return JSON.parse(text.slice(0, text.indexOf('\n'))) as object;
	});
	expect(first).toMatchObject({ format: 'backlist-backup', version: 2 });
});

test('a picker that is closed leaves all as it was', async ({ reader, page }) => {
	await page.addInitScript(() => {
		const closed = () => Promise.reject(new DOMException('The user aborted a request.', 'AbortError'));
		Object.assign(window, { showSaveFilePicker: closed, showDirectoryPicker: closed });
	});
	await reader.firstVisit();
	await page.goto('/settings');
	await button(page, 'Save a backup').click();
	await button(page, 'Choose a folder for automatic backups').click();
	await expect(button(page, 'Save a backup')).toHaveAttribute('aria-disabled', 'false');
	await expect(button(page, 'Choose a folder for automatic backups')).toBeFocused();
	await expect(saved(page)).toHaveCount(0);
	await expect(reader.alert()).toHaveCount(0);
});

test('a backup that is cancelled leaves no file, and the focus stays in the panel', async ({
	reader,
	page
}) => {
	await withPickers(page);
	// A disk that takes nothing until it is told to.
	await page.addInitScript(() => {
		const create = FileSystemFileHandle.prototype.createWritable;
		const turning = new Promise<void>((resolve) => Object.assign(window, { turnDisk: resolve }));
		FileSystemFileHandle.prototype.createWritable = async function (this: FileSystemFileHandle) {
			const file = await create.call(this);
			const writer = file.getWriter();
			return new WritableStream({
				write: (chunk) => turning.then(() => writer.write(chunk as FileSystemWriteChunkType)),
				close: () => writer.close(),
				abort: (reason) => writer.abort(reason)
			}) as FileSystemWritableFileStream;
		};
	});
	await reader.firstVisit();
	await page.goto('/settings');
	await button(page, 'Save a backup').focus();
	await page.keyboard.press('Enter');
	await expect(panel(page).getByRole('progressbar', { name: 'Saving a backup' })).toBeVisible();
	await expect(button(page, 'Save a backup')).toHaveAttribute('aria-disabled', 'true');
	await button(page, 'Cancel').focus();
	await page.keyboard.press('Enter');
	await page.evaluate(() => (window as unknown as { turnDisk: () => void }).turnDisk());
	await expect(panel(page).getByRole('progressbar')).toHaveCount(0);
	await expect(button(page, 'Save a backup')).toBeFocused();
	await expect(saved(page)).toHaveCount(0);
	await expect(reader.alert()).toHaveCount(0);
	expect(
		await page.evaluate(async () => {
			const names: string[] = [];
			for await (const [name] of (await navigator.storage.getDirectory()).entries()) names.push(name);
			return names.filter((name) => name.startsWith('picked'));
		})
	).toEqual([]);
	await button(page, 'Save a backup').click();
	await expect(saved(page)).toBeVisible();
});

test('a full disk is told in words', async ({ reader, page }) => {
	await withPickers(page);
	await page.addInitScript(() => {
		FileSystemFileHandle.prototype.createWritable = () =>
			Promise.resolve(
				new WritableStream({
					write: () => Promise.reject(new DOMException('No space', 'QuotaExceededError'))
				}) as FileSystemWritableFileStream
			);
	});
	await reader.firstVisit();
	await page.goto('/settings');
	await button(page, 'Save a backup').click();
	await expect(reader.alert()).toContainText('There is not enough room for the backup there.');
	await expect(saved(page)).toHaveCount(0);
});

const bad = {
	'a web page': [Buffer.from('<!doctype html><title>Blog</title>'), 'backup'],
	nothing: [Buffer.alloc(0), 'backup']
} as const;

for (const [what, [buffer, words]] of Object.entries(bad)) {
	test(`${what} is told to be no backup, and nothing is changed`, async ({ reader, page }) => {
		await reader.firstVisit();
		await page.goto('/settings');
		await chooseFile(page, { name: 'some.backlist', buffer });
		await expect(reader.alert()).toContainText(words);
		await expect(button(page, 'Restore')).toHaveCount(0);
		await expect(panel(page).getByRole('progressbar')).toHaveCount(0);
	});
}

test('a backup that was cut off is told, and what was found before is not offered any more', async ({
	reader,
	page
}) => {
	await withoutFilePicker(page);
	await reader.firstVisit();
	const buffer = await readFile(await saveByDownload(page));
	await chooseFile(page, { name: 'whole.backlist', buffer });
	await expect(button(page, 'Restore')).toBeVisible();
	await chooseFile(page, { name: 'cut.backlist', buffer: buffer.subarray(0, buffer.length / 2) });
	await expect(reader.alert()).toContainText('Nothing in your library was changed');
	await expect(button(page, 'Restore')).toHaveCount(0);
	await chooseFile(page, { name: 'whole.backlist', buffer });
	await expect(button(page, 'Restore')).toBeVisible();
	await expect(reader.alert()).toHaveCount(0);
});

/** Keeps everyone from changing posts until `window.letGo` is called. */
function holdPosts(page: Page): Promise<void> {
	return page.evaluate(
		() =>
			new Promise<void>((held) => {
				let isHeld = true;
				Object.assign(window, { letGo: () => (isHeld = false) });
				const opening = indexedDB.open('backlist');
				opening.onsuccess = () => {
					const posts = opening.result.transaction('posts', 'readwrite').objectStore('posts');
					// A transaction lives as long as it is asked something.
					const ask = () => {
						if (isHeld) posts.count().onsuccess = ask;
						else posts.transaction.oncomplete = () => opening.result.close();
						held();
					};
					posts.count().onsuccess = ask;
				};
			})
	);
}

test('a restore that is cancelled keeps what came in, and goes on when it is asked again', async ({
	reader,
	page,
	site,
	browser
}) => {
	test.slow();
	await withoutFilePicker(page);
	const items = Array.from({ length: 250 }, (_, i) => item(`${i}`, `Post ${i}`, `<p>Text ${i}</p>`, i));
	await reader.firstVisit();
	await reader.add(site.putFeed('/feed.json', 'Numbers', items), 'Numbers');
	const buffer = await readFile(await saveByDownload(page));
	await onAnotherDevice(browser, async (other) => {
		await other.firstVisit();
		await other.page.goto('/settings');
		await chooseFile(other.page, { name: 'any.backlist', buffer });
		await expect(button(other.page, 'Restore')).toBeVisible();
		await holdPosts(other.page);
		await button(other.page, 'Restore').click();
		const progress = panel(other.page).getByRole('progressbar', { name: 'Restoring a backup' });
		await expect(progress).toHaveAttribute('aria-valuetext', /^Restoring \d+ of \d+ posts$/);
		await button(other.page, 'Cancel').focus();
		await other.page.keyboard.press('Enter');
		await other.page.evaluate(() => (window as unknown as { letGo: () => void }).letGo());
		await expect(status(other.page, 'What has come in stays')).toBeVisible();
		await expect(progress).toHaveCount(0);
		await expect(button(other.page, 'Restore')).toBeFocused();
		await other.page.keyboard.press('Enter');
		await expect(status(other.page, /^Restored: \d+ posts/)).toBeVisible();
		await expect(panel(other.page).getByLabel('Backup file')).toBeFocused();
		await other.page.goto('/feeds');
		await expect(other.page.getByRole('listitem').filter({ hasText: 'Numbers' })).toContainText('250 posts');
	});
});

test('a worker that cannot be loaded is told, and started again at the next press', async ({ browser }) => {
	// A service worker would have kept it.
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	await withPickers(page);
	await page.goto('/settings');
	await expect(button(page, 'Save a backup')).toBeVisible();
	await expect.poll(() => page.workers().length).toBe(2);
	await page.route('**/workers/**', (route) => route.abort());
	await button(page, 'Save a backup').click();
	await expect(panel(page).getByRole('alert')).toContainText('did not load');
	await page.unrouteAll();
	await button(page, 'Save a backup').click();
	await expect(saved(page)).toBeVisible();
	await expect(panel(page).getByRole('alert')).toHaveCount(0);
	await context.close();
});

/** Presses the star of the post `title`, or takes it away. */
async function toggleStar(reader: Reader, title: string, blog = 'Backlist handbook'): Promise<void> {
	await reader.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Read' }).click();
	await reader.page.getByRole('link', { name: new RegExp(`^${blog} `) }).click();
	await reader.link(title).click();
	await expect(reader.title()).toHaveText(title);
	const star = reader.page.getByRole('button', { name: 'Star', exact: true });
	const before = await star.getAttribute('aria-pressed');
	await star.click();
	await expect(star).toHaveAttribute('aria-pressed', before === 'true' ? 'false' : 'true');
}

/** Goes `count` days on and waits until it was looked whether a backup is due. */
async function sleep(page: Page, count: number): Promise<void> {
	await page.clock.fastForward(count * 24 * 3_600_000);
	await page.evaluate(() => navigator.locks.request('backlist-backup', () => undefined));
}

test('a backup is written into the folder once a day when something has changed, and five are kept', async ({
	reader,
	page,
	site
}) => {
	await withPickers(page);
	const titles = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
	const items = titles.map((title, day) => item(title, title, `<p>${title}</p>`, day - 100));
	await page.clock.install({ time: new Date(2026, 10, 27, 10) });
	await reader.firstVisit();
	await reader.add(site.putFeed('/feed.json', 'Numbers', items), 'Numbers');
	const others = ['notes.txt', 'backlist-2020-01-01-00000g.backlist', 'backlist-2020-01-01.backlist'];
	await page.evaluate(async (names) => {
		const root = await navigator.storage.getDirectory();
		const folder = await root.getDirectoryHandle('Backups', { create: true });
		for (const name of names) {
			const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
			await file.write('mine');
			await file.close();
		}
	}, others);
	await page.goto('/settings');
	await button(page, 'Choose a folder for automatic backups').click();
	await expect(panel(page)).toContainText(/Last written: Today 10:\d\d, backlist-2026-11-27-.* \(.+\)/);
	await expect(button(page, 'Choose another folder')).toBeFocused();
	expect(await days(page)).toEqual(['11-27']);

	await toggleStar(reader, 'One', 'Numbers');
	await page.clock.fastForward(3 * 3_600_000);
	await sleep(page, 0);
	expect(await days(page), 'the same day').toEqual(['11-27']);
	await sleep(page, 1);
	expect(await days(page)).toEqual(['11-27', '11-28']);
	await sleep(page, 1);
	expect(await days(page), 'nothing new').toEqual(['11-27', '11-28']);
	for (const title of titles.slice(1, 5)) {
		await toggleStar(reader, title, 'Numbers');
		await sleep(page, 1);
	}
	expect(await days(page)).toEqual(['11-28', '11-30', '12-01', '12-02', '12-03']);
	expect(await written(page), 'what is not ours').toEqual(expect.arrayContaining(others));
});

test('a lapsed permission is told quietly, and given again by a press', async ({ reader, page }) => {
	await withPickers(page);
	await page.addInitScript(() => {
		const isAllowed = () => Promise.resolve(localStorage.getItem('lapsed') === null ? 'granted' : 'prompt');
		Object.assign(FileSystemHandle.prototype, {
			queryPermission: isAllowed,
			requestPermission: () => {
				localStorage.removeItem('lapsed');
				return isAllowed();
			}
		});
	});
	await page.clock.setFixedTime(new Date(2026, 10, 27, 10));
	await reader.firstVisit();
	await page.goto('/settings');
	await button(page, 'Choose a folder for automatic backups').click();
	await expect(panel(page)).toContainText('Last written');
	expect(await days(page)).toEqual(['11-27']);
	await toggleStar(reader, 'Welcome to Backlist');

	await page.evaluate(() => localStorage.setItem('lapsed', 'yes'));
	await page.clock.setFixedTime(new Date(2026, 10, 28, 10));
	await page.goto('/');
	const notice = page.getByRole('status').filter({ hasText: 'Automatic backups wait' });
	await expect(notice).toBeVisible();
	await expect(reader.alert()).toHaveCount(0);
	expect(await days(page)).toEqual(['11-27']);
	await notice.getByRole('link', { name: 'Settings' }).click();
	await expect(panel(page)).toContainText('The browser wants your permission');
	await button(page, 'Allow again').click();
	await expect(button(page, 'Back up now')).toBeFocused();
	await expect.poll(() => days(page)).toEqual(['11-27', '11-28']);
	await expect(notice).toHaveCount(0);
});

test('a folder that is gone is told quietly, blocks nothing, and another one takes its place', async ({
	reader,
	page
}) => {
	await withPickers(page);
	await page.clock.install({ time: new Date(2026, 10, 27, 10) });
	await reader.firstVisit();
	await page.goto('/settings');
	await button(page, 'Choose a folder for automatic backups').click();
	await expect(panel(page)).toContainText('Last written');
	await page.evaluate(async () => {
		await (await navigator.storage.getDirectory()).removeEntry('Backups', { recursive: true });
	});
	await toggleStar(reader, 'Welcome to Backlist');
	await sleep(page, 1);
	const notice = page
		.getByRole('status')
		.filter({ hasText: 'The folder for the backup is not there any more' });
	await expect(notice).toBeVisible();
	await notice.getByRole('button', { name: 'Close' }).click();
	await expect(notice).toHaveCount(0);
	await expect(reader.title()).toBeVisible();
	await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
	await expect(panel(page).getByRole('alert')).toContainText('is not there any more');
	await button(page, 'Choose another folder').click();
	await expect(panel(page).getByRole('alert')).toHaveCount(0);
	expect(await days(page)).toEqual(['11-28']);
});

test('automatic backups are stopped by a press, and the files stay', async ({ reader, page }) => {
	await withPickers(page);
	await reader.firstVisit();
	await page.goto('/settings');
	await button(page, 'Choose a folder for automatic backups').click();
	await expect(panel(page)).toContainText('Last written');
	await button(page, 'Stop').focus();
	await page.keyboard.press('Enter');
	await expect(button(page, 'Choose a folder for automatic backups')).toBeFocused();
	expect(await written(page)).toHaveLength(1);
	await page.reload();
	await expect(button(page, 'Choose a folder for automatic backups')).toBeVisible();
});

test('of two tabs one writes the backup of a day', async ({ reader, page }) => {
	await withPickers(page);
	await reader.firstVisit();
	await page.goto('/settings');
	await button(page, 'Choose a folder for automatic backups').click();
	await expect(panel(page)).toContainText('Last written');
	const other = await page.context().newPage();
	await other.goto('/settings');
	await other.evaluate(
		() =>
			new Promise<void>((held) => {
				void navigator.locks.request('backlist-backup', () => {
					held();
					return new Promise(() => undefined);
				});
			})
	);
	await button(page, 'Back up now').click();
	await expect(panel(page).getByRole('alert')).toContainText('Another tab of Backlist is writing a backup');
	await other.close();
	await button(page, 'Back up now').click();
	await expect(panel(page).getByRole('alert')).toHaveCount(0);
});

for (const theme of ['Light', 'Dark'] as const) {
	test(`axe finds nothing in the panel at work, ${theme}`, async ({ reader, page }) => {
		await withPickers(page);
		await reader.firstVisit();
		await page.goto('/settings');
		await page.getByRole('radio', { name: theme }).check();
		await button(page, 'Choose a folder for automatic backups').click();
		await expect(panel(page)).toContainText('Last written');
		await button(page, 'Save a backup').click();
		await expect(saved(page)).toBeVisible();
		const buffer = await page.evaluate(async () => {
			const root = await navigator.storage.getDirectory();
			const file = await (await root.getFileHandle('picked.backlist')).getFile();
			return [...new Uint8Array(await file.arrayBuffer())];
		});
		await chooseFile(page, { name: 'picked.backlist', buffer: Buffer.from(buffer) });
		await expect(button(page, 'Restore')).toBeVisible();
		for (const width of [390, 820, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			expect(await violationsOn(page)).toEqual([]);
			const overflow = await page.evaluate(() => {
				const { scrollWidth, scrollHeight } = document.documentElement;
				return [scrollWidth - innerWidth, scrollHeight - innerHeight];
			});
			expect(overflow, `overflow at ${width} px`).toEqual([0, 0]);
		}
	});
}
