import { say } from '$lib/messages/problem-words';
import type { CommentsPage, FollowedSource } from '$lib/sources/source';
import { SourceError, type SourceErrorCode } from '$lib/sources/source-error';
import type { FollowedComments } from '$lib/model/feed';
import { commitComments } from '$lib/store/comments';
import { ahead } from './ahead';
import type { SyncRun } from './run';
import { SyncStopped } from './stopped';
import { storePlace } from './store-page';
import { note } from './tally';

const DAY = 24 * 60 * 60_000;
/** Milliseconds for which a comment may have waited for its approval. */
const OVERLAP = 2 * DAY;
/** The same, when all posts are looked through as well. */
const LONG_OVERLAP = 30 * DAY;

/** How a site says that it gives out no comments. */
const CLOSED: ReadonlySet<SourceErrorCode> = new Set(['refused', 'api-closed', 'not-found']);

/**
 * Fetches the comments that are new, and then those of the archive, newest first, from where the walk before ended. A site that
 * gives out none only gets a note.
 */
export async function followComments(run: SyncRun, following: FollowedSource): Promise<void> {
	const { tally } = run;
	tally.phase = 'comments';
	run.tell();
	try {
		await takeNew(run, following);
		await takeArchive(run, following);
	} catch (error) {
		if (!(error instanceof SourceError) || !CLOSED.has(error.code)) throw error;
		note(tally, say('wordpress_no_comments_note'));
		if (tally.followed?.comments.next == null) return;
		const { checkpoint, followed } = tally;
		await storePlace(run, {
			checkpoint,
			followed: { ...followed, comments: { ...followed.comments, next: null } }
		});
	}
}

async function takeNew(run: SyncRun, following: FollowedSource): Promise<void> {
	const before = run.tally.followed?.comments;
	if (before === undefined || before.since === null) return;
	let since: string | null = null;
	const overlap = run.tally.hasCompared ? LONG_OVERLAP : OVERLAP;
	const pages = following.comments(run.feed, null, before.since, overlap, run.context);
	for await (const page of pages) {
		since ??= page.since;
		// Pages come newest first: until the last of them there is a gap behind.
		const isLast = page.next === null;
		await store(run, page, { ...before, since: isLast ? (since ?? before.since) : before.since });
	}
}

async function takeArchive(run: SyncRun, following: FollowedSource): Promise<void> {
	const before = run.tally.followed?.comments;
	const isDone = before === undefined || (before.since !== null && before.next === null);
	if (isDone) return;
	let { since } = before;
	for await (const page of ahead(following.comments(run.feed, before.next, null, 0, run.context))) {
		since ??= page.since;
		await store(run, page, { next: page.next, since });
	}
}

async function store(run: SyncRun, page: CommentsPage, comments: FollowedComments): Promise<void> {
	const { db, feed, tally } = run;
	run.signal.throwIfAborted();
	if (tally.followed === null) return;
	const followed = { ...tally.followed, comments };
	const result = await commitComments(db, feed.id, page.comments, followed);
	tally.comments += result.added;
	tally.followed = followed;
	run.tell();
	if (result.isPaused) throw new SyncStopped('paused');
}
