import { newFeed, NOTHING_SAID, NOTHING_SYNCED, type Feed } from '$lib/model/feed';
import { feedIdOf } from '$lib/model/ids';
import { unexpectedProblem, type Problem } from '$lib/model/problem';
import type { Subscription } from '$lib/sources/files/file-format';
import type { SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { hostName } from '$lib/sources/http-url';
import type { Database } from '$lib/store/database';
import { addFeed, listFeeds, setFolder } from '$lib/store/feeds';
import { kindOf } from '$lib/store/sound/feed';
import { storageProblem } from '$lib/store/storage-problem';
import { inLanes } from '$lib/sync/in-lanes';
import { feedRecordOf, findFeedsAt } from '$lib/sync/preview';
import { sameAddress, spellingsOf } from './same-address';

/** What adding needs of the world. */
export interface AddingWorld {
	/** What feeds are looked at with; its requests end with `signal`. */
	context: SourceContext;
	/** Its abort ends the adding: what was added stays. */
	signal: AbortSignal;
	report: (progress: { done: number; total: number }) => void;
}

/** What came of a list. */
export interface AddedSubscriptions {
	/** Feeds that are new, also those that could not be reached. */
	added: number;
	/** Feeds that were kept before. */
	kept: number;
	/** Those of the new ones that could not be reached. They are kept with their problem, and the next sync tries again. */
	failed: { url: string; title: string; problem: Problem }[];
	/** Feeds of the list that were not reached before the reader cancelled. */
	left: number;
}

/**
 * Adds the feeds of a list, a few at a time; their posts come with their first sync. One that cannot be reached now is kept by its
 * address alone. Those that are kept already get their folder, if they are in none.
 * @throws when the library cannot be read or written
 */
export async function addSubscriptions(
	db: Database,
	subscriptions: readonly Subscription[],
	world: AddingWorld
): Promise<AddedSubscriptions> {
	const { signal, report } = world;
	const outcome: AddedSubscriptions = { added: 0, kept: 0, failed: [], left: 0 };
	const kept = await keptByAddress(db);
	let done = 0;
	await inLanes(subscriptions, async (subscription) => {
		if (signal.aborted) return;
		const known = kept.get(sameAddress(subscription.url));
		// One that came in a file is followed from now on.
		if (known === undefined || known.isFromFile) await addOne(db, subscription, world, outcome, known);
		else {
			await putAway(db, known, subscription);
			outcome.kept += 1;
		}
		done += 1;
		report({ done, total: subscriptions.length });
	});
	return { ...outcome, left: subscriptions.length - outcome.added - outcome.kept };
}

async function keptByAddress(db: Database): Promise<Map<string, Feed>> {
	const feeds = (await listFeeds(db)).sort((a, b) => Number(b.isFromFile) - Number(a.isFromFile));
	return new Map(feeds.flatMap((feed) => spellingsOf(feed).map((address) => [address, feed] as const)));
}

async function addOne(
	db: Database,
	subscription: Subscription,
	{ context, signal }: AddingWorld,
	outcome: AddedSubscriptions,
	ofFile: Feed | undefined
): Promise<void> {
	const { feed, problem } = await lookAt(subscription, context, ofFile);
	// What the cancelling has cut off says nothing of the site.
	if (problem !== null && signal.aborted) return;
	const { folder } = subscription;
	const isNew = await addFeed(db, { ...feed, ...(folder.length > 0 && { folder }) });
	if (!isNew) {
		await putAway(db, feed, subscription);
		outcome.kept += 1;
		return;
	}
	outcome.added += 1;
	if (problem !== null) outcome.failed.push({ url: subscription.url, title: feed.title, problem });
}

/**
 * The best feed at the address; where none can be read now, what is known of it from the list. Where a file has brought posts of it, it is
 * that feed, so that it is not kept twice.
 */
async function lookAt(
	subscription: Subscription,
	context: SourceContext,
	ofFile: Feed | undefined
): Promise<{ feed: Feed; problem: Problem | null }> {
	try {
		const found = await findFeedsAt(subscription.url, context);
		const same = ofFile && found.find(({ url }) => sameAddress(url) === sameAddress(ofFile.url));
		const best = same ?? found[0];
		if (best === undefined) throw new Error(`Nothing was found at ${subscription.url}`);
		const feed = feedRecordOf(best, context.now(), false);
		return { feed: same === undefined ? feed : asOneWith(ofFile, feed), problem: null };
	} catch (error) {
		// Where the library itself fails, so will all that follows.
		if (storageProblem(error) !== null) throw error;
		const problem = error instanceof SourceError ? error.toProblem() : unexpectedProblem(error);
		const unread = unreadFeed(subscription, problem, context.now());
		return { feed: asOneWith(ofFile, unread), problem };
	}
}

function asOneWith(ofFile: Feed | undefined, feed: Feed): Feed {
	if (ofFile === undefined) return feed;
	// Saved pages say nothing of what a sync will find there.
	const kind = ofFile.kind === 'page' ? feed.kind : ofFile.kind;
	return { ...feed, id: ofFile.id, url: ofFile.url, kind };
}

/** Kept by its address alone; its kind is a guess until its first answer. */
function unreadFeed({ url, title }: Subscription, error: Problem, now: number): Feed {
	const feed = newFeed(
		{ id: feedIdOf(url), kind: kindOf(url, null), url, isRelayed: false, isFromFile: false, addedAt: now },
		{ ...NOTHING_SAID, title: title || hostName(url) }
	);
	return { ...feed, lastSync: { ...NOTHING_SYNCED, at: now, error } };
}

async function putAway(db: Database, { id }: Feed, { folder }: Subscription): Promise<void> {
	if (folder.length > 0 && (await db.feeds.get(id))?.folder === undefined) await setFolder(db, id, folder);
}
