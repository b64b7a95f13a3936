import { rm } from 'node:fs/promises';
import type { EngineWindow, Plain, Target } from './engine';
import { firstElement, inputsOf } from './find-in-page';
import { until } from './programs';

/** The commands of WebDriver that the tests need, by their names in Marionette: `go` is WebDriver:Navigate. */
export type Command =
	| 'NewSession'
	| 'DeleteSession'
	| 'Navigate'
	| 'ExecuteScript'
	| 'ElementClick'
	| 'ElementSendKeys'
	| 'SetWindowRect'
	| 'TakeScreenshot';

/** How commands reach a browser. */
export interface Connection {
	/** @returns what the command gives, without what a protocol wraps it in. @throws {Error} in the browser's words */
	send(command: Command, parameters: Record<string, unknown>): Promise<unknown>;
	/** Ends the browser and all that was started for it. */
	end(): Promise<void>;
}

/** By this key an element stands in the answers: https://www.w3.org/TR/webdriver2/#elements */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** A browser driven by the commands of https://www.w3.org/TR/webdriver2/, whatever carries them. */
export class WebDriverWindow implements EngineWindow {
	readonly #connection: Connection;

	constructor(
		connection: Connection,
		readonly version: string,
		/** Thrown away at the end, with the downloads in it. */
		readonly folder: string,
		readonly downloads: string
	) {
		this.#connection = connection;
	}

	async go(url: string): Promise<void> {
		await this.#connection.send('Navigate', { url });
	}

	/** By the page itself: where the driver does it, Firefox passes the service worker by, as with Shift. */
	async reload(): Promise<void> {
		await this.run(() => {
			document.documentElement.dataset.isOld = '';
			location.reload();
			return null;
		});
		const isNew = () => document.readyState === 'complete' && !('isOld' in document.documentElement.dataset);
		await until(async () => ((await this.run(isNew).catch(() => false)) ? true : null), 'reloaded page');
	}

	async run<A extends Plain[], T extends Plain>(look: (...inputs: A) => T, ...inputs: A): Promise<T> {
		return (await this.#execute(`return (${look.toString()})(...arguments)`, inputs)) as T;
	}

	async press(target: Target): Promise<void> {
		await this.#connection.send('ElementClick', await this.#find(target));
	}

	async type(target: Target, text: string): Promise<void> {
		await this.#connection.send('ElementSendKeys', { ...(await this.#find(target)), text });
	}

	async attach(target: Target, path: string): Promise<void> {
		await this.type(target, path);
	}

	async resize(width: number, height: number): Promise<void> {
		await this.#connection.send('SetWindowRect', { width, height });
		// What the browser has around the page counts, too.
		const [left, top] = await this.run(() => [innerWidth, innerHeight]);
		await this.#connection.send('SetWindowRect', { width: 2 * width - left, height: 2 * height - top });
	}

	async picture(): Promise<Buffer> {
		const picture = await this.#connection.send('TakeScreenshot', { full: false });
		return Buffer.from(String(picture), 'base64');
	}

	async close(): Promise<void> {
		try {
			await this.#connection.send('DeleteSession', {});
		} finally {
			await this.#connection.end();
			await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
		}
	}

	async #find(target: Target): Promise<{ id: string }> {
		const found = (await this.#execute(firstElement, inputsOf(target))) as Record<string, string> | null;
		const id = found?.[ELEMENT];
		if (id === undefined) throw new Error(`There is no ${target.role} named ${target.name ?? 'anything'}.`);
		return { id };
	}

	#execute(script: string, args: readonly Plain[]): Promise<unknown> {
		return this.#connection.send('ExecuteScript', { script, args });
	}
}
