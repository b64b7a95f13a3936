import { setTimeout as delay } from 'node:timers/promises';
import { Reader } from '../e2e/reader';
import { expect, libraryOf, test as base } from './harness/faults';
import { killAndLook, openAfter } from './harness/kill-and-look';
import { handIn } from './harness/kill-report';
import { KillableBrowser } from './harness/killable-browser';
import { whileAlive } from './harness/reading';
import { doubledIn, tornIn } from './harness/torn';
import { runsOf } from './kill-plan';

const READY = 'Ready to read offline';

const test = base.extend<object, { installTakes: number }>({
	/** Milliseconds from the first visit to an app that needs no network any more, when nothing disturbs it. */
	installTakes: [
		async ({ app }, use) => {
			const browser = await KillableBrowser.start();
			const begun = performance.now();
			await browser.page.goto(app.url);
			await expect(new Reader(browser.page).status()).toContainText(READY);
			const took = performance.now() - begun;
			await browser.end();
			await use(took);
		},
		{ scope: 'worker' }
	]
});

for (const run of runsOf('install')) {
	test(`an app that is killed on the first visit installs on the next: ${run.name}`, async ({
		app,
		installTakes,
		startBrowser
	}, testInfo) => {
		const { random } = run;
		const browser = await startBrowser();
		const begun = performance.now();
		const opening = whileAlive(browser, async () => {
			await browser.page.goto(app.url);
		});
		await delay(installTakes * random.next());
		const killed = random.pick(['browser', 'renderer'] as const);
		const { report } = await killAndLook(browser, app, { run, killed, begun });
		await opening;
		try {
			await openAfter(browser, app, report);
			const { page, context } = browser;
			const reader = new Reader(page);
			await expect(reader.status()).toContainText(READY);
			await context.setOffline(true);
			for (const path of ['/feeds', '/settings', '/']) {
				await page.goto(app.url + path);
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			}
			await reader.rows().first().getByRole('link').first().click();
			await expect(reader.title()).toBeVisible();
			await context.setOffline(false);
			const library = await libraryOf(page, app);
			report.torn.push(...tornIn(library));
			report.doubled.push(...doubledIn(library));
		} finally {
			await handIn(testInfo, report);
		}
		const { torn, lost, doubled } = report;
		expect({ torn, lost, doubled }).toEqual({ torn: [], lost: [], doubled: [] });
	});
}
