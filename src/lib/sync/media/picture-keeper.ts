import type { Feed } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import { picturesId, roomOf, type KeepPictures, type KeptFile, type KeptMedia } from '$lib/model/kept-media';
import { picturesOf, type PictureSetting } from '$lib/model/pictures';
import type { Post } from '$lib/model/post';
import type { Database } from '$lib/store/database';
import { dropMedia, putMedia } from '$lib/store/kept-media';
import { postsNewestFirst, starredNewestFirst } from '$lib/store/posts-with-pictures';
import type { FetchedPicture, PictureFailure } from './fetch-picture';
import type { Worth } from './make-room';
import type { MediaRoom } from './media-room';
import { mayHavePictures, wantedPictures } from './wanted-pictures';

/** How keeping has ended: with everything there, or all but what could not be reached; with the budget full, with the device full, or called off. */
export type KeepingEnd = 'done' | 'unreached' | 'budget' | 'room' | 'stopped';

/** What a keeper needs of the world. */
export interface KeeperWorld {
	db: Database;
	room: MediaRoom;
	fetch: (url: string, signal: AbortSignal) => Promise<FetchedPicture | PictureFailure>;
	/** UTC milliseconds. */
	now: () => number;
	/** The app is on https. */
	isSecure: boolean;
}

/** Milliseconds after which it is tried again to have a picture that was not there. */
const TRIED_AGAIN = 24 * 60 * 60_000;
/** Of the budget, one post has at most one part in so many: the pictures of all others would go for one gallery. */
const PARTS = 4;

/** Hosts that cannot be reached, while none could be. */
const MOST_UNREACHABLE = 3;

/** Fetches the pictures that the reader wants kept, one after the other: those of starred posts first, then of the newest. */
export class PictureKeeper {
	readonly #world: KeeperWorld;
	/** Hosts that could not be reached, or are busy: they are left alone until the next time. */
	readonly #unreachable = new Set<string>();
	#hasReached = false;

	/** Make one each time. */
	constructor(world: KeeperWorld) {
		this.#world = world;
	}

	/** @param loads what the reader says of pictures that are shown: what is not shown without a press is not kept either */
	async keep(feeds: readonly Feed[], loads: PictureSetting, signal: AbortSignal): Promise<KeepingEnd> {
		const wanted = wantedOf(feeds, loads, this.#world.room.standard);
		const { db } = this.#world;
		let isFull = false;
		for await (const post of starredNewestFirst(db)) {
			const feed = wanted.get(post.feedId);
			const end = feed === undefined ? null : await this.#keepPost(post, feed, 'starred', signal);
			// An older post may be needed more, since it was opened or got its star later.
			if (end === 'budget') isFull = true;
			else if (end !== null) return end;
		}
		if (isFull) return 'budget';
		const wholly = [...wanted.values()].filter(({ keep }) => keep === 'all').map(({ feed }) => feed.id);
		for await (const post of postsNewestFirst(db, new Set(wholly))) {
			const feed = wanted.get(post.feedId);
			const end = feed === undefined ? null : await this.#keepPost(post, feed, 'wanted', signal);
			if (end !== null) return end;
		}
		return this.#unreachable.size > 0 ? 'unreached' : 'done';
	}

	/** @returns why no further post is looked at, or null. */
	async #keepPost(
		post: Post,
		{ feed }: WantedFeed,
		rank: Worth['rank'],
		signal: AbortSignal
	): Promise<KeepingEnd | null> {
		if (signal.aborted) return 'stopped';
		if (!mayHavePictures(post)) return null;
		const { db, now } = this.#world;
		const before = await db.media.get(picturesId(post.id));
		if (before !== undefined && !this.#isToLookAt(before, post)) return null;
		const [body, mark] = await Promise.all([db.bodies.get(post.id), db.marks.get(post.id)]);
		const marked = Math.max(mark?.readAt ?? 0, mark?.starredAt ?? 0);
		const urls = wantedPictures(post, body?.html ?? '', feed.url, this.#world.isSecure);
		const record: KeptMedia = {
			id: picturesId(post.id),
			kind: 'pictures',
			postId: post.id,
			feedId: post.feedId,
			// That of the post once all is there: a tab that is closed meanwhile has the next one go on.
			revision: '',
			files: before?.files.filter(({ url }) => urls.includes(url)) ?? [],
			missing: 0,
			triedAt: now(),
			neededAt: before?.neededAt ?? Math.min(Math.max(post.publishedAt, marked), now())
		};
		const end = await this.#fill(record, urls, { rank, neededAt: record.neededAt }, signal);
		const isSettled = end === null && !urls.some((url) => this.#unreachable.has(new URL(url).host));
		if (isSettled) await putMedia(db, { ...record, revision: post.revision });
		return end;
	}

	#isToLookAt({ revision, missing, triedAt }: KeptMedia, post: Post): boolean {
		if (revision !== post.revision) return true;
		return missing > 0 && Math.abs(this.#world.now() - triedAt) > TRIED_AGAIN;
	}

	/** Adds to `record` what is missing of `urls`. */
	async #fill(
		record: KeptMedia,
		urls: readonly string[],
		worth: Worth,
		signal: AbortSignal
	): Promise<KeepingEnd | null> {
		const { db, room } = this.#world;
		for (const url of urls.filter((wanted) => !record.files.some((file) => file.url === wanted))) {
			if (await room.isOfApp(url)) continue;
			if (!(await room.isLeft())) return 'room';
			if (roomOf(record.files) > room.budget / PARTS) break;
			if ((await room.toGo(record.id, worth)) === null) return 'budget';
			const file = (await room.known(url)) ?? (await this.#fetched(url, signal));
			if (file === 'stopped') return 'stopped';
			if (file === 'full') return 'room';
			if (typeof file === 'string') {
				record.missing += 1;
				continue;
			}
			record.files.push(file);
			await putMedia(db, record);
			const end = await this.#settle(record, url, worth);
			if (end !== null) return end;
		}
		return null;
	}

	/** After `url` has come in: what is worth less goes where that is too much; else `url` goes again. */
	async #settle(record: KeptMedia, url: string, worth: Worth): Promise<KeepingEnd | null> {
		const { db, room } = this.#world;
		const going = await room.toGo(record.id, worth, 0);
		if (going !== null) {
			await dropMedia(db, room.cache, going);
			return null;
		}
		record.files = record.files.filter((file) => file.url !== url);
		await putMedia(db, record);
		await room.forget(url);
		return 'budget';
	}

	async #fetched(url: string, signal: AbortSignal): Promise<KeptFile | PictureFailure | 'full' | 'broken'> {
		const fetched = await this.#fetch(url, signal);
		return typeof fetched === 'string' ? fetched : this.#world.room.store(url, fetched.file, fetched.bytes);
	}

	async #fetch(url: string, signal: AbortSignal): Promise<FetchedPicture | PictureFailure> {
		const { host } = new URL(url);
		if (this.#unreachable.has(host)) return 'unreachable';
		const fetched = await this.#world.fetch(url, signal);
		if (typeof fetched !== 'string') this.#hasReached = true;
		if (fetched === 'unreachable') this.#unreachable.add(host);
		// It is rather the network than each of them.
		return !this.#hasReached && this.#unreachable.size > MOST_UNREACHABLE ? 'stopped' : fetched;
	}
}

interface WantedFeed {
	feed: Feed;
	keep: KeepPictures;
}

/** Feeds of which pictures are to be fetched. */
function wantedOf(
	feeds: readonly Feed[],
	loads: PictureSetting,
	standard: KeepPictures
): Map<FeedId, WantedFeed> {
	const wanted = feeds
		.map((feed) => ({ feed, keep: feed.keepsPictures ?? standard }))
		.filter(({ feed, keep }) => keep !== 'none' && !feed.isPaused && picturesOf(loads, feed) === 'always');
	return new Map(wanted.map((entry) => [entry.feed.id, entry]));
}
