import { categoryKey } from '$lib/model/category';
import type { FeedId, PostId } from '$lib/model/ids';
import { countQuickly } from './count-posts';
import type { Database, PostRecord } from './database';
import { listFeeds } from './feeds';
import { authorKey, markedOf, type Place } from './places';
import { criteriaOf, spansOf, type ByDate, type PostFilter } from './posts-by-date';

/** The beginning of a list, and how long it is. */
export interface FirstPosts {
	/** Fewer than were asked for, too, where the others are not found at a glance. */
	ids: PostId[];
	/** Posts in the whole list; null where to count them takes longer than to find the first. */
	total: number | null;
}

/** The wanted posts of some indexes, as far as these were looked at. */
interface Glance {
	found: PostRecord[];
	/** Where looking ended: older ones may be wanted too. Null when all were looked at. */
	end: PostRecord | null;
}

/** Posts of an index looked at, at most, for those that pass. */
const LOOKED_AT = 300;
/** Those that are read at once where not all of them pass. */
const BATCH = 75;

/**
 * The first `limit` posts of a view, newest first, without reading the others.
 * @returns null where none is found at a glance, as for two criteria that few posts meet: then `postIds` tells.
 */
export async function firstPosts(
	db: Database,
	filter: PostFilter,
	limit: number
): Promise<FirstPosts | null> {
	return db.transaction('r', [db.posts, db.feeds, db.categories], async () => {
		const feeds = await listFeeds(db);
		const counted = await countQuickly(db, filter, feeds);
		const wanted = { limit, enough: Math.min(limit, counted ?? limit) };
		const { found, end } = await glanceAt(db, filter, new Set(feeds.map(({ id }) => id)), wanted);
		const total = end === null ? found.length : counted;
		if (found.length === 0 && total !== 0) return null;
		return { ids: found.slice(0, limit).map(({ id }) => id), total };
	});
}

/** The newest posts of a view, by the first of its criteria where `enough` are found, or else the one where most are. */
async function glanceAt(
	db: Database,
	filter: PostFilter,
	feeds: ReadonlySet<FeedId>,
	{ limit, enough }: { limit: number; enough: number }
): Promise<Glance> {
	const criteria = criteriaOf(db, filter, await spansOf(db, filter));
	const isWanted = (post: PostRecord) => feeds.has(post.feedId) && passes(post, filter);
	const allPass = criteria.length === 1 && (await db.feeds.count()) === feeds.size;
	// One more than is wanted tells whether there are others.
	const batch = allPass ? limit + 1 : Math.max(limit + 1, BATCH);
	let best: Glance | null = null;
	for (const { lists } of criteria) {
		const glance = joined(
			await Promise.all(lists.map((posts) => lookAt(db, posts, isWanted, enough, batch)))
		);
		if (glance.end === null || glance.found.length >= enough) return glance;
		if (best === null || glance.found.length > best.found.length) best = glance;
	}
	return best ?? { found: [], end: null };
}

/** Looks at the newest posts of an index until `enough` are found that are wanted. */
async function lookAt(
	db: Database,
	posts: ByDate,
	isWanted: (post: PostRecord) => boolean,
	enough: number,
	batch: number
): Promise<Glance> {
	let glance: Glance = { found: [], end: null };
	for (const size of [batch, LOOKED_AT]) {
		// Together, backward too, where the browser has `getAllRecords`: in half the time of ids and then posts.
		const records = await posts.clone().reverse().limit(size).toArray();
		const end = records.length < size ? null : (records.at(-1) ?? null);
		glance = { found: records.filter(isWanted), end };
		if (end === null || glance.found.length >= enough) break;
	}
	return glance;
}

/** What was found in several indexes, as far as all of them were looked at. */
function joined(glances: Glance[]): Glance {
	const byId = new Map(glances.flatMap(({ found }) => found).map((post) => [post.id, post]));
	const [end = null] = glances.flatMap((glance) => glance.end ?? []).sort(newestFirst);
	const found = [...byId.values()].sort(newestFirst);
	return { found: end === null ? found : found.filter((post) => newestFirst(post, end) <= 0), end };
}

function passes(post: PostRecord, { feed, categories, author, tag, is }: PostFilter): boolean {
	const { isRead, isStarred } = markedOf(post);
	const isIn = (places: Place[], wanted: string) => places.some(([key]) => key === wanted);
	return (
		(feed === null || (post.feedId as string) === feed) &&
		(categories.length === 0 || categories.some((name) => post.categoryKeys.includes(categoryKey(name)))) &&
		(author === null || isIn(post.authorPlaces, authorKey(author))) &&
		(tag === null || isIn(post.tagPlaces, tag)) &&
		(is === null || (is === 'unread' ? !isRead : isStarred))
	);
}

/** The order of the indexes, from their end. */
function newestFirst(a: PostRecord, b: PostRecord): number {
	return b.publishedAt - a.publishedAt || (a.id === b.id ? 0 : a.id < b.id ? 1 : -1);
}
