import type { Feed } from '$lib/model/feed';
import type { PostId } from '$lib/model/ids';
import { ID_WORDS, packId, type PackedIds } from '$lib/model/packed-ids';
import type { SyncSettings } from '$lib/model/sync-settings';
import type { Database } from '$lib/store/database';
import { listFeeds } from '$lib/store/feeds';
import { libraryId } from '$lib/store/guard-library';
import { listHighlights } from '$lib/store/highlights';
import { isId } from '$lib/store/sound/values';
import { readSyncSettings } from '$lib/store/sync-settings';

/** Ids read at once. */
const IDS_AT_ONCE = 10_000;

/** What is to be saved: everything but the posts themselves, of which there may be too many to hold. */
export interface Snapshot {
	library: string;
	sync: SyncSettings;
	/** Default feeds that were given to this reader; `at` is UTC milliseconds. */
	offered: { url: string; at: number }[];
	/** Removed ones not among them. */
	feeds: Feed[];
	/** Posts of those feeds. */
	total: number;
	/** Of every post, those of removed feeds among them, in the order of the table. */
	ids: PackedIds;
	/** Posts whose id is none. */
	nameless: number;
	/** Highlights whose post is not there: a backup has no place for them. */
	homeless: number;
}

/**
 * Feeds, and which posts there are, at one moment: how far a feed has been followed is only true together with the posts that
 * were there then. What a sync brings while a backup is written is left for the next one.
 */
export async function takeSnapshot(db: Database): Promise<Snapshot> {
	const library = await libraryId(db);
	return db.transaction('r', [db.feeds, db.posts, db.highlights, db.offered, db.settings], async () => {
		const [sync, offered, feeds, { ids, nameless }, placed] = await Promise.all([
			readSyncSettings(db),
			db.offered.toArray(),
			listFeeds(db),
			readIds(db),
			listHighlights(db)
		]);
		const total = feeds.reduce((sum, { postCount }) => sum + postCount, 0);
		const homeless = placed.filter(({ post }) => post === undefined).length;
		return { library, sync, offered, feeds, total, ids, nameless, homeless };
	});
}

async function readIds(db: Database): Promise<Pick<Snapshot, 'ids' | 'nameless'>> {
	const packed = new Uint32Array((await db.posts.count()) * ID_WORDS);
	let count = 0;
	let nameless = 0;
	for (let last: PostId | undefined = '' as PostId; last !== undefined;) {
		const ids: PostId[] = await db.posts.where('id').above(last).limit(IDS_AT_ONCE).primaryKeys();
		for (const id of ids) {
			if (isId(id)) packId(id, packed, count++);
			else nameless += 1;
		}
		last = ids.at(-1);
	}
	return { ids: packed.subarray(0, count * ID_WORDS), nameless };
}
