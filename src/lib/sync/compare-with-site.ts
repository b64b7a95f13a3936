import { postIdOf, type PostId } from '$lib/model/ids';
import type { FollowedSource, ListedPost } from '$lib/sources/source';
import { idsOfFeed, postsById, withdrawPosts } from '$lib/store/withdrawals';
import type { SyncRun } from './run';
import { storePage, storePlace } from './store-page';

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
	const renewed: string[] = [];
	for await (const posts of following.listing(feed, context)) {
		run.signal.throwIfAborted();
		for (const { guid } of posts) listed.add(postIdOf(feed.id, guid));
		renewed.push(...(await differing(run, posts)));
	}
	for (const guids of inParts(renewed)) await fetchPosts(run, following, guids);
	const kept = await idsOfFeed(db, feed.id);
	await withdrawMissing(
		run,
		following,
		kept.filter((id) => !listed.has(id))
	);
	if (tally.followed === null) return;
	const { checkpoint, followed } = tally;
	await storePlace(run, { checkpoint, followed: { ...followed, comparedAt: context.now() } });
}

/** Those of the listed posts that are not kept as they are there. */
async function differing({ db, feed }: SyncRun, posts: ListedPost[]): Promise<string[]> {
	const known = await postsById(
		db,
		posts.map(({ guid }) => postIdOf(feed.id, guid))
	);
	return posts
		.filter(({ updatedAt }, i) => known[i]?.updatedAt !== updatedAt || known[i].withdrawnAt !== null)
		.map(({ guid }) => guid);
}

/** @returns the ids of those that the site has. */
async function fetchPosts(run: SyncRun, following: FollowedSource, guids: string[]): Promise<Set<PostId>> {
	const page = await following.postsOf(run.feed, guids, run.context);
	await storePage(run, page, { checkpoint: run.tally.checkpoint });
	return new Set(page.posts.map(({ post }) => post.id));
}

/** A post may have been left out of the list by mistake: only what the site does not give by name either has gone. */
async function withdrawMissing(run: SyncRun, following: FollowedSource, missing: PostId[]): Promise<void> {
	const { db, tally, context } = run;
	for (const ids of inParts(missing)) {
		const posts = (await postsById(db, ids)).filter((post) => post?.withdrawnAt === null);
		const guids = posts.flatMap((post) => (post ? [post.guid] : []));
		if (guids.length === 0) continue;
		const there = await fetchPosts(run, following, guids);
		const gone = posts.flatMap((post) => (post && !there.has(post.id) ? [post.id] : []));
		tally.withdrawn += await withdrawPosts(db, gone, context.now());
	}
}

function* inParts<T>(items: T[]): Generator<T[]> {
	for (let start = 0; start < items.length; start += PART) yield items.slice(start, start + PART);
}
