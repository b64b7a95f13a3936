import type { Page } from '@playwright/test';

/** What the browser clears: the databases alone, as when one is damaged, or everything, as readers do in its settings. */
export type Cleared = 'indexeddb' | 'all';

/** Clears data of the origin of `page` under its open tabs. */
export async function clearData(page: Page, what: Cleared): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const { origin } = new URL(page.url());
	await session.send('Storage.clearDataForOrigin', { origin, storageTypes: what });
	await session.detach();
}
