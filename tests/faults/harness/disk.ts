import type { CDPSession, Page } from '@playwright/test';

/** How much the browser lets the origin of its page have on the disk. */
export class Disk {
	readonly #page: Page;
	/** The limit lasts as long as this. */
	#session: CDPSession | null = null;

	/** @param page that is at the app's origin */
	constructor(page: Page) {
		this.#page = page;
	}

	/** Bytes that the origin takes, by the browser's count. */
	async used(): Promise<number> {
		return this.#page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
	}

	/** From now on nothing fits beyond `bytes` more than there are. */
	async leave(bytes: number): Promise<void> {
		await this.#limit((await this.used()) + bytes);
	}

	/** As much as the browser gives by itself. */
	async free(): Promise<void> {
		await this.#limit(undefined);
	}

	async #limit(quotaSize: number | undefined): Promise<void> {
		this.#session ??= await this.#page.context().newCDPSession(this.#page);
		const { origin } = new URL(this.#page.url());
		await this.#session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
	}
}
