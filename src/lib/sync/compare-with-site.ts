import { postIdOf, type PostId } from '$lib/model/ids';
import { inParts } from '$lib/model/in-parts';
import type { Post } from '$lib/model/post';
import type { FollowedSource, ListedPost } from '$lib/sources/source';
import { idsOfFeed, postsById, withdrawPosts } from '$lib/store/withdrawals';
import type { SyncRun } from './run';
import { storePage, storePlace } from './store-page';

/** What an export names that is no post, such as a page (`page:12`): a site lists its posts alone, and says nothing of it. */
const IS_NO_POST = /^[\w-]+:\d+$/;
/** Posts asked for at a time. */
const PART = 100;

/**
 * Compares what is kept with what the site lists: posts that are new or other there are fetched, and those that it no longer
 * has are marked as withdrawn. They stay.
 */
export async function compareWithSite(run: SyncRun, following: FollowedSource): Promise<void> {
	const { db, feed, tally, context } = run;
	tally.phase = 'comparing';
	run.tell();
	const listed = new Set<PostId>();
	for await (const posts of following.listing(feed, context)) {
		run.signal.throwIfAborted();
		for (const { guid } of posts) listed.add(postIdOf(feed.id, guid));
		const renewed = await differingFromKept(run, posts);
		for (const part of inParts(renewed, PART)) {
			await fetchPosts(
				run,
				following,
				part.map(({ guid }) => guid)
			);
		}
	}
	const kept = await idsOfFeed(db, feed.id);
	await withdrawMissing(
		run,
		following,
		kept.filter((id) => !listed.has(id))
	);
	tally.hasCompared = true;
	if (tally.followed === null) return;
	const { checkpoint, followed } = tally;
	await storePlace(run, { checkpoint, followed: { ...followed, comparedAt: context.now() } });
}

/** Those of the listed posts that are not kept as they are there, or came in a file alone. */
export async function differingFromKept({ db, feed }: SyncRun, posts: ListedPost[]): Promise<ListedPost[]> {
	const known = await postsById(
		db,
		posts.map(({ guid }) => postIdOf(feed.id, guid))
	);
	return posts.filter(
		({ updatedAt }, i) =>
			known[i]?.updatedAt !== updatedAt || known[i].withdrawnAt !== null || known[i].isFromFile === true
	);
}

/** @returns the ids of those that the site has. */
async function fetchPosts(run: SyncRun, following: FollowedSource, guids: string[]): Promise<Set<PostId>> {
	const page = await following.postsOf(run.feed, guids, run.context);
	await storePage(run, page, { checkpoint: run.tally.checkpoint });
	return new Set(page.posts.map(({ post }) => post.id));
}

/** Drafts came in files, and so did posts that had gone before: the site never had them here. */
function isOfSite(post: Post | undefined): post is Post {
	return post?.withdrawnAt === null && post.isFromFile !== true && !IS_NO_POST.test(post.guid);
}

/** A post may have been left out of the list by mistake: only what the site does not give by name either has gone. */
async function withdrawMissing(run: SyncRun, following: FollowedSource, missing: PostId[]): Promise<void> {
	const { db, tally, context } = run;
	for (const ids of inParts(missing, PART)) {
		const posts = (await postsById(db, ids)).filter(isOfSite);
		if (posts.length === 0) continue;
		const there = await fetchPosts(
			run,
			following,
			posts.map(({ guid }) => guid)
		);
		const gone = posts.map(({ id }) => id).filter((id) => !there.has(id));
		tally.withdrawn += await withdrawPosts(db, gone, context.now());
	}
}
