import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Comment } from '$lib/model/comment';
import { commentIdOf, postIdOf } from '$lib/model/ids';
import { commentsOf, commitComments, replaceComments } from '$lib/store/comments';
import { commitPosts, FeedRemovedError, latestSequence } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, findFeed, purgeFeed, removeFeed } from '$lib/store/feeds';
import { feedRecord, freshDatabase, incoming } from './library';

const feed = feedRecord('https://harbour.example/wp-json/', { kind: 'wordpress' });
const post = postIdOf(feed.id, '7');
const followed = { since: '1', comparedAt: 0, comments: { next: 'x', since: '2' } };
let db: Database;

beforeEach(async () => {
	db = freshDatabase();
	await addFeed(db, feed);
	await commitPosts(db, feed.id, {
		description: {},
		posts: [incoming(feed.id, '7'), incoming(feed.id, '8')],
		checkpoint: null
	});
});

afterEach(() => db.delete());

function comment(guid: string, publishedAt: number, postId = post): Comment {
	return {
		id: commentIdOf(feed.id, guid),
		feedId: feed.id,
		postId,
		parentId: null,
		authorName: 'A reader',
		authorUrl: null,
		publishedAt,
		url: null,
		html: `<p>${guid}</p>`
	};
}

const countOf = async () => (await db.posts.get(post))?.commentCount;

test('comments are kept with how far they were followed, oldest first, and counted on their post', async () => {
	const comments = [comment('b', 2), comment('a', 1), comment('of a page', 3, postIdOf(feed.id, '99'))];
	expect(await commitComments(db, feed.id, comments, followed)).toEqual({ added: 2, isPaused: false });
	expect((await commentsOf(db, post)).map(({ html }) => html)).toEqual(['<p>a</p>', '<p>b</p>']);
	expect(await countOf()).toBe(2);
	expect((await findFeed(db, feed.id))?.followed).toEqual(followed);
	expect(await db.comments.count()).toBe(2);
});

test('the same comments again change nothing, so that nothing is indexed anew', async () => {
	await commitComments(db, feed.id, [comment('a', 1)], followed);
	const sequence = await latestSequence(db);
	expect(await commitComments(db, feed.id, [comment('a', 1)], followed)).toMatchObject({ added: 0 });
	expect(await latestSequence(db)).toBe(sequence);
});

test('an edit of a post keeps the number of its comments', async () => {
	await commitComments(db, feed.id, [comment('a', 1)], followed);
	await commitPosts(db, feed.id, {
		description: {},
		posts: [incoming(feed.id, '7', { title: 'Edited' })],
		checkpoint: null
	});
	expect(await db.posts.get(post)).toMatchObject({ title: 'Edited', commentCount: 1 });
});

test('fetched anew, a post has just the comments that the site has', async () => {
	await replaceComments(db, post, [comment('a', 1), comment('b', 2)]);
	expect(await replaceComments(db, post, [comment('b', 2), comment('c', 3)])).toBe(1);
	expect((await commentsOf(db, post)).map(({ html }) => html)).toEqual(['<p>b</p>', '<p>c</p>']);
	expect(await countOf()).toBe(2);
	await replaceComments(db, post, []);
	expect(await countOf()).toBe(0);
});

test('comments go with their feed, and none comes to a feed that is gone', async () => {
	await commitComments(db, feed.id, [comment('a', 1)], followed);
	await removeFeed(db, feed.id, 1);
	await purgeFeed(db, feed.id);
	expect(await db.comments.count()).toBe(0);
	await expect(commitComments(db, feed.id, [comment('a', 1)], followed)).rejects.toThrow(FeedRemovedError);
	expect(await db.comments.count()).toBe(0);
});
