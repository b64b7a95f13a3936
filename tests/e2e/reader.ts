import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { FeedSite } from './feed-site';

/** The app as a reader finds things in it: by role and name. */
export class Reader {
	constructor(readonly page: Page) {}

	readonly posts = () => this.page.getByRole('feed', { name: 'Posts' });
	readonly rows = () => this.posts().getByRole('article');
	readonly row = (title: string) => this.rows().filter({ has: this.page.getByRole('link', { name: title }) });
	readonly link = (title: string) => this.posts().getByRole('link', { name: title, exact: true });
	readonly search = () => this.page.getByRole('searchbox', { name: 'Search posts' });
	readonly category = (name: string) =>
		this.page.getByRole('group', { name: 'Categories' }).getByRole('checkbox', { name, exact: true });
	readonly status = () => this.page.getByRole('status');
	readonly alert = () => this.page.getByRole('alert');
	/** The title of the open post. */
	readonly title = () => this.page.locator('article h1');

	/** Opens the app for the first time and waits until it is ready for a life without network. */
	async firstVisit(): Promise<void> {
		await this.page.goto('/');
		await expect(this.status()).toContainText('Ready to read offline');
		await expect(this.rows().first()).toBeVisible();
	}

	/** Adds the feed at `address` and waits until its first sync has ended. */
	async add(address: string, title: string): Promise<void> {
		await this.page.goto(`/add?url=${encodeURIComponent(address)}`);
		await this.page.getByRole('button', { name: 'Add feed' }).click();
		await expect(this.status()).toContainText(new RegExp(`${title}.*kept`));
	}

	/** The number of posts found, as assistive technology hears it. */
	async expectFound(count: number): Promise<void> {
		await expect(
			this.page
				.getByRole('region', { name: 'List' })
				.getByText(count === 1 ? /^1 post\b(?! so)/ : new RegExp(`^${count} posts(?! so)`))
		).toBeVisible();
		if (count === 0) await expect(this.rows()).toHaveCount(0);
		else await expect(this.rows().first()).toHaveAttribute('aria-setsize', String(count));
	}

	async find(words: string): Promise<void> {
		await this.search().fill(words);
		await expect(this.posts()).toHaveAttribute('data-query', words);
	}
}

/** Takes the network away; every page that is opened from now on knows it, too. */
export async function cutOff(context: BrowserContext): Promise<void> {
	await context.setOffline(true);
	// Some versions of Chromium cut pages off without telling them so.
	await context.addInitScript(() => Object.defineProperty(navigator, 'onLine', { get: () => false }));
}

interface Fixtures {
	reader: Reader;
	site: FeedSite;
}

export const test = base.extend<Fixtures>({
	reader: async ({ page }, use) => {
		await use(new Reader(page));
	},
	// Playwright asks for a pattern here, even an empty one.
	// eslint-disable-next-line no-empty-pattern
	site: async ({}, use) => {
		const site = await FeedSite.start();
		await use(site);
		await site.stop();
	}
});

export { expect };
export type { Locator };

/** A post in a JSON Feed; `day` counts back from 28 June 2026. */
export function item(id: string, title: string, html: string, day: number, more: object = {}): object {
	const date = new Date(Date.UTC(2026, 5, 28 - day, 12));
	return {
		id,
		url: `https://blog.example/${id}`,
		title,
		content_html: html,
		date_published: date.toISOString(),
		...more
	};
}

/** A small blog about a garden and a kitchen. */
export const gardenItems = [
	item('compost', 'Turning the compost', '<p>The heap steams in the <b>morning</b> frost.</p>', 0, {
		tags: ['Garden', 'Winter'],
		authors: [{ name: 'Ida Holm' }]
	}),
	item('bread', 'Bread without hurry', '<p>Sourdough wants patience and rye flour.</p>', 1, {
		tags: ['Kitchen'],
		authors: [{ name: 'Ida Holm' }]
	}),
	item('beans', 'Beans on strings', '<p>Runner beans climbing towards the kitchen window.</p>', 2, {
		tags: ['Garden'],
		authors: [{ name: 'Jon Berg' }]
	}),
	item('soup', 'A soup for November', '<p>Pumpkin, ginger, and the last of the chanterelles.</p>', 3, {
		tags: ['Kitchen', 'Winter'],
		authors: [{ name: 'Jon Berg' }]
	})
];
