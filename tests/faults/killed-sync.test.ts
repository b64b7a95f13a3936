import { setTimeout as delay } from 'node:timers/promises';
import type { Feed } from '$lib/model/feed';
import { Reader } from '../e2e/reader';
import type { RunningServer } from '../tools/serve.mjs';
import { addSite, expect, libraryOf, openApp, syncNow, test, untilSynced } from './harness/faults';
import { SITE_TITLE, type FaultySite } from './harness/faulty-site';
import { readFeed } from './harness/kept-library';
import { killAndLook, openAfter } from './harness/kill-and-look';
import type { KillableBrowser } from './harness/killable-browser';
import { handIn, type KillReport } from './harness/kill-report';
import {
	lostBehindCheckpoint,
	lostOfReader,
	lostOfShown,
	lostOfSite,
	mistakenForWithdrawn
} from './harness/lost';
import { readOn, Shown, watchStatus } from './harness/reading';
import { doubledIn, tornIn } from './harness/torn';
import { planSync, runsOf, type Run, type SyncPlan } from './kill-plan';

/** What a later sync finds: so many posts edited, and so many taken down. */
const [EDITED, WITHDRAWN] = [200, 3];

/** One run, and what has been found out so far. */
interface Stage {
	run: Run;
	plan: SyncPlan;
	app: RunningServer;
	site: FaultySite;
	browser: KillableBrowser;
	shown: Shown;
	reports: KillReport[];
	/** The site's feed as the last kill has left it. */
	feed: Feed | undefined;
	/** UTC milliseconds of the last kill. */
	killedAt: number;
}

for (const run of runsOf('renderer', 'browser', 'first-page')) {
	test(`a sync that is killed goes on, and nothing is lost or doubled: ${run.name}`, async ({
		app,
		site,
		startBrowser,
		syncedProfile
	}, testInfo) => {
		const plan = planSync(run, site.pageCount);
		const browser = await startBrowser(plan.phase === 'first' ? '' : await syncedProfile());
		const reports: KillReport[] = [];
		const shown = new Shown();
		const stage = { run, plan, app, site, browser, shown, reports, feed: undefined, killedAt: 0 };
		site.restore();
		try {
			await begin(stage);
			await killAfter(stage, async () => {
				await site.answered(plan.moment.pages);
				await delay(plan.moment.milliseconds);
			});
			site.publish(plan.published);
			await openAgain(stage);
			if (plan.again !== null) {
				await killAfter(stage, () => delay(plan.again!));
				await openAgain(stage);
			}
			await finish(stage);
		} finally {
			for (const report of reports) await handIn(testInfo, report);
		}
		for (const { torn, lost, doubled } of reports) {
			expect({ torn, lost, doubled }).toEqual({ torn: [], lost: [], doubled: [] });
		}
	});
}

/** Begins the sync that is going to be killed. */
async function begin({ plan, run, app, site, browser }: Stage): Promise<void> {
	if (plan.phase === 'first') {
		await addSite(browser.page, app, site);
		return;
	}
	const numbers = site.posts.map(({ number }) => number);
	// In the middle of a page: only between two posts of one is it certain that one is missing.
	const pages = run.random.sample([...Array(site.pageCount).keys()], WITHDRAWN);
	site.withdraw(pages.map((page) => numbers[(page + 0.5) * site.size.perPage]!));
	site.edit(run.random.sample(numbers, EDITED));
	await openApp(browser.page, app);
	site.countAnew();
	await syncNow(browser.page);
}

/** Kills when `moment` has come, with a reader at work or without, and looks at what is left. */
async function killAfter(stage: Stage, moment: () => Promise<void>): Promise<void> {
	const { run, plan, app, site, browser, shown } = stage;
	const begun = performance.now();
	const living = Promise.all([
		watchStatus(browser, SITE_TITLE, shown),
		plan.isRead && readOn(browser, run.random, shown)
	]);
	await Promise.race([moment(), living]);
	stage.killedAt = Date.now();
	const { library, report } = await killAndLook(browser, app, { run, killed: plan.killed, begun });
	await living;
	stage.feed = library?.feeds.find(({ url }) => url === site.feedUrl);
	stage.reports.push(report);
	report.kept = stage.feed?.postCount ?? 0;
	report.lost.push(...lostOfShown(library, shown, site.feedUrl));
	if (library !== null) report.lost.push(...lostBehindCheckpoint(library, site));
}

/** Opens the app after a kill, and looks whether what was there before it opened is there still. */
async function openAgain({ app, site, browser, reports }: Stage): Promise<void> {
	const report = reports.at(-1)!;
	try {
		await openAfter(browser, app, report);
	} finally {
		const kept = (await readFeed(browser.page, site.feedUrl))?.postCount ?? 0;
		if (kept < report.kept) report.lost.push(`${report.kept - kept} posts, once the app was open`);
	}
}

/** Brings the sync to its end, by itself where it was not done, and looks whether everything is there. */
async function finish(stage: Stage): Promise<void> {
	const { plan, app, site, browser, shown, reports } = stage;
	const { page } = browser;
	const report = reports.at(-1)!;
	await toTheEnd(stage);
	if (plan.phase === 'edits') {
		const library = await libraryOf(page, app);
		report.lost.push(...lostOfSite(library, site));
		await openApp(page, app);
		await syncToEnd(stage);
	}
	await page.goto(`${app.url}/feeds`);
	const kept = site.everything.length.toLocaleString('en-GB');
	await expect(page.getByRole('listitem').filter({ hasText: SITE_TITLE }).last()).toContainText(
		`${kept} posts kept`
	);
	const library = await libraryOf(page, app);
	report.torn.push(...tornIn(library));
	report.doubled.push(...doubledIn(library));
	report.lost.push(...lostOfSite(library, site), ...mistakenForWithdrawn(library, site));
	report.lost.push(...lostOfReader(library, shown));
	await expectFound(stage, library.marks.filter(({ starredAt }) => starredAt > 0).length);
}

/** A sync that was cut off goes on by itself; one that had nothing left to do is asked for. */
async function toTheEnd(stage: Stage): Promise<void> {
	const { app, site, browser, feed, killedAt } = stage;
	if (feed === undefined) await addSite(browser.page, app, site);
	if (feed !== undefined && feed.lastSync !== null && feed.checkpoint === null) await syncToEnd(stage);
	else await untilSynced(browser.page, site, killedAt);
}

async function syncToEnd({ site, browser }: Stage): Promise<void> {
	const since = Date.now();
	await syncNow(browser.page);
	await untilSynced(browser.page, site, since);
}

/** The search finds the newest post, one in the middle and the oldest by a word that only it has, and the list the stars. */
async function expectFound({ app, site, browser }: Stage, starred: number): Promise<void> {
	const reader = new Reader(browser.page);
	const posts = site.everything;
	await openApp(browser.page, app);
	for (const { number } of [posts[0]!, posts[posts.length >> 1]!, posts.at(-1)!]) {
		await reader.find(site.content.markerOf(number));
		await reader.expectFound(1);
	}
	await browser.page.goto(`${app.url}/?is=starred`);
	await reader.expectFound(starred);
}
