import { m } from '$lib/messages/messages';
import { KEPT_IF_REMOVED } from '$lib/model/feed';
import type { Done } from '$lib/state/feed-removal.svelte';
import type { FeedContents, Room } from '$lib/state/storage-state.svelte';
import { formatAgo, formatBytes, formatList, formatShare } from './format';

/** A part of the room in which the library lies. */
export interface StoragePart {
	kind: 'posts' | 'search' | 'pictures' | 'app' | 'rest' | 'free';
	name: string;
	bytes: number;
}

/**
 * What takes room, and what is left, as far as it is known; nothing that is empty. Where the browser does not tell the parts
 * of its storage apart, what cannot be told apart is one part.
 * @param media bytes of pictures and sound, which lie beside the app
 */
export function partsOf({ used, quota, databases, searchIndex, app }: Room, media = 0): StoragePart[] {
	const search = Math.min(searchIndex ?? 0, databases ?? used ?? Infinity);
	const isApart = databases !== null && app !== null;
	const kept = Math.min(media, app ?? used ?? Infinity);
	const posts = isApart ? databases - search : (used ?? 0) - search - kept;
	const parts: StoragePart[] = [
		{
			kind: 'posts',
			name: isApart ? m.settings_part_posts() : m.settings_part_posts_and_app(),
			bytes: posts
		},
		{ kind: 'search', name: m.settings_part_search(), bytes: search },
		{ kind: 'pictures', name: m.offline_part(), bytes: kept },
		{ kind: 'app', name: m.settings_part_app(), bytes: (app ?? 0) - kept },
		{ kind: 'rest', name: m.settings_part_rest(), bytes: isApart ? (used ?? 0) - databases - app : 0 },
		{ kind: 'free', name: m.settings_part_free(), bytes: used === null || quota === null ? 0 : quota - used }
	];
	return parts.filter(({ bytes }) => bytes > 0);
}

/** "Everything takes about 21 MB. By the browser’s estimate, about 10.7 GB more would fit." */
export function roomWords({ used, quota }: Pick<Room, 'used' | 'quota'>): string {
	if (used === null) return m.settings_room_unknown();
	const taken = m.settings_room_taken({ bytes: formatBytes(used) });
	if (quota === null) return taken;
	return `${taken} ${leftWords(quota - used)}`;
}

/** What is left of the room, in words; bytes. */
export function leftWords(free: number): string {
	return free > 0 ? m.settings_room_left({ bytes: formatBytes(free) }) : m.settings_room_none();
}

/** Whether the browser may clear the library by itself; null where it does not say. */
export function promiseWords(isPersistent: boolean | null): string {
	if (isPersistent === null) return m.settings_promise_unknown();
	return isPersistent ? m.settings_promise_given() : m.settings_promise_not();
}

/**
 * How much of the posts' room is one feed's: "about 12 MB", or "about 34 % of all text" where the browser does not say how much
 * room that is.
 * @param share of the whole, from 0 to 1
 * @param posts bytes of all posts, or null
 */
export function shareWords(share: number, posts: number | null): string {
	return posts === null
		? m.settings_about_share({ percent: formatShare(share) })
		: m.settings_about_bytes({ bytes: formatBytes(posts * share) });
}

/** What goes with a feed: "Its 300 posts go, with their 12 comments, 3 stars and your read marks." */
export function goingWords(postCount: number, contents: FeedContents | null): string {
	const { stars, comments, highlights } = contents ?? { stars: 0, comments: 0, highlights: 0 };
	const withThem = [
		comments > 0 ? m.feeds_going_comments({ count: comments }) : '',
		stars > 0 ? m.feeds_going_stars({ count: stars }) : '',
		highlights > 0 ? m.highlights_count({ count: highlights }) : '',
		m.feeds_going_marks()
	].filter((part) => part !== '');
	return postCount === 0
		? m.feeds_going_none()
		: m.feeds_going({ count: postCount, list: formatList(withThem) });
}

/** What was done last. */
export function doneWords({ feed: { title }, what }: Done): string {
	switch (what) {
		case 'removed':
			return m.feeds_done_removed({ title });
		case 'restored':
			return m.feeds_done_restored({ title });
		case 'kept':
			return m.feeds_done_kept({ title });
		case 'deleting':
			return m.feeds_done_deleting({ title });
		case 'deleted':
			return m.feeds_done_deleted({ title });
	}
}

/**
 * "Will be deleted in 23 hours." Both in UTC milliseconds.
 */
export function deletionWords(removedAt: number, now: number): string {
	const due = removedAt + KEPT_IF_REMOVED;
	return due <= now ? m.feeds_deletion_soon() : m.feeds_deletion({ when: formatAgo(due, now) });
}
