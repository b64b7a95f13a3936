import type { Author } from './author';
import type { FeedId } from './ids';
import type { Problem } from './problem';

/** How a feed is fetched and parsed; `sources/` has one entry per kind. */
export type SourceKind = 'json-feed';

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
	/** UTC milliseconds. */
	addedAt: number;
	/** Number of posts kept; changed in the same transaction as the posts. */
	postCount: number;
	/** Where an unfinished walk through the archive goes on; null once the end has been reached. */
	checkpoint: Checkpoint | null;
	/** How the last sync ended; null before the first one. */
	lastSync: SyncOutcome | null;
}

/** What a source learns about the feed itself while fetching its posts. */
export type FeedDescription = Pick<
	Feed,
	'title' | 'homeUrl' | 'description' | 'authors' | 'language' | 'icon' | 'favicon' | 'expired'
>;

/** Saved in the transaction of the page before it, so that a sync that was cut off resumes with nothing skipped. */
export interface Checkpoint {
	/** Source-specific address of the next page to fetch. */
	next: string;
	/** Pages committed so far in this walk. */
	pages: number;
}

/** The result of one sync, kept on the feed and shown to the reader. */
export interface SyncOutcome {
	/** UTC milliseconds at which it ended. */
	at: number;
	added: number;
	updated: number;
	/** Items that could not be read, and why. They never stop the others. */
	skipped: number;
	/** The reasons of the first few skipped items, in words. */
	skippedReasons: string[];
	/** Null when the sync reached its end. */
	error: Problem | null;
}
