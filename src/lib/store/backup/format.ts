import type { Comment } from '$lib/model/comment';
import type { Feed } from '$lib/model/feed';
import type { Highlight } from '$lib/model/highlight';
import type { Mark } from '$lib/model/mark';
import type { Body, Post } from '$lib/model/post';
import type { SyncSettings } from '$lib/model/sync-settings';

/*
 * The format of a backup, version 2
 * =================================
 *
 * One file, `backlist-2026-11-27.backlist`: a single gzip member (RFC 1952) of UTF-8 text in lines that end in a newline, each of
 * them a JSON object (NDJSON). To look into it: `gunzip < backlist-2026-11-27.backlist | less`. A file that is not packed is
 * read just as well.
 *
 * The first line is the header:
 *
 *   {"format":"backlist-backup","version":2,"library":ID,"at":MS,"app":"Backlist","posts":N}
 *
 * `version` goes up when a reader of today would misunderstand the file. `library` tells one library from another, `at` is when
 * the backup was begun, `app` the program that wrote it (for people), `posts` about how many posts follow (for progress).
 *
 * Then one record a line, told apart by `type`, in this order:
 *
 *   {"type":"settings","sync":{…},"reading":…}   at most one; `reading` is the page's own affair
 *   {"type":"offered","url":URL,"at":MS}         a default feed that was given to this reader before
 *   {"type":"feed","feed":{…}}                   every feed, before any post
 *   {"type":"post","post":{…},"body":{…}}        every post, with its body
 *   {"type":"mark","mark":{…}}                   what the reader did with the post just before it, if anything
 *   {"type":"comment","comment":{…}}             each comment on that post
 *   {"type":"highlight","highlight":{…}}         each passage of it that the reader has marked (not in version 1)
 *
 * The objects inside have the members of the types of the same names in `model/`, where each is explained, and no others; unknown
 * ones are passed over:
 *
 *   sync     interval, comments, relay
 *   feed     id, url, kind, title, homeUrl, description, authors, language, icon, favicon, expired, categoryParents, addedAt,
 *            checkpoint, lastSync, followed, isRelayed, isFromFile, isPaused, isFollowed, and where they
 *            hold folder (names from the outside in), loadsPictures, extensions
 *   post     id, feedId, guid, url, externalUrl, title, authors, publishedAt, hasOwnDate, updatedAt, categories, tags, excerpt,
 *            language, image, thumbnail, bannerImage, wordCount, attachments, firstSeenAt, withdrawnAt, revision, and where they
 *            hold isProtected, isSticky, isFromFile, replyUrl
 *   body     html, text, extensions
 *   mark     id (that of the post), readAt, starredAt, changedAt
 *   comment  id, feedId, postId, parentId, authorName, authorUrl, publishedAt, url, html
 *   highlight  id, feedId, postId, createdAt, changedAt, note, quote: {exact, prefix, suffix}, position: {start, end}
 *
 * All moments are UTC milliseconds, all addresses absolute. Ids are 24 hexadecimal digits: that of a feed is made from its `url`,
 * that of a post from its feed and its `guid` (`model/ids.ts`), and a reader checks it; that of a highlight is by chance. (Where a library has lost such a part to
 * damage, `…#feed-ID` stands in for the address, and `hash:lost-ID` for the guid.)
 *
 * A feed that the reader has removed is not in the file, nor are its posts. What follows from the rest is not in it either: counts,
 * places in lists, keys of categories, numbers of commits, the search index, and when a sync that failed is tried again.
 *
 * The last line says what went before, so that a file that was cut off or changed is known:
 *
 *   {"type":"end","counts":{"feeds":N,"posts":N,"comments":N,"marks":N,"starred":N,"highlights":N},
 *    "sha256":HEX}
 *
 * `starred` counts the marks with a star, `highlights` is not in version 1; `sha256` is that of all bytes, unpacked, before this line:
 * `gunzip < FILE | head -n -1 | sha256sum`.
 */

export const BACKUP_FORMAT = 'backlist-backup';
/** The newest version that this program reads, and the one that it writes. */
export const BACKUP_VERSION = 2;
export const BACKUP_TYPE = 'application/gzip';

/** Longest line, in bytes: the HTML and the text of the longest answer that is ever taken from a site. */
export const LONGEST_LINE = 128 * 1024 * 1024;
/** Longest header, in bytes: a file of another kind may have no line at all. */
export const LONGEST_HEADER = 4096;

/** Settings of the device that are saved with its library. */
export interface KeptSettings {
	/** How the page likes to show texts; its own affair, so any JSON. */
	reading: unknown;
}

/** A feed as a backup has it. Which pictures a device keeps is its own affair: another one has other room. */
export type KeptFeed = Omit<
	Feed,
	'postCount' | 'unreadCount' | 'size' | 'retryAt' | 'failures' | 'removedAt' | 'keepsPictures'
>;
/** A post as a backup has it: the keys of its categories follow from their names, its comments are counted anew. */
export type KeptPost = Omit<Post, 'categoryKeys' | 'commentCount'>;
/** A body as a backup has it, beside its post. */
export type KeptBody = Pick<Body, 'html' | 'text' | 'extensions'>;

export interface BackupHeader {
	format: typeof BACKUP_FORMAT;
	version: number;
	library: string;
	/** UTC milliseconds. */
	at: number;
	app: string;
	/** About how many posts follow. */
	posts: number;
}

/** One line between the first and the last. */
export type BackupRecord =
	| { type: 'settings'; sync: SyncSettings; reading: unknown }
	| { type: 'offered'; url: string; at: number }
	| { type: 'feed'; feed: KeptFeed }
	| { type: 'post'; post: KeptPost; body: KeptBody }
	| { type: 'mark'; mark: Mark }
	| { type: 'comment'; comment: Comment }
	| { type: 'highlight'; highlight: Highlight };

export interface BackupEnd {
	type: 'end';
	counts: BackupCounts;
	sha256: string;
}

/** What is in a backup. */
export interface BackupCounts {
	feeds: number;
	posts: number;
	comments: number;
	/** Posts that the reader has opened, starred, or marked otherwise. */
	marks: number;
	/** Those of them that have a star. */
	starred: number;
	highlights: number;
}

export interface BackupSummary {
	/** UTC milliseconds at which it was begun. */
	at: number;
	/** The program that wrote it. */
	app: string;
	counts: BackupCounts;
	/** Size of the file. */
	bytes: number;
	/** Records of the library that were too damaged or too long to be saved; of a file that was read: 0. */
	leftOut: number;
}

export const NOTHING_COUNTED: BackupCounts = {
	feeds: 0,
	posts: 0,
	comments: 0,
	marks: 0,
	starred: 0,
	highlights: 0
};

/** Counts a record in `counts`. */
export function countRecord(counts: BackupCounts, record: BackupRecord): void {
	if (record.type === 'feed') counts.feeds += 1;
	else if (record.type === 'post') counts.posts += 1;
	else if (record.type === 'comment') counts.comments += 1;
	else if (record.type === 'highlight') counts.highlights += 1;
	else if (record.type === 'mark') {
		counts.marks += 1;
		if (record.mark.starredAt > 0) counts.starred += 1;
	}
}

/** Name of a backup begun at `at` (UTC milliseconds), by the day of the reader's calendar. */
export function backupFileName(at: number): string {
	const date = new Date(at);
	const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
	return `backlist-${parts.map((part) => String(part).padStart(2, '0')).join('-')}.backlist`;
}
