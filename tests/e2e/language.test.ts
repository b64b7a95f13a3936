import type { Page } from '@playwright/test';
import { cutOff, expect, test } from './reader';

const language = (page: Page) => page.locator('html');
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test.describe('in a browser that speaks German', () => {
	test.use({ locale: 'de-AT' });

	test('the app speaks German from the first visit', async ({ page }) => {
		await page.goto('/settings');
		await expect(heading(page)).toHaveText('Einstellungen');
		await expect(page).toHaveTitle(/^Einstellungen/);
		await expect(language(page)).toHaveAttribute('lang', 'de');
		await expect(page.locator('.sample.prose')).toHaveAttribute('lang', 'de');
		await expect(page.locator('.sample.prose')).toContainText('Die Backlist eines Verlags');
	});

	test('numbers are written as in German', async ({ page }) => {
		await page.goto('/settings');
		await expect(page.getByText(/^100\s%$/)).toBeVisible();
		await expect(page.getByText('1,6', { exact: true })).toBeVisible();
	});

	test('English can be chosen all the same, and the browser’s language again', async ({ page }) => {
		await page.goto('/settings');
		await page.getByRole('combobox', { name: 'Sprache' }).selectOption('English');
		await expect(heading(page)).toHaveText('Settings');
		await expect(language(page)).toHaveAttribute('lang', 'en');
		await page.getByRole('combobox', { name: 'Language' }).selectOption('As the browser (Deutsch)');
		await expect(heading(page)).toHaveText('Einstellungen');
	});
});

test.describe('in a browser whose language the app does not speak', () => {
	test.use({ locale: 'nl-NL' });

	test('the app speaks English', async ({ page }) => {
		await page.goto('/settings');
		await expect(heading(page)).toHaveText('Settings');
		await expect(language(page)).toHaveAttribute('lang', 'en');
	});
});

test('a language that is chosen by keyboard is spoken at once, and the focus stays on the choice', async ({
	page
}) => {
	await page.goto('/settings#language');
	await expect(page.getByRole('heading', { name: 'Language' })).toBeFocused();
	await page.keyboard.press('Tab');
	await page.keyboard.type('Deutsch');
	await page.keyboard.press('Enter');
	const choice = page.getByRole('combobox', { name: 'Sprache' });
	await expect(choice).toBeFocused();
	await expect(choice).toHaveValue('de');
	await expect(choice).toBeInViewport();
	await expect(page).toHaveURL(/\/settings#language$/);
});

test('every language is offered by its own name, in its own language', async ({ page }) => {
	await page.goto('/settings');
	const choices = page.getByRole('combobox', { name: 'Language' }).getByRole('option');
	await expect(choices).toHaveText([
		'As the browser (English)',
		'English',
		'Deutsch',
		'Español',
		'Français',
		'한국어',
		'Русский'
	]);
	for (const code of ['en', 'de', 'es', 'fr', 'ko', 'ru'])
		await expect(page.locator(`option[value="${code}"]`)).toHaveAttribute('lang', code);
});

test('a chosen language is kept for the next visit, on every page', async ({ page }) => {
	await page.goto('/settings');
	await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
	await expect(heading(page)).toHaveText('Einstellungen');
	await page.goto('/feeds');
	await expect(language(page)).toHaveAttribute('lang', 'de');
	await page.goto('/settings');
	await expect(heading(page)).toHaveText('Einstellungen');
});

test('without a network, a language that was spoken before can be chosen; another says that it is not here', async ({
	page,
	reader,
	context
}) => {
	await reader.firstVisit();
	await page.goto('/settings');
	const language = page.getByRole('combobox', { name: /Language|Sprache/ });
	await language.selectOption('Deutsch');
	await expect(heading(page)).toHaveText('Einstellungen');
	await language.selectOption('English');
	await expect(heading(page)).toHaveText('Settings');
	await cutOff(context);
	await page.goto('/settings');
	await language.selectOption('Deutsch');
	await expect(heading(page)).toHaveText('Einstellungen');
	await expect(language).toBeFocused();
	await language.selectOption('Français');
	const missing = reader.alert().filter({ hasText: 'konnte nicht geladen werden' });
	await expect(missing).toBeVisible();
	await expect(language).toHaveValue('de');
	await expect(heading(page)).toHaveText('Einstellungen');
	await missing.getByRole('button', { name: 'Schließen' }).click();
	await expect(missing).toHaveCount(0);
	await expect(heading(page)).toBeFocused();
});

test.describe('on a first visit in Korean', () => {
	test.use({ locale: 'ko-KR' });

	test('the language is there without a network', async ({ page, context }) => {
		await page.goto('/');
		await expect(page.getByRole('status')).toContainText('오프라인');
		await cutOff(context);
		await page.goto('/settings');
		await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
		await expect(page.getByRole('combobox', { name: '언어' })).toBeVisible();
	});
});
