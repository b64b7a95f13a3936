import type { FeedId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { listFeeds } from '$lib/store/feeds';
import { backupProblem, cutOffRestore } from './backup-error';
import type { BackupSummary, KeptSettings } from './format';
import { readBackup } from './read-backup';
import { Restoring } from './restoring';

/** Records of one kind in a backup. */
export interface Arrived {
	/** Those that came in. */
	added: number;
	/** Those that were here already. */
	known: number;
}

/** What a restore has brought. */
export interface RestoreReport {
	/** When the backup was begun, in UTC milliseconds. */
	at: number;
	/** A feed that came back from the trash came in. */
	feeds: Arrived;
	posts: Arrived;
	comments: Arrived;
	/** Of those that were here already, one that was changed later in the backup came in. */
	marks: Arrived;
	/** As of marks. */
	highlights: Arrived;
	/** Of the device of the backup; the page takes those that it has none of its own for. */
	settings: KeptSettings;
}

/** What a backup is read with. */
export interface RestoreWorld {
	/** UTC milliseconds. */
	now: number;
	/** Its abort ends the reading, with its reason. */
	signal: AbortSignal;
	/** Hears how many posts have been read or restored, and of how many. */
	report: (done: number, total: number) => void;
}

/**
 * Reads a backup to its end, and changes nothing.
 * @throws BackupError, or the reason of the signal
 */
export async function checkBackup(
	db: Database,
	file: Blob,
	{ signal, report }: Pick<RestoreWorld, 'signal' | 'report'>
): Promise<BackupSummary> {
	let done = 0;
	return readBackup(file, {
		feeds: await feedsHere(db),
		signal,
		take: ({ type }, { posts }) => {
			if (type === 'post') report(++done, Math.max(done, posts));
		}
	});
}

/**
 * Merges a backup into the library: first all of it is checked, then what is not here yet comes in, and stays whatever happens
 * after.
 * @throws BackupError, the reason of the signal, or an error of the database
 */
export async function restoreBackup(db: Database, file: Blob, world: RestoreWorld): Promise<RestoreReport> {
	const { signal, report } = world;
	const checking = { signal, report: (_done: number, total: number) => report(0, total) };
	const { at, counts } = await checkBackup(db, file, checking);
	const restoring = new Restoring(db, world.now);
	try {
		await takeAll(db, file, restoring, signal, () => report(restoring.done, counts.posts));
	} catch (error) {
		throw cutOffRestore(backupProblem(error), restoring.done, counts.posts);
	}
	const { added, reading } = restoring;
	const arrived = (kind: keyof typeof added): Arrived => ({
		added: added[kind],
		known: counts[kind] - added[kind]
	});
	return {
		at,
		feeds: arrived('feeds'),
		posts: arrived('posts'),
		comments: arrived('comments'),
		marks: arrived('marks'),
		highlights: arrived('highlights'),
		settings: { reading }
	};
}

async function takeAll(
	db: Database,
	file: Blob,
	restoring: Restoring,
	signal: AbortSignal,
	report: () => void
): Promise<void> {
	await readBackup(file, {
		feeds: await feedsHere(db),
		signal,
		take: (record) => {
			if (record.type === 'post') report();
			return restoring.take(record);
		}
	});
	await restoring.finish();
	report();
}

async function feedsHere(db: Database): Promise<FeedId[]> {
	return (await listFeeds(db)).map(({ id }) => id);
}
