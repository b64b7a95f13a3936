import type { FeedId, PostId } from '$lib/model/ids';
import {
	picturesId,
	roomOf,
	STANDARD_OFFLINE,
	type KeepPictures,
	type KeptFile,
	type KeptMedia,
	type OfflineSettings
} from '$lib/model/kept-media';
import type { Database } from './database';
import type { MediaCache } from './media-cache';

/** How this device keeps pictures and sound: what the reader chose, and the standard for the rest. */
export async function readOfflineSettings(db: Database): Promise<OfflineSettings> {
	const record = await db.settings.get('offline');
	return { ...STANDARD_OFFLINE, ...(record?.key === 'offline' ? record.value : {}) };
}

/** Changes only what is named. */
export async function changeOfflineSettings(db: Database, change: Partial<OfflineSettings>): Promise<void> {
	await db.transaction('rw', db.settings, async () => {
		const value = { ...(await readOfflineSettings(db)), ...change };
		await db.settings.put({ key: 'offline', value });
	});
}

/** Of which posts of a feed the pictures are kept; null for what holds for all feeds. */
export async function setKeepPictures(db: Database, id: FeedId, keep: KeepPictures | null): Promise<void> {
	await db.feeds
		.where('id')
		.equals(id)
		.modify((feed) => {
			if (keep === null) delete feed.keepsPictures;
			else feed.keepsPictures = keep;
		});
}

/** Notes that a post is being read: what is kept of it goes later than the rest. `now` is UTC milliseconds. */
export async function noteNeeded(db: Database, post: PostId, now: number): Promise<void> {
	await db.media
		.where('postId')
		.equals(post)
		.modify((kept) => {
			kept.neededAt = Math.max(kept.neededAt, now);
		});
}

/** How much is kept. */
export interface MediaCounts {
	pictures: number;
	/** Posts of which pictures are kept. */
	posts: number;
	recordings: number;
	/** Bytes of the browser's room. */
	room: number;
}

export async function countMedia(db: Database): Promise<MediaCounts> {
	const all = await db.media.toArray();
	const pictures = all.filter(({ kind, files }) => kind === 'pictures' && files.length > 0);
	return {
		pictures: eachFileOnce(pictures).length,
		posts: pictures.length,
		recordings: all.filter(({ kind }) => kind === 'recording').length,
		room: roomOf(eachFileOnce(all))
	};
}

/** Several posts may have the same. */
export function eachFileOnce(all: readonly Pick<KeptMedia, 'files'>[]): KeptFile[] {
	return [...new Map(all.flatMap(({ files }) => files.map((file) => [file.url, file] as const))).values()];
}

/** Deletes the records `ids`, and those of their files that no other record has. */
export async function dropMedia(db: Database, cache: MediaCache, ids: readonly string[]): Promise<void> {
	const free = await db.transaction('rw', db.media, async () => {
		const records = (await db.media.bulkGet([...ids])).filter((record) => record !== undefined);
		await db.media.bulkDelete([...ids]);
		return unshared(
			db,
			records.flatMap(({ files }) => files).map(({ url }) => url)
		);
	});
	await cache.delete(free);
}

/** A file of a post that cannot be shown: what was kept is no picture. It is fetched again after a while. */
export async function dropFile(
	db: Database,
	cache: MediaCache,
	post: PostId,
	url: string,
	now: number
): Promise<void> {
	const free = await db.transaction('rw', db.media, async () => {
		const record = await db.media.get(picturesId(post));
		const files = record?.files.filter((file) => file.url !== url) ?? [];
		if (record === undefined || files.length === record.files.length) return [];
		await putMedia(db, { ...record, files, missing: record.missing + 1, triedAt: now });
		return unshared(db, [url]);
	});
	await cache.delete(free);
}

/** Those of `urls` that no record has any more, within a transaction. */
async function unshared(db: Database, urls: readonly string[]): Promise<string[]> {
	const shared = new Set<unknown>(
		await db.media
			.where('fileUrls')
			.anyOf([...new Set(urls)])
			.keys()
	);
	return [...new Set(urls)].filter((url) => !shared.has(url));
}

export async function putMedia(db: Database, record: KeptMedia): Promise<void> {
	const fileUrls = record.files.map(({ url }) => url);
	await db.transaction('rw', db.media, async () => {
		// The reader may have opened the post meanwhile.
		const noted = (await db.media.get(record.id))?.neededAt ?? 0;
		await db.media.put({ ...record, fileUrls, neededAt: Math.max(record.neededAt, noted) });
	});
}

/**
 * Makes records and files agree again: after a tab was killed between the two, after a feed was deleted, and after the browser has
 * cleared one of them.
 */
export async function tidyMedia(db: Database, cache: MediaCache): Promise<void> {
	const urls = new Set(await cache.urls());
	const known = new Set<string>();
	for (const record of await db.media.toArray()) {
		const files = record.files.filter(({ url }) => urls.has(url));
		for (const { url } of files) known.add(url);
		const isWhole = files.length === record.files.length;
		if (!isWhole && (record.kind === 'recording' || files.length === 0)) await db.media.delete(record.id);
		else if (!isWhole) await putMedia(db, { ...record, files, triedAt: 0, missing: 1 });
	}
	await cache.delete([...urls].filter((url) => !known.has(url)));
}

/** Whether any record has the file at `url`. */
export async function isFileShared(db: Database, url: string): Promise<boolean> {
	return (await db.media.where('fileUrls').equals(url).count()) > 0;
}

/**
 * Ids of the records that nobody wants any more: of posts that are gone, and the pictures of feeds of which none are kept.
 * @param keepers feeds of which some are
 */
export async function unwantedMedia(db: Database, keepers: ReadonlySet<FeedId>): Promise<string[]> {
	return db.transaction('r', [db.media, db.posts], async () => {
		const records = await db.media.toArray();
		const posts = [...new Set(records.map(({ postId }) => postId))];
		const there = new Set<unknown>(await db.posts.where('id').anyOf(posts).primaryKeys());
		const isWanted = ({ kind, feedId, postId }: KeptMedia) =>
			there.has(postId) && (kind === 'recording' || keepers.has(feedId));
		return records.filter((record) => !isWanted(record)).map(({ id }) => id);
	});
}

/** Of no feed pictures are kept from now on. */
export async function keepNoPictures(db: Database): Promise<void> {
	await db.transaction('rw', [db.settings, db.feeds], async () => {
		await changeOfflineSettings(db, { pictures: 'none' });
		await db.feeds.toCollection().modify((feed) => {
			delete feed.keepsPictures;
		});
	});
}
