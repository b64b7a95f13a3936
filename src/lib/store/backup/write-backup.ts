import type { FeedId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { BackupOutput } from './backup-output';
import { BACKUP_FORMAT, BACKUP_VERSION, type BackupSummary, type KeptSettings } from './format';
import { DamagedRecordError, type Members } from './members';
import { readRecord } from './read-record';
import { savedPosts, type SavedPost } from './saved-posts';
import { takeSnapshot, type Snapshot } from './snapshot';

/** What a backup is written with. */
export interface Writing {
	/** UTC milliseconds. */
	at: number;
	/** Its abort ends the writing, with its reason. */
	signal: AbortSignal;
	/** Hears how many posts are written, and of how many. */
	report: (done: number, total: number) => void;
}

const APP = 'Backlist';
const NOTHING = { html: '', text: '', extensions: null };

/**
 * Writes the library to `sink` and closes it, or aborts it when that fails. Syncs may go on meanwhile.
 * @throws BackupError when the sink fails, the reason of `signal`, or an error of the database
 */
export async function writeBackup(
	db: Database,
	sink: WritableStream<Uint8Array>,
	settings: KeptSettings,
	writing: Writing
): Promise<BackupSummary> {
	const output = new BackupOutput(sink, writing.signal);
	try {
		const leftOut = await writeAll(db, output, settings, writing);
		await output.finish();
		return { at: writing.at, app: APP, counts: output.counts, bytes: output.bytes, leftOut };
	} catch (error) {
		await output.abort(error);
		// An abort makes the sink fail: that it was asked for is the better reason.
		writing.signal.throwIfAborted();
		throw error;
	}
}

/** @returns how many records had to be left out. */
async function writeAll(
	db: Database,
	output: BackupOutput,
	settings: KeptSettings,
	{ at, signal, report }: Writing
): Promise<number> {
	const snapshot = await takeSnapshot(db);
	const { library, total, ids, nameless, homeless } = snapshot;
	await output.writeHeader({
		format: BACKUP_FORMAT,
		version: BACKUP_VERSION,
		library,
		at,
		app: APP,
		posts: total
	});
	const { feeds, leftOut } = await writeWithoutPosts(output, snapshot, settings);
	let lost = leftOut + nameless + homeless;
	for await (const posts of savedPosts(db, ids, feeds)) {
		signal.throwIfAborted();
		for (const saved of posts) lost += await writePost(output, saved);
		report(output.counts.posts, Math.max(total, output.counts.posts));
	}
	return lost;
}

/** @returns the feeds that are written, and how many records had to be left out, the posts of a feed that was among them. */
async function writeWithoutPosts(
	output: BackupOutput,
	{ sync, offered, feeds }: Snapshot,
	{ reading }: KeptSettings
): Promise<{ feeds: Set<FeedId>; leftOut: number }> {
	let leftOut = await write(output, { type: 'settings', sync, reading });
	for (const record of offered) leftOut += await write(output, { type: 'offered', ...record });
	const written = new Set<FeedId>();
	for (const feed of feeds) {
		const isLost = (await write(output, { type: 'feed', feed })) > 0;
		if (isLost) leftOut += 1 + feed.postCount;
		else written.add(feed.id);
	}
	return { feeds: written, leftOut };
}

/** What belongs to a post means nothing without it. @returns how many records had to be left out. */
async function writePost(output: BackupOutput, saved: SavedPost): Promise<number> {
	const { post, body, mark, comments, highlights } = saved;
	const { id, feedId } = post;
	const isLost = (await write(output, { type: 'post', post, body: body ?? NOTHING })) > 0;
	if (isLost) return 1;
	let leftOut = mark === undefined ? 0 : await write(output, { type: 'mark', mark });
	for (const comment of comments) {
		leftOut += await write(output, { type: 'comment', comment: { ...comment, postId: id, feedId } });
	}
	for (const highlight of highlights) {
		leftOut += await write(output, { type: 'highlight', highlight: { ...highlight, postId: id, feedId } });
	}
	return leftOut;
}

/**
 * Writes a record as reading will take it, so that whatever is saved can be restored. One that is damaged must not cost the others.
 * @returns how many had to be left out: 1 or 0.
 */
async function write(output: BackupOutput, record: Members): Promise<number> {
	try {
		return (await output.write(readRecord(record))) ? 0 : 1;
	} catch (error) {
		if (error instanceof DamagedRecordError) return 1;
		throw error;
	}
}
