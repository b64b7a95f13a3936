import { setTimeout as delay } from 'node:timers/promises';
import { SCHEMA_VERSION } from '$lib/store/schema-version';
import { expect, goQuiet, libraryOf, openApp, syncNow, test as base, untilSynced } from './harness/faults';
import type { KeptLibrary } from './harness/kept-library';
import { killAndLook, openAfter } from './harness/kill-and-look';
import { deleteFolder, KillableBrowser } from './harness/killable-browser';
import { handIn } from './harness/kill-report';
import { lostOfSite } from './harness/lost';
import { oldLibraryOf } from './harness/old-library';
import { makeOldLibrary, type OldLibrary } from './harness/old-schema';
import { whileAlive } from './harness/reading';
import { doubledIn, tornIn } from './harness/torn';
import { runsOf } from './kill-plan';

/** A browser profile with a library of version 3. */
interface OldProfile {
	profile: string;
	library: OldLibrary;
	/** Milliseconds that the app takes to bring it up to date and show it, when nothing disturbs it. */
	upgradeTakes: number;
}

const test = base.extend<object, { old: OldProfile }>({
	old: [
		async ({ app, sharedSite }, use) => {
			sharedSite.restore();
			const library = oldLibraryOf(sharedSite, Date.now());
			const browser = await KillableBrowser.start();
			await goQuiet(browser.page, app);
			await makeOldLibrary(browser.page, library);
			const profile = await browser.close();
			const another = await KillableBrowser.start(profile);
			const upgradeTakes = await openApp(another.page, app);
			await another.end();
			await use({ profile, library, upgradeTakes });
			await deleteFolder(profile);
		},
		{ scope: 'worker' }
	]
});

for (const run of runsOf('upgrade')) {
	test(`a library whose upgrade is killed is as it was, or whole as it should be: ${run.name}`, async ({
		app,
		site,
		old,
		startBrowser
	}, testInfo) => {
		const { random } = run;
		const browser = await startBrowser(old.profile);
		const begun = performance.now();
		const opening = whileAlive(browser, async () => {
			await browser.page.goto(app.url);
		});
		await delay(old.upgradeTakes * random.next());
		const killed = random.chance(0.7) ? 'browser' : 'renderer';
		const check = (library: KeptLibrary) => (isUpgraded(library) ? tornIn(library) : []);
		const { library, report } = await killAndLook(browser, app, { run, killed, begun, check });
		await opening;
		try {
			report.lost.push(...lostOfOld(library, old.library));
			await openAfter(browser, app, report);
			const upgraded = await libraryOf(browser.page, app);
			expect(isUpgraded(upgraded)).toBe(true);
			report.torn.push(...tornIn(upgraded));
			report.doubled.push(...doubledIn(upgraded));
			report.lost.push(...lostOfOld(upgraded, old.library));
			await openApp(browser.page, app);
			const since = Date.now();
			await syncNow(browser.page);
			await untilSynced(browser.page, site, since);
			const synced = await libraryOf(browser.page, app);
			report.torn.push(...tornIn(synced));
			report.doubled.push(...doubledIn(synced));
			report.lost.push(...lostOfSite(synced, site), ...missing(synced.marks, old.library.marks));
		} finally {
			await handIn(testInfo, report);
		}
		const { torn, lost, doubled } = report;
		expect({ torn, lost, doubled }).toEqual({ torn: [], lost: [], doubled: [] });
	});
}

const isUpgraded = ({ version }: KeptLibrary) => version === SCHEMA_VERSION * 10;

/** What the old library had, and the one that it has become has not. */
function lostOfOld(library: KeptLibrary | null, old: OldLibrary): string[] {
	if (library === null) return ['the library'];
	return [
		...missing(library.posts, old.posts),
		...missing(library.bodies, old.bodies),
		...missing(library.marks, old.marks)
	];
}

type Identified = Record<string, unknown> & { id: string };

/** Members that a later version does without. */
const DROPPED = new Set(['authorKeys']);

/** Records that are not there, or of which a member has another value; new members may have come. */
function missing(records: readonly object[], old: readonly object[]): string[] {
	const kept = new Map((records as Identified[]).map((record) => [record.id, record]));
	return (old as Identified[]).flatMap((before) => {
		const now = kept.get(before.id);
		if (now === undefined) return [before.id];
		return Object.keys(before)
			.filter((name) => !DROPPED.has(name) && JSON.stringify(now[name]) !== JSON.stringify(before[name]))
			.map((name) => `${name} of ${before.id}`);
	});
}
