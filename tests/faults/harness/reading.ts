import { setTimeout as delay } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import type { PostId } from '$lib/model/ids';
import type { Random } from '../../bench/random';
import { Reader } from '../../e2e/reader';
import type { KillableBrowser } from './killable-browser';

/** What the app has shown as done: from then on a reader relies on it. */
export class Shown {
	/** Posts of the feed that is synced. */
	kept = 0;
	readonly opened = new Set<PostId>();
	readonly starred = new Set<PostId>();
}

/** Rows that a reader chooses from: those at the top, which are there first. */
const ROWS = 6;
/** Milliseconds between two looks at the status. */
const LOOK_EVERY = 25;

/**
 * Runs `work` until it ends or the browser is killed.
 * @throws what goes wrong while the browser lives
 */
export async function whileAlive(browser: KillableBrowser, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		// Of a page that is gone everything fails; that is how the work hears of it.
		if (!browser.isKilled) throw error;
	}
}

/** Notes what the status says of how many posts of the feed `title` are kept, until the browser is killed. */
export async function watchStatus(browser: KillableBrowser, title: string, shown: Shown): Promise<void> {
	const { page } = browser;
	await whileAlive(browser, async () => {
		while (!browser.isKilled) {
			const words = await page.evaluate(() => document.querySelector('[role=status]')?.textContent ?? '');
			shown.kept = Math.max(shown.kept, keptOf(words, title));
			await delay(LOOK_EVERY);
		}
	});
}

/** Opens posts from the top of the list and stars them, until the browser is killed. */
export async function readOn(browser: KillableBrowser, random: Random, shown: Shown): Promise<void> {
	const { page } = browser;
	await whileAlive(browser, async () => {
		await page
			.getByRole('navigation', { name: 'Main' })
			.getByRole('link', { name: /^Read\b/ })
			.click();
		while (!browser.isKilled) await readOne(page, random, shown);
	});
}

async function readOne(page: Page, random: Random, shown: Shown): Promise<void> {
	const reader = new Reader(page);
	await expect(reader.rows().first()).toBeVisible();
	const row = random.below(Math.min(ROWS, await reader.rows().count()));
	// By its id from here on: the list may grow under the reader's hand.
	const anchor = await reader.rows().nth(row).getByRole('link').first().getAttribute('id');
	const link = page.locator(`#${anchor}`);
	const title = await link.innerText();
	await link.click();
	await expect(reader.title()).toHaveText(title);
	const id = anchor?.replace('row-', '') as PostId;
	await expect(page.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
	shown.opened.add(id);
	const star = page.getByRole('button', { name: 'Star' });
	if ((await star.getAttribute('aria-pressed')) === 'true') return;
	await star.click();
	await expect(star).toHaveAttribute('aria-pressed', 'true');
	shown.starred.add(id);
}

/** "Garden: 1,250 posts, back to May 2019." */
function keptOf(words: string, title: string): number {
	const [, count = '0'] = new RegExp(`${title}: ([\\d,]+) posts?\\b`).exec(words) ?? [];
	return Number(count.replaceAll(',', ''));
}
