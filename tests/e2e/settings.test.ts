import type { Page } from '@playwright/test';
import { expect, test } from './reader';

const compact = (page: Page) => page.getByRole('radio', { name: 'Compact' });
const readsOnScroll = (page: Page) =>
	page.getByRole('checkbox', { name: 'Mark posts as read when they are scrolled past' });
const keys = (page: Page) => page.getByRole('checkbox', { name: 'Single-key shortcuts' });

test('the density of the list is shown as it is chosen, and kept', async ({ page }) => {
	await page.goto('/settings');
	const excerpt = page.getByText('The heap steams in the morning frost.');
	await expect(page.getByRole('radio', { name: 'Comfortable' })).toBeChecked();
	await expect(excerpt).toBeVisible();
	await page.getByRole('radio', { name: 'Comfortable' }).focus();
	await page.keyboard.press('ArrowRight');
	await expect(compact(page)).toBeChecked();
	await expect(excerpt).toHaveCount(0);
	await page.reload();
	await expect(compact(page)).toBeChecked();
	await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
});

test('another density moves nothing else on the page', async ({ page }) => {
	await page.goto('/settings');
	await expect(page.getByRole('region', { name: 'Data' })).toBeVisible();
	// Of one to the other: what is pressed comes into sight first.
	const distance = async () =>
		(await readsOnScroll(page).boundingBox())!.y - (await compact(page).boundingBox())!.y;
	const before = await distance();
	await compact(page).check();
	await expect.poll(distance).toBe(before);
});

test('reading by scrolling is off until the reader wants it, and stays on then', async ({ page }) => {
	await page.goto('/settings');
	await expect(readsOnScroll(page)).not.toBeChecked();
	await readsOnScroll(page).focus();
	await page.keyboard.press('Space');
	await page.reload();
	await expect(readsOnScroll(page)).toBeChecked();
});

test('single-key shortcuts are on until the reader turns them off, and stay off then', async ({ page }) => {
	await page.goto('/settings');
	await expect(keys(page)).toBeChecked();
	await keys(page).focus();
	await page.keyboard.press('Space');
	await page.reload();
	await expect(keys(page)).not.toBeChecked();
});

test('each section is reached from the list of them by keyboard, and by its address', async ({ page }) => {
	await page.goto('/settings');
	const sections = page.getByRole('navigation', { name: 'Sections' });
	// The sizes of the last ones take a moment.
	await expect(page.getByRole('region', { name: 'Data' })).toBeVisible();
	for (const name of await sections.getByRole('link').allTextContents()) {
		await sections.getByRole('link', { name }).press('Enter');
		const heading = page.getByRole('heading', { level: 2, name });
		await expect(heading).toBeFocused();
		await expect(heading).toBeInViewport();
	}
	await page.goto('/settings#language');
	await expect(page.getByRole('heading', { name: 'Language' })).toBeFocused();
});

test('who does not wait for the last sections is left where they have gone on to', async ({ page }) => {
	await page.addInitScript(() => {
		const { estimate } = StorageManager.prototype;
		StorageManager.prototype.estimate = async function () {
			await new Promise((resolve) => addEventListener('measured', resolve, { once: true }));
			return estimate.call(this);
		};
	});
	await page.goto('/settings#language');
	await expect(page.getByRole('heading', { name: 'Language' })).toBeFocused();
	await page.keyboard.press('Tab');
	const choice = page.getByRole('combobox', { name: 'Language' });
	await expect(choice).toBeFocused();
	await expect(page.getByRole('region', { name: 'Data' })).toHaveCount(0);
	await page.evaluate(() => dispatchEvent(new Event('measured')));
	await expect(page.getByRole('region', { name: 'Data' })).toBeVisible();
	await expect(choice).toBeFocused();
});

test('the settings fit a narrow window', async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 568 });
	await page.goto('/settings');
	await expect(page.getByRole('region', { name: 'Data' })).toBeVisible();
	const overflow = await page.locator('.scroller').evaluate((scroller) => {
		scroller.scrollLeft = 1000;
		const edge = scroller.getBoundingClientRect().right;
		const wide = [...scroller.querySelectorAll('.page *:not(.visually-hidden)')].filter(
			(element) => element.getBoundingClientRect().right > edge
		);
		return wide.map((element) => element.outerHTML.slice(0, 80));
	});
	expect(overflow).toEqual([]);
});
