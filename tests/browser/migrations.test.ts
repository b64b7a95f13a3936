import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { NOTHING_SYNCED } from '$lib/model/feed';
import { feedIdOf, postIdOf } from '$lib/model/ids';
import { STANDARD_SYNC } from '$lib/model/sync-settings';
import { viewOf } from '$lib/model/view';
import { SearchService } from '$lib/search/search-service';
import { Database } from '$lib/store/database';
import { findFeed } from '$lib/store/feeds';
import { changeMark } from '$lib/store/marks';
import { listSyncs } from '$lib/store/sync-log';
import { readSyncSettings } from '$lib/store/sync-settings';
import { feedRecord, incoming } from './library';

const feedId = feedIdOf('https://blog.example/feed.json');

/** As version 1 of the schema, which was published, had it. */
function openVersion1(name: string): Dexie {
	const old = new Dexie(name);
	old.version(1).stores({
		feeds: 'id, &url',
		posts: 'id, publishedAt, [feedId+publishedAt], *categoryKeys, *authorKeys, *tags, sequence',
		bodies: 'id, feedId',
		marks: 'id, readAt, starredAt',
		categories: '[feedId+key], key',
		meta: 'key',
		offered: 'url'
	});
	return old;
}

/** A feed as versions 1 and 2 stored it. */
const oldFeed = {
	id: feedId,
	kind: 'json-feed',
	url: 'https://blog.example/feed.json',
	title: 'Garden',
	homeUrl: null,
	description: '',
	authors: [],
	language: null,
	icon: null,
	favicon: null,
	expired: false,
	addedAt: 3,
	postCount: 2,
	checkpoint: { next: 'https://blog.example/2.json', pages: 1 },
	lastSync: { at: 4, added: 2, updated: 0, skipped: 0, skippedReasons: [], error: null }
};

test('a feed of version 2 keeps where its walk goes on, and can be paused, relayed and followed', async () => {
	const name = `version-2-${crypto.randomUUID()}`;
	const old = openVersion1(name);
	old.version(2).stores({ marks: 'id, readAt, starredAt, sequence', counters: 'key', searchIndex: 'key' });
	await old.table('feeds').add(oldFeed);
	old.close();

	const db = new Database(name);
	expect(await findFeed(db, feedId)).toEqual({
		...feedRecord('https://blog.example/feed.json'),
		addedAt: 3,
		postCount: 2,
		checkpoint: { next: 'https://blog.example/2.json', pages: 1, total: null },
		lastSync: { ...NOTHING_SYNCED, at: 4, added: 2 }
	});
	expect(await listSyncs(db, feedId)).toEqual([]);
	expect(await readSyncSettings(db)).toEqual(STANDARD_SYNC);
	await db.delete();
});

test('a library of version 1 keeps its posts and marks, and can be searched by both', async () => {
	const name = `version-1-${crypto.randomUUID()}`;
	const old = openVersion1(name);
	for (const guid of ['read', 'unread']) {
		const { post, body } = incoming(feedId, guid, {}, `<p>salmon</p>`);
		await old.table('posts').add({ ...post, sequence: 1, authorKeys: [] });
		await old.table('bodies').add(body);
	}
	await old.table('feeds').add({ ...oldFeed, lastSync: null, checkpoint: null });
	await old.table('meta').add({ key: 'sequence', value: 1 });
	const read = postIdOf(feedId, 'read');
	await old.table('marks').add({ id: read, readAt: 5, starredAt: 0, changedAt: 5 });
	old.close();

	const db = new Database(name);
	const service = new SearchService(db, null);
	await service.ready();
	const found = async (query: string) => {
		const { first } = await service.search(
			{ view: { ...viewOf(new URLSearchParams()), query }, opened: [] },
			10
		);
		return first.map(({ row }) => row.post.guid).sort();
	};
	expect(await found('salmon')).toEqual(['read', 'unread']);
	expect(await found('salmon is:read')).toEqual(['read']);
	expect(await db.marks.get(read)).toEqual({ id: read, readAt: 5, starredAt: 0, changedAt: 5 });
	await changeMark(db, read, { readAt: 0 }, 9);
	await expect.poll(() => found('salmon is:unread')).toEqual(['read', 'unread']);
	await service.close();
	await db.delete();
});
