import { createHash } from 'node:crypto';
import { PAYLOADS } from './payloads/index';
import { armed } from './payloads/payload';
import { HOSTILE_ADDRESSES, TEXTS } from './payloads/texts';
import { NOTHING_SYNCED } from '$lib/model/feed';
import { commentIdOf, feedIdOf, postIdOf } from '$lib/model/ids';
import type { BackupRecord } from '$lib/store/backup/format';
import { HOSTILE_TITLE } from './words-feeds';

/** Every how many payloads one is in the file: the others go the same way. */
const EVERY = 7;

/** Numbers of the payloads in the file, newest post first. */
export const BACKED_UP = PAYLOADS.flatMap((_, number) => (number % EVERY === 0 ? [number] : []));

const URL_OF_FEED = 'https://blog.example/feed.json';
/** The feed of the file. */
export const FEED_BACKED_UP = feedIdOf(URL_OF_FEED);

/**
 * A backup, such as somebody might send to a reader: whole by its own sums, its addresses scripts, its texts hostile, and with
 * every number of the format where it belongs.
 */
export function hostileBackup(canary: string): Buffer {
	const address = (number: number) =>
		armed(HOSTILE_ADDRESSES[number % HOSTILE_ADDRESSES.length]!.text, number, canary);
	const text = (number: number) => armed(TEXTS[number % TEXTS.length]!.text, number, canary).toWellFormed();
	const posts = BACKED_UP.flatMap((number) => postOf(number, text(number), address(number), canary));
	const records = [settings(), feedOf(address(0), text(0)), ...posts];
	const count = (type: BackupRecord['type']) => records.filter((record) => record.type === type).length;
	const header = {
		...{ format: 'backlist-backup', version: 1, library: '<img src=x: onerror=trap()>', at: 1 },
		...{ app: '<svg onload=trap()>', posts: BACKED_UP.length }
	};
	const lines = [header, ...records].map((line) => JSON.stringify(line) + '\n').join('');
	const counts = {
		...{ feeds: 1, posts: count('post'), comments: count('comment') },
		...{ marks: count('mark'), starred: count('mark') }
	};
	const sha256 = createHash('sha256').update(lines).digest('hex');
	return Buffer.from(lines + JSON.stringify({ type: 'end', counts, sha256 }) + '\n');
}

function settings(): BackupRecord {
	return {
		type: 'settings',
		sync: { interval: null, comments: 'when-opened', relay: 'javascript:trap()?{url}', showsBadge: false },
		reading: { theme: '"><img src=x: onerror=trap()>', scale: 'url(http://a.example/)', __proto__: { a: 1 } }
	};
}

function feedOf(address: string, text: string): BackupRecord {
	return {
		type: 'feed',
		feed: {
			id: feedIdOf(URL_OF_FEED),
			url: URL_OF_FEED,
			kind: 'json-feed',
			title: HOSTILE_TITLE,
			homeUrl: address,
			description: text,
			authors: [{ name: text, url: address, avatar: address }],
			language: text,
			icon: address,
			favicon: address,
			expired: false,
			categoryParents: { constructor: text, toString: '__proto__' },
			addedAt: 1,
			checkpoint: null,
			lastSync: {
				...{ ...NOTHING_SYNCED, at: 1, notes: [text], skippedReasons: [text] },
				error: { code: text, message: '<img src=x: onerror=trap()>', advice: '<svg onload=trap()>' }
			},
			followed: null,
			isRelayed: false,
			isFromFile: false,
			isPaused: true,
			isFollowed: true
		}
	};
}

function postOf(number: number, text: string, address: string, canary: string): BackupRecord[] {
	const feedId = feedIdOf(URL_OF_FEED);
	const guid = `p${number}`;
	const id = postIdOf(feedId, guid);
	const html = `<p>Shown ${number}.</p>${armed(PAYLOADS[number]!.html, number, canary)}`.toWellFormed();
	return [
		{
			type: 'post',
			post: {
				...{ id, feedId, guid, url: address, externalUrl: address, title: text },
				authors: [{ name: text, url: address, avatar: address }],
				...{ publishedAt: Date.UTC(2026, 5, 28) - number * 86_400_000, hasOwnDate: true, updatedAt: null },
				...{ categories: [text, `Kind ${number}`], tags: [text], excerpt: text, language: text },
				...{ image: address, thumbnail: address, bannerImage: address, wordCount: 1 },
				attachments: [{ url: address, mimeType: 'video/mp4', title: text, bytes: 1, seconds: 1 }],
				...{ firstSeenAt: 1, withdrawnAt: 1, revision: text, replyUrl: address }
			},
			body: { html, text, extensions: { constructor: text } }
		},
		{ type: 'mark', mark: { id, readAt: 1, starredAt: 1, changedAt: 1 } },
		{
			type: 'comment',
			comment: {
				...{ id: commentIdOf(feedId, guid), feedId, postId: id, parentId: null, authorName: text },
				...{ authorUrl: address, publishedAt: 1, url: address, html }
			}
		}
	];
}
