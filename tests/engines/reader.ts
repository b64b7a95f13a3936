import { test as base, expect } from '@playwright/test';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FeedSite } from '../e2e/feed-site';
import { serve } from '../tools/serve.mjs';
import { root } from '../tools/run.mjs';
import { engines } from './engines';
import type { Engine, EngineWindow, Target } from './engine';
import { elementsOf, inputsOf, type Inputs } from './find-in-page';

/** A reader with one browser and the built app. What they look for, they wait for. */
export class EngineReader {
	constructor(
		readonly window: EngineWindow,
		readonly origin: string
	) {}

	/** Opens `path` of the app. */
	async open(path: string): Promise<void> {
		await this.window.go(this.origin + path);
	}

	/** Opens the app for the first time and waits until it is ready for a life without network. */
	async firstVisit(): Promise<void> {
		await this.open('/');
		await this.sees({ role: 'status' }, /Ready to read offline/);
		await this.sees({ role: 'link', name: 'Welcome to Backlist' });
	}

	/** Adds the feed at `address` and waits until its first sync has ended. */
	async add(address: string, title: string): Promise<void> {
		await this.open(`/add?url=${encodeURIComponent(address)}`);
		await this.press({ role: 'button', name: 'Add feed' });
		await this.sees({ role: 'status' }, new RegExp(`${title}.*kept`));
	}

	/** Opens the post of that title in the list. */
	async read(title: string): Promise<void> {
		await this.press({ role: 'link', name: title });
		await this.sees({ role: 'heading', name: title });
	}

	/** There is such a thing, and `words` are in one of those that there are. */
	async sees(target: Target, words = /(?:)/): Promise<void> {
		await expect
			.poll(() => this.texts(target), { message: `${target.role} ${target.name ?? ''}`.trim() })
			.toEqual(expect.arrayContaining([expect.stringMatching(words)]));
	}

	/** Exactly these posts are in the list, in this order. */
	async seesPosts(titles: string[]): Promise<void> {
		await expect
			.poll(() =>
				this.window.run(() =>
					[...document.querySelectorAll('[role=feed] article :is(h2, h3)')].map((title) =>
						title.textContent.trim()
					)
				)
			)
			.toEqual(titles);
	}

	/** Texts of all such things. */
	async texts(target: Target): Promise<string[]> {
		const texts = `(${elementsOf.toString()})(...inputs).map(({ textContent }) => textContent.replaceAll(/\\s+/g, ' '))`;
		// What runs in a page comes to it as text.
		// eslint-disable-next-line @typescript-eslint/no-implied-eval
		const look = new Function('...inputs', `return ${texts}`) as (...inputs: Inputs) => string[];
		return this.window.run(look, ...inputsOf(target));
	}

	/** Presses a button that stays pressed, and waits until it is. */
	async turnOn(target: Target): Promise<void> {
		await this.press(target);
		await expect
			.poll(() =>
				this.window.run(() =>
					[...document.querySelectorAll('[aria-pressed=true]')].map((button) => button.ariaLabel)
				)
			)
			.toContain(target.name);
	}

	async press(target: Target): Promise<void> {
		await expect(() => this.window.press(target)).toPass();
	}

	async type(target: Target, text: string): Promise<void> {
		await expect(() => this.window.type(target, text)).toPass();
	}

	/** Chooses a file. */
	async attach(target: Target, path: string): Promise<void> {
		await expect(() => this.window.attach(target, path)).toPass();
	}

	/** The path of the file that was downloaded, once it is whole. */
	async downloaded(name: RegExp): Promise<string> {
		let files: string[] = [];
		await expect
			.poll(async () => (files = await readdir(this.window.downloads)), {
				// Firefox has a second file beside it until then.
				message: 'one file, and nothing that is still on its way'
			})
			.toEqual([expect.stringMatching(name)]);
		return join(this.window.downloads, files[0]!);
	}
}

interface Fixtures {
	/** The app's own server: it can be stopped, which is how every engine is cut off alike. */
	app: Awaited<ReturnType<typeof serve>>;
	site: FeedSite;
	reader: EngineReader;
	/** Another device, with the same app. */
	another: EngineReader;
}

export const test = base.extend<Fixtures, { engine: Engine }>({
	engine: [
		// Playwright asks for a pattern here, even an empty one.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use, { project }) => {
			await use(engines.find(({ name }) => name === project.name)!);
		},
		{ scope: 'worker' }
	],
	// eslint-disable-next-line no-empty-pattern
	app: async ({}, use) => {
		const server = await serve({ folder: join(root, 'build'), port: 0 });
		await use(server);
		await server.close();
	},
	// eslint-disable-next-line no-empty-pattern
	site: async ({}, use) => {
		const site = await FeedSite.start();
		await use(site);
		await site.stop();
	},
	reader: async ({ engine, app }, use) => withReader(engine, app.url, use),
	another: async ({ engine, app }, use) => withReader(engine, app.url, use)
});

async function withReader(
	engine: Engine,
	origin: string,
	use: (reader: EngineReader) => Promise<void>
): Promise<void> {
	const window = await engine.open();
	try {
		await window.resize(1440, 900);
		await use(new EngineReader(window, origin));
	} finally {
		await window.close();
	}
}

export { expect };
