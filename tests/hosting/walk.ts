import type { BrowserContext, Page } from '@playwright/test';
import { expect, Reader } from '../e2e/reader';

/**
 * Goes through the app at `home`, which ends with a slash, as a reader would on the first day: the first visit, a post by its address
 * in another tab, then everything without a network.
 */
export async function walk(context: BrowserContext, home: string): Promise<void> {
	const page = await context.newPage();
	const troubles: string[] = [];
	page.on('pageerror', ({ message }) => troubles.push(message));
	page.on('response', (response) => {
		const isPart = response.url().includes('/_app/');
		if (isPart && response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`);
	});
	await page.goto(home);
	const reader = new Reader(page);
	await expect(reader.status()).toContainText('Ready to read offline');
	await reader.link('Welcome to Backlist').click();
	await expect(reader.title()).toHaveText('Welcome to Backlist');
	const address = page.url();
	expect(address.startsWith(home)).toBe(true);

	const stranger = await context.browser()!.newContext();
	await expectHeading(await stranger.newPage(), `${home}settings`, 'Settings');
	await stranger.close();

	await context.setOffline(true);
	await page.reload();
	await expect(reader.title()).toHaveText('Welcome to Backlist');
	await expectHeading(page, `${home}archive`, 'Archive');
	await page.goto(address);
	await expect(reader.title()).toHaveText('Welcome to Backlist');
	await context.setOffline(false);
	expect(troubles).toEqual([]);
	await page.close();
}

async function expectHeading(page: Page, address: string, heading: string): Promise<void> {
	await page.goto(address);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
}
