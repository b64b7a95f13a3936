import type { Page } from '@playwright/test';
import { expect, Reader, test as base } from '../e2e/reader';
import { Canary } from './canary';
import { poke } from './poke';
import { installSight, type Sight } from './sight';

/**
 * Errors that say that a post's picture is not there, that subtitles of another site are not asked for, and what breaches of the
 * policy say: those are looked at by themselves.
 */
const KNOWN = /^(Failed to load resource|Unsafe attempt to load URL)|Content Security Policy|TrustedScript/;

/** What hostile posts did, as the browser tells it; all of it should stay empty. */
export class Watch {
	/** What `trap` was called with. */
	readonly ran: unknown[] = [];
	/** Breaches of the page's policy: what the sanitiser let through and the browser stopped. */
	readonly violations: string[] = [];
	/** Pages and frames opened, dialogs, downloads, pages left, and errors of the app. */
	readonly incidents: string[] = [];

	static async over(page: Page, origin: string): Promise<Watch> {
		const watch = new Watch();
		await page.exposeBinding('trap', (_, said: unknown) => watch.ran.push(said ?? 'unnamed'));
		await page.exposeBinding('violated', (_, what: string) => watch.violations.push(what));
		await page.addInitScript(() => {
			document.addEventListener('securitypolicyviolation', (event) => {
				const { effectiveDirective, blockedURI, sample, target } = event;
				// Chromium tells of these already when it parses a text that is shown nowhere, as the sanitiser does.
				const isParsed = /^(style-src-elem|base-uri|media-src|require-trusted-types-for)$/.test(
					effectiveDirective
				);
				if (isParsed && target === document) return;
				const { violated } = window as unknown as { violated: (what: string) => void };
				violated(`${effectiveDirective} ${blockedURI} ${sample}`);
			});
		});
		await page.addInitScript(`window.poke = ${poke.toString()}`);
		await page.addInitScript(installSight);
		watch.#listen(page, origin);
		return watch;
	}

	#listen(page: Page, origin: string): void {
		const note = (what: string) => this.incidents.push(what);
		page.context().on('page', (other) => note(`a page was opened: ${other.url()}`));
		page.on('frameattached', (frame) => note(`a frame was opened: ${frame.url()}`));
		page.on('download', (download) => note(`a download: ${download.url()}`));
		page.on('pageerror', (error) => note(`an error: ${error.message}`));
		page.on('dialog', (dialog) => {
			note(`a dialog: ${dialog.message()}`);
			void dialog.dismiss();
		});
		page.on('framenavigated', (frame) => {
			if (!frame.url().startsWith(origin) && frame.url() !== 'about:blank') note(`gone to ${frame.url()}`);
		});
		page.on('console', (message) => {
			if (message.type() === 'error' && !KNOWN.test(message.text())) note(`an error told: ${message.text()}`);
		});
	}

	/** That nothing has happened at all. */
	expectNothing(): void {
		expect(this.ran, 'scripts that ran').toEqual([]);
		expect(this.violations, 'what only the policy has stopped').toEqual([]);
		expect(this.incidents, 'what else has happened').toEqual([]);
	}
}

interface Fixtures {
	watch: Watch;
	/** For what may be shown: pictures and posters. */
	pictures: Canary;
	/** For what may not: nobody so much as connects to it. */
	quiet: Canary;
}

export const test = base.extend<Fixtures>({
	watch: [
		async ({ page, baseURL }, use) => {
			await use(await Watch.over(page, baseURL!));
		},
		{ auto: true }
	],
	// Playwright asks for a pattern here, even an empty one.
	// eslint-disable-next-line no-empty-pattern
	pictures: async ({}, use) => {
		const canary = await Canary.start();
		await use(canary);
		await canary.stop();
	},
	// eslint-disable-next-line no-empty-pattern
	quiet: async ({}, use) => {
		const canary = await Canary.start();
		await use(canary);
		await canary.stop();
	}
});

/** A post, and what is wrong with the page that shows it. */
export interface Faulty {
	number: number;
	faults: string[];
}

/**
 * Opens the first post of the list and then each next one by its key, as a reader would, and does to it all that can be done to a
 * post, and to its comments. The text of the post with number 7 begins with `<p>Shown 7.</p>`.
 * @param comments how many a post has, at most
 */
export async function readThrough(page: Page, numbers: readonly number[], comments = 0): Promise<Faulty[]> {
	const reader = new Reader(page);
	await reader.rows().first().getByRole('link').first().click();
	await expect(page.locator('.prose').first()).toContainText(`Shown ${numbers[0]}.`);
	const faulty: Faulty[] = [];
	for (let start = 0; start < numbers.length; start += 100) {
		const part = numbers.slice(start, start + 100);
		faulty.push(...(await page.evaluate(readPart, { part, isFirst: start === 0, comments })));
	}
	return faulty;
}

/** Runs in the page. */
async function readPart({
	part,
	isFirst,
	comments
}: {
	part: number[];
	isFirst: boolean;
	comments: number;
}): Promise<Faulty[]> {
	const { sight, poke } = window as unknown as { sight: Sight; poke: (root: Element) => void };
	const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
	const shown = () => document.querySelector('.prose')?.firstElementChild?.textContent;
	const texts = () => document.querySelectorAll('.prose').length;
	const isShown = async (number: number) => {
		const end = performance.now() + 5000;
		// Of the last post only the rest of the comments is left.
		while (shown() !== `Shown ${number}.` || texts() < Math.min(comments, 2)) {
			if (performance.now() > end) return false;
			await frame();
		}
		return true;
	};
	const next = () => {
		document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', code: 'KeyJ', bubbles: true }));
	};
	const faulty: Faulty[] = [];
	let isRemembered = false;
	for (const [i, number] of part.entries()) {
		if (i > 0 || !isFirst) next();
		if (!(await isShown(number))) {
			faulty.push({ number, faults: [`is not shown, but “${shown()}”`] });
			continue;
		}
		if (!isRemembered) sight.remember();
		isRemembered = true;
		for (const prose of document.querySelectorAll('.prose')) poke(prose);
		// What loads, or fails to, does so now.
		await frame();
		await new Promise((resolve) => setTimeout(resolve, 15));
		const faults = sight.faults();
		if (faults.length > 0) faulty.push({ number, faults });
	}
	return faulty;
}

export { expect };
