import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Browser, type ElementHandle, type Page } from '@playwright/test';
import { findBrowser, launchArguments } from '../tools/browser.mjs';
import type { Engine, EngineWindow, Plain, Target } from './engine';
import { elementsOf, inputsOf } from './find-in-page';

/** The engine of all other tests, here to show that the steps themselves are right. */
export const chromium: Engine = {
	name: 'Chromium',
	install:
		'apt-get install chromium, or npx playwright install chromium (BACKLIST_BROWSER may name its path)',
	obstacle: async () => ((await findBrowser()) === null ? 'there is no Chromium' : ''),
	open
};

async function open(): Promise<EngineWindow> {
	const executablePath = (await findBrowser())!;
	const browser = await playwright.launch({ executablePath, args: launchArguments });
	const page = await browser.newPage({ locale: 'en-GB' });
	const downloads = await mkdtemp(join(tmpdir(), 'backlist-chromium-'));
	page.on('download', (download) => void download.saveAs(join(downloads, download.suggestedFilename())));
	// Nobody here can press the buttons of its picker. Without it the app downloads, as it does in the other engines.
	await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
	return new ChromiumWindow(browser, page, downloads);
}

class ChromiumWindow implements EngineWindow {
	readonly #browser: Browser;
	readonly #page: Page;
	readonly version: string;

	constructor(
		browser: Browser,
		page: Page,
		readonly downloads: string
	) {
		this.#browser = browser;
		this.#page = page;
		this.version = `Chromium ${browser.version()}`;
	}

	async go(url: string): Promise<void> {
		await this.#page.goto(url);
	}

	async reload(): Promise<void> {
		await this.#page.reload();
	}

	async run<A extends Plain[], T extends Plain>(look: (...inputs: A) => T, ...inputs: A): Promise<T> {
		return this.#page.evaluate<T>(`(${look.toString()})(...${JSON.stringify(inputs)})`);
	}

	async press(target: Target): Promise<void> {
		await (await this.#find(target)).click({ timeout: 5000 });
	}

	async type(target: Target, text: string): Promise<void> {
		const field = await this.#find(target);
		await field.focus();
		await this.#page.keyboard.type(text);
	}

	async attach(target: Target, path: string): Promise<void> {
		await (await this.#find(target)).setInputFiles(path);
	}

	async resize(width: number, height: number): Promise<void> {
		await this.#page.setViewportSize({ width, height });
	}

	picture(): Promise<Buffer> {
		return this.#page.screenshot();
	}

	async close(): Promise<void> {
		await this.#browser.close();
		await rm(this.downloads, { recursive: true, force: true });
	}

	async #find(target: Target): Promise<ElementHandle<Element>> {
		const found = await this.#page.evaluateHandle<Element | undefined>(
			`(${elementsOf.toString()})(...${JSON.stringify(inputsOf(target))})[0]`
		);
		const element = found.asElement();
		if (element === null) throw new Error(`There is no ${target.role} named ${target.name ?? 'anything'}.`);
		return element;
	}
}
