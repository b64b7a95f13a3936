import { Reader } from '../../e2e/reader';
import type { RunningServer } from '../../tools/serve.mjs';
import type { Run } from '../kill-plan';
import { expect, goQuiet, openApp } from './faults';
import { readLibrary, type KeptLibrary } from './kept-library';
import type { Killed, KillableBrowser } from './killable-browser';
import type { KillReport } from './kill-report';
import { doubledIn, tornIn } from './torn';

/** What a kill has left, seen before the app has opened again, and what is to be told of it. */
export interface Aftermath {
	library: KeptLibrary | null;
	report: KillReport;
}

/** What is killed in which run. */
export interface Kill {
	run: Run;
	killed: Killed;
	/** On the clock of `performance`: when what is killed has begun. */
	begun: number;
	/** What does not fit together in the library that is left. */
	check?: (library: KeptLibrary) => string[];
}

/** Kills, and opens the browser again where the library can be read: the app does not run yet. */
export async function killAndLook(
	browser: KillableBrowser,
	app: RunningServer,
	{ run, killed, begun, check = tornIn }: Kill
): Promise<Aftermath> {
	const moment = Math.round(performance.now() - begun);
	await browser.kill(killed);
	const since = performance.now();
	const page = await browser.reopen();
	const reopenedIn = performance.now() - since;
	await goQuiet(page, app);
	const library = await readLibrary(page);
	const report: KillReport = {
		variant: run.variant,
		name: run.name,
		moment,
		kept: library?.posts.length ?? 0,
		reopenedIn,
		torn: library === null ? [] : check(library),
		lost: [],
		doubled: library === null ? [] : doubledIn(library)
	};
	return { library, report };
}

/** Opens the app after a kill: its list shows, it tells how much it keeps, and complains of nothing. */
export async function openAfter(
	{ page }: KillableBrowser,
	app: RunningServer,
	report: KillReport
): Promise<void> {
	const opening = await openApp(page, app);
	report.reopenedIn = Math.round((report.reopenedIn ?? 0) + opening);
	const reader = new Reader(page);
	await expect(reader.status()).toContainText(/\d posts?\b/);
	await expect(reader.alert()).toHaveCount(0);
}
