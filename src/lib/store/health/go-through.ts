import type { FeedId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { Changes } from './changes';
import type { CheckRun } from './check-run';
import { examine } from './examine';
import { examineCounts } from './examine-counts';
import { examineFeeds } from './examine-feeds';
import { examineHighlights } from './examine-highlights';
import { examineNumbers } from './examine-numbers';
import { examineRest } from './examine-rest';
import { knownFeeds } from './feed-of';
import { moveStrays } from './move-strays';
import { readPiece, START, type Key } from './piece';
import { addFindings, emptyReport, type LibraryReport } from './report';
import { stampOf, tallyPosts } from './tally';

/** Finds what is wrong with a part of the library. To be run within a transaction over all that is checked. */
export type Examination = (db: Database) => Promise<Changes>;

/** Runs an examination, perhaps more than once; it may do what was found in the end, which it returns. */
export type Examiner = (examination: Examination) => Promise<Changes>;

/** Goes through the whole library part by part. */
export async function goThrough(run: CheckRun, examiner: Examiner): Promise<LibraryReport> {
	const report = emptyReport();
	const missing = new Set<FeedId>();
	const take = async (examination: Examination): Promise<void> => {
		await run.rest();
		collect(await examiner(examination), report, missing);
	};
	await take(examineNumbers);
	await take(examineFeeds);
	await walkPosts(run, take, missing);
	await take(async (db) => examineHighlights(db, await knownFeeds(db)));
	await take(async (db) => examineRest(db, await knownFeeds(db)));
	report.isSteady = await count(run, take);
	return report;
}

/** @param missing feeds that were found to be missing already */
async function walkPosts(
	{ now, atOnce }: CheckRun,
	take: (examination: Examination) => Promise<void>,
	missing: ReadonlySet<FeedId>
): Promise<void> {
	const walk: { end: Key | null } = { end: START };
	while (walk.end !== null) {
		const after = walk.end;
		await take(async (db) => {
			const changes = new Changes();
			const { kept, purging } = await knownFeeds(db);
			const piece = await readPiece(db, after, atOnce);
			const around = { feeds: { kept: new Set([...kept, ...missing]), purging }, now };
			const entries = await moveStrays(db, piece.entries, around.feeds, changes);
			for (const entry of entries) examine(entry, around, changes);
			changes.posts = piece.entries.filter(({ post }) => post !== undefined).length;
			walk.end = piece.end;
			return changes;
		});
	}
}

/** Times that it is tried to compare numbers while nothing changes. */
const TRIES = 5;

/** @returns whether the numbers could be compared. */
async function count(run: CheckRun, take: (examination: Examination) => Promise<void>): Promise<boolean> {
	const counted = { isSteady: false };
	for (let tries = 0; tries < TRIES && !counted.isSteady; tries++) {
		const tally = await tallyPosts(run);
		if (tally === null) return false;
		await take(async (db) => {
			counted.isSteady = (await stampOf(db)) === tally.stamp;
			return counted.isSteady ? examineCounts(db, tally, await knownFeeds(db)) : new Changes();
		});
	}
	return counted.isSteady;
}

function collect(changes: Changes, report: LibraryReport, missing: Set<FeedId>): void {
	addFindings(report, changes.findings);
	report.posts += changes.posts;
	for (const id of changes.missingFeeds.keys()) missing.add(id);
}
