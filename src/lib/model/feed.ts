import type { Sentence } from '$lib/messages/problem-words';
import type { Author } from './author';
import type { Folder } from './folder';
import type { FeedId } from './ids';
import type { KeepPictures } from './kept-media';
import type { Problem } from './problem';

/** How a feed is fetched and parsed; `sources/` has one entry per kind. */
export type FetchedKind = 'json-feed' | 'wordpress' | 'rss' | 'atom' | 'rdf';

/** What a feed is: `page` is none that is fetched, but pages and links that came in files. */
export type SourceKind = FetchedKind | 'page';

/** A blog that the reader keeps. */
export interface Feed {
	id: FeedId;
	kind: SourceKind;
	/** Address that is synced, absolute. */
	url: string;
	title: string;
	/** The blog's own page for people, absolute, or null when the feed names none. */
	homeUrl: string | null;
	description: string;
	authors: Author[];
	/** BCP 47 language tag, as the feed gives it. */
	language: string | null;
	/** Square picture for a list of feeds, absolute. */
	icon: string | null;
	/** Small picture, absolute. */
	favicon: string | null;
	/** The feed says that it will never be updated again (JSON Feed `expired`). */
	expired: boolean;
	/** `categoryKey` of each category that lies within another, with that of the other; empty where the source has no tree. */
	categoryParents: Record<string, string>;
	/** What a JSON Feed says of itself beside this, kept for export as `Body.extensions` are; absent or null for nothing. */
	extensions?: Record<string, unknown> | null;
	/** UTC milliseconds. */
	addedAt: number;
	/** Number of posts kept; changed in the same transaction as the posts. */
	postCount: number;
	/** How many of them are unread; changed in the same transaction as posts and marks. */
	unreadCount: number;
	/** Characters of HTML and text of all posts kept, to compare feeds by the room they take. */
	size: number;
	/** Where an unfinished walk through the archive goes on; null once the end has been reached. */
	checkpoint: Checkpoint | null;
	/** How the last sync ended; null before the first one. */
	lastSync: SyncOutcome | null;
	/** How far a source that can be asked for changes has been followed; null before its first page, and for feeds. */
	followed: Followed | null;
	/** Fetched through the relay that the reader named in the settings. */
	isRelayed: boolean;
	/** It came in a file: there is nothing to sync. Another file of the same blog adds to it. */
	isFromFile: boolean;
	/** The reader has paused it: it is not synced until resumed. */
	isPaused: boolean;
	/** UTC milliseconds before which no automatic sync tries again; 0 for at once. */
	retryAt: number;
	/** Syncs that failed one after the other. */
	failures: number;
	/** False for a feed that the reader has given up and whose posts they keep: it is not synced any more. */
	isFollowed: boolean;
	/** Where the reader has put it; absent for a feed in no folder. */
	folder?: Folder;
	/** There when the reader wants the pictures of its posts always, where those of other feeds wait for a press. */
	loadsPictures?: true;
	/** Of which of its posts this device keeps the pictures, where that is not as for all feeds. */
	keepsPictures?: KeepPictures;
	/** UTC milliseconds at which the reader removed it, or null. Until it is purged, it and its posts only seem to be gone. */
	removedAt: number | null;
}

/** Milliseconds in which a removed feed can come back: a day. */
export const KEPT_IF_REMOVED = 24 * 60 * 60_000;

/** A feed that has just been found, before any of its posts is stored. */
export function newFeed(
	identity: Pick<Feed, 'id' | 'kind' | 'url' | 'isRelayed' | 'isFromFile' | 'addedAt'>,
	description: FeedDescription
): Feed {
	return {
		...identity,
		...description,
		postCount: 0,
		unreadCount: 0,
		size: 0,
		checkpoint: null,
		lastSync: null,
		followed: null,
		isPaused: false,
		retryAt: 0,
		failures: 0,
		isFollowed: true,
		removedAt: null
	};
}

/** What a sync counts, before it has begun. */
export const NOTHING_SYNCED: Omit<SyncOutcome, 'at'> = {
	added: 0,
	updated: 0,
	skipped: 0,
	skippedReasons: [],
	withdrawn: 0,
	comments: 0,
	requests: 0,
	bytes: 0,
	stopped: null,
	notes: [],
	error: null
};

/** How far a site was followed that can be asked what has changed; saved in the transaction of what it speaks of. */
export interface Followed {
	/** Everything that changed before is kept: a moment in the source's own notation, by the site's clock. */
	since: string;
	/** UTC milliseconds at which the posts kept were last compared with those on the site; 0 for never. */
	comparedAt: number;
	comments: FollowedComments;
}

/** How far a site's comments were fetched. */
export interface FollowedComments {
	/** Source-specific address at which the walk back through the comments goes on; null when it has ended or not begun. */
	next: string | null;
	/** Comments before are kept, in the source's own notation; null before the first walk. */
	since: string | null;
}

/** What a source learns about the feed itself while fetching its posts. */
export type FeedDescription = Pick<
	Feed,
	| 'title'
	| 'homeUrl'
	| 'description'
	| 'authors'
	| 'language'
	| 'icon'
	| 'favicon'
	| 'expired'
	| 'categoryParents'
	| 'extensions'
>;

/** A feed of which nothing is known but its title. */
export const NOTHING_SAID: Omit<FeedDescription, 'title'> = {
	homeUrl: null,
	description: '',
	authors: [],
	language: null,
	icon: null,
	favicon: null,
	expired: false,
	categoryParents: {}
};

/** Saved in the transaction of the page before it, so that a sync that was cut off resumes with nothing skipped. */
export interface Checkpoint {
	/** Source-specific address of the next page to fetch. */
	next: string;
	/** Pages committed so far in this walk. */
	pages: number;
	/** Posts in the whole archive as the site said when the walk began, or null. */
	total: number | null;
}

/** The result of one sync, kept on the feed and shown to the reader. */
export interface SyncOutcome {
	/** UTC milliseconds at which it ended. */
	at: number;
	added: number;
	updated: number;
	/** Items that could not be read, and why. They never stop the others. */
	skipped: number;
	/** The reasons of the first few skipped items, in English. */
	skippedReasons: string[];
	/** Posts that the site has taken down since; they are kept and marked. */
	withdrawn: number;
	/** Comments that were new. */
	comments: number;
	/** Requests made. */
	requests: number;
	/** Bytes received, unpacked. */
	bytes: number;
	/** Set when the reader ended it early. */
	stopped: 'paused' | 'cancelled' | null;
	/** What could not be had though the posts could, such as comments of a site that closes them; in English. */
	notes: string[];
	/** The sentences of both, in their order, for other languages; absent where none are known. */
	said?: {
		skippedReasons: readonly (readonly Sentence[])[];
		notes: readonly (readonly Sentence[])[];
	};
	/** Null when the sync reached its end or was stopped. */
	error: Problem | null;
}

/** Whether a sync has brought something that could be stored: then there is room. */
export function hasStored({ added, updated, error }: SyncOutcome): boolean {
	return error === null && added + updated > 0;
}
