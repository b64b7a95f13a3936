import type { BrowserContext, Page } from '@playwright/test';

/** Milliseconds of a year. */
export const YEAR = 365 * 24 * 60 * 60_000;

/** Where the clock of a page or worker keeps how far it is off. */
type ClockScope = typeof globalThis & { clockIsOff?: number };

/** The clock of a browser without service workers, which may be wrong: the same for pages and their workers. */
export class Clock {
	readonly #context: BrowserContext;
	/** Milliseconds by which it is ahead of the time; behind it when negative. */
	#off = 0;

	private constructor(context: BrowserContext) {
		this.#context = context;
	}

	/** @param context whose pages are not open yet */
	static async of(context: BrowserContext): Promise<Clock> {
		const clock = new Clock(context);
		// A worker whose script a test has changed is, to the browser, of no machine that it knows.
		await context.grantPermissions(['local-network-access']);
		await context.route(/\/workers\/[^/]+\.js$/, async (route) => {
			const response = await route.fetch();
			await route.fulfill({ response, body: `(${String(skew)})(${clock.#off});${await response.text()}` });
		});
		return clock;
	}

	/** UTC milliseconds as the browser has them. */
	now(): number {
		return Date.now() + this.#off;
	}

	/** Sets it for what is opened from now on. */
	set(off: number): void {
		this.#off = off;
	}

	/** A new tab, with the clock as it is set. */
	async newPage(): Promise<Page> {
		const page = await this.#context.newPage();
		await page.addInitScript(skew, this.#off);
		return page;
	}

	/** Sets it while `page` is open, as the system does. */
	async change(page: Page, off: number): Promise<void> {
		this.#off = off;
		await page.evaluate(skew, off);
		for (const worker of page.workers()) await worker.evaluate(skew, off);
	}
}

/** Runs in pages and workers, before everything else or in the middle; so nothing from outside can be used in it. */
function skew(off: number): void {
	const scope = globalThis as ClockScope;
	const isSkewed = scope.clockIsOff !== undefined;
	scope.clockIsOff = off;
	if (isSkewed) return;
	const Real = Date;
	class SkewedDate extends Real {
		constructor(...parts: unknown[]) {
			super(...((parts.length === 0 ? [SkewedDate.now()] : parts) as [number]));
		}

		static override now(): number {
			return Real.now() + (scope.clockIsOff ?? 0);
		}
	}
	scope.Date = SkewedDate as DateConstructor;
}
