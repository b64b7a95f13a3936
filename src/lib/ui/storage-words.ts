import { KEPT_IF_REMOVED } from '$lib/model/feed';
import type { Done } from '$lib/state/feed-removal.svelte';
import type { FeedContents, Room } from '$lib/state/storage-state.svelte';
import { formatAgo, formatBytes, formatComments, formatNumberOf, formatPosts } from './format';

/** A part of the room in which the library lies. */
export interface StoragePart {
	kind: 'posts' | 'search' | 'app' | 'rest' | 'free';
	name: string;
	bytes: number;
}

/**
 * What takes room, and what is left, as far as it is known; nothing that is empty. Where the browser does not tell the parts
 * of its storage apart, what cannot be told apart is one part.
 */
export function partsOf({ used, quota, databases, searchIndex, app }: Room): StoragePart[] {
	const search = Math.min(searchIndex ?? 0, databases ?? used ?? Infinity);
	const isApart = databases !== null && app !== null;
	const posts = isApart ? databases - search : (used ?? 0) - search;
	const parts: StoragePart[] = [
		{ kind: 'posts', name: isApart ? 'Posts and comments' : 'Posts, comments and the app', bytes: posts },
		{ kind: 'search', name: 'Search index', bytes: search },
		{ kind: 'app', name: 'The app itself', bytes: app ?? 0 },
		{ kind: 'rest', name: 'Anything else', bytes: isApart ? (used ?? 0) - databases - app : 0 },
		{ kind: 'free', name: 'Free', bytes: used === null || quota === null ? 0 : quota - used }
	];
	return parts.filter(({ bytes }) => bytes > 0);
}

/** "Everything takes about 21 MB. By the browser’s estimate, about 10.7 GB more would fit." */
export function roomWords({ used, quota }: Pick<Room, 'used' | 'quota'>): string {
	if (used === null) return 'This browser does not say how much room that takes.';
	const taken = `Everything takes ${about(used)}.`;
	if (quota === null) return taken;
	return `${taken} ${leftWords(quota - used)}`;
}

/** What is left of the room, in words; bytes. */
export function leftWords(free: number): string {
	return free > 0
		? `By the browser’s estimate, ${about(free)} more would fit.`
		: 'By the browser’s estimate, nothing more would fit.';
}

/** Whether the browser may clear the library by itself; null where it does not say. */
export function promiseWords(isPersistent: boolean | null): string {
	if (isPersistent === null) return 'This browser does not say whether it may clear your posts by itself.';
	return isPersistent
		? 'The browser has promised not to clear your posts by itself.'
		: 'The browser may clear your posts when the device runs short of room.';
}

/**
 * How much of the posts' room is one feed's: "about 12 MB", or "about 34 % of all text" where the browser does not say how much
 * room that is.
 * @param share of the whole, from 0 to 1
 * @param posts bytes of all posts, or null
 */
export function shareWords(share: number, posts: number | null): string {
	if (posts !== null) return about(posts * share);
	const percent = new Intl.NumberFormat(undefined, { style: 'percent' }).format(share);
	return `about ${percent} of all text`;
}

/** What goes with a feed: "Its 300 posts go, with their 12 comments, 3 stars and your read marks." */
export function goingWords(postCount: number, contents: FeedContents | null): string {
	const { stars, comments } = contents ?? { stars: 0, comments: 0 };
	const withThem = [
		comments > 0 ? formatComments(comments) : '',
		stars > 0 ? formatNumberOf(stars, 'star', 'stars') : '',
		'your read marks'
	].filter((part) => part !== '');
	if (postCount === 0) return 'It has no posts.';
	const list = new Intl.ListFormat('en').format(withThem);
	return `Its ${formatPosts(postCount)} ${postCount === 1 ? 'goes' : 'go'}, with ${list}.`;
}

/** What was done last. */
export function doneWords({ feed, what }: Done): string {
	const title = `“${feed.title}”`;
	switch (what) {
		case 'removed':
			return `${title} was removed.`;
		case 'restored':
			return `${title} is back, with all that was kept of it.`;
		case 'kept':
			return `${title} is no longer synced. What is kept of it stays here.`;
		case 'deleting':
			return `${title} is being deleted…`;
		case 'deleted':
			return `${title} was deleted for good.`;
	}
}

/**
 * "Will be deleted in 23 hours." Both in UTC milliseconds.
 */
export function deletionWords(removedAt: number, now: number): string {
	const due = removedAt + KEPT_IF_REMOVED;
	return due <= now ? 'Will be deleted soon.' : `Will be deleted ${formatAgo(due, now)}.`;
}

function about(bytes: number): string {
	return `about ${formatBytes(bytes)}`;
}
