import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { feedIdOf, postIdOf } from '$lib/model/ids';
import { viewOf } from '$lib/model/view';
import { SearchService } from '$lib/search/search-service';
import { Database } from '$lib/store/database';
import { changeMark } from '$lib/store/marks';
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

test('a library of version 1 keeps its posts and marks, and can be searched by both', async () => {
	const name = `version-1-${crypto.randomUUID()}`;
	const old = openVersion1(name);
	for (const guid of ['read', 'unread']) {
		const { post, body } = incoming(feedId, guid, {}, `<p>salmon</p>`);
		await old.table('posts').add({ ...post, sequence: 1, authorKeys: [] });
		await old.table('bodies').add(body);
	}
	await old.table('feeds').add(feedRecord('https://blog.example/feed.json', { postCount: 2 }));
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
