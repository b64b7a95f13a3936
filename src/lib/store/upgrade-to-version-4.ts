import type { Transaction } from 'dexie';
import type { Category } from '$lib/model/category';
import type { Feed } from '$lib/model/feed';
import type { FeedId, PostId } from '$lib/model/ids';
import type { Post } from '$lib/model/post';
import { placesOf, type Marked } from './places';
import { randomId } from './random-id';

/** A post as version 3 stored it. */
type OldPost = Post & { authorKeys: string[]; sequence: number };

/** Posts that are read and written at once. */
const AT_ONCE = 500;
/** Characters of HTML and text that a word takes, by which the size of a post is estimated: reading all bodies would take too long. */
const CHARACTERS_A_WORD = 13;

/** What posts add to the numbers of their feed. */
interface Added {
	size: number;
	unread: number;
	categories: Map<string, number>;
}

/** Gives each post its places in lists, and each feed and category the numbers that are counted from now on. */
export async function upgradeToVersion4(transaction: Transaction): Promise<void> {
	const marked = await marksIn(transaction);
	const added = new Map<FeedId, Added>();
	const posts = transaction.table<OldPost, PostId, object>('posts');
	let batch = await posts.orderBy(':id').limit(AT_ONCE).toArray();
	while (batch.length > 0) {
		await posts.bulkPut(batch.map((post) => upgraded(post, marked(post.id), added)));
		batch = await posts.where(':id').above(batch.at(-1)?.id).limit(AT_ONCE).toArray();
	}
	await countFeeds(transaction, added);
	await transaction.table('meta').put({ key: 'library', value: randomId() });
}

async function marksIn(transaction: Transaction): Promise<(id: PostId) => Marked> {
	const marks = transaction.table<unknown, PostId>('marks');
	const [read, starred] = await Promise.all([
		marks.where('readAt').above(0).primaryKeys(),
		marks.where('starredAt').above(0).primaryKeys()
	]);
	const [isRead, isStarred] = [new Set(read), new Set(starred)];
	return (id) => ({ isRead: isRead.has(id), isStarred: isStarred.has(id) });
}

function upgraded({ authorKeys: _, ...post }: OldPost, marked: Marked, added: Map<FeedId, Added>): object {
	const size = post.wordCount * CHARACTERS_A_WORD;
	const feed = added.get(post.feedId) ?? { size: 0, unread: 0, categories: new Map<string, number>() };
	added.set(post.feedId, feed);
	feed.size += size;
	if (!marked.isRead) {
		feed.unread += 1;
		for (const key of withLists(post).categoryKeys)
			feed.categories.set(key, (feed.categories.get(key) ?? 0) + 1);
	}
	return { ...post, size, ...placesOf(withLists(post), marked) };
}

/** A damaged post must not keep the whole library from being brought up to date. */
function withLists(post: Post): Post {
	const listOf = <T>(value: T[]): T[] => (Array.isArray(value) ? value : []);
	const { categoryKeys, authors, tags } = post;
	return { ...post, categoryKeys: listOf(categoryKeys), authors: listOf(authors), tags: listOf(tags) };
}

async function countFeeds(transaction: Transaction, added: ReadonlyMap<FeedId, Added>): Promise<void> {
	await transaction
		.table<Feed, FeedId>('feeds')
		.toCollection()
		.modify((feed) => {
			const { size, unread } = added.get(feed.id) ?? { size: 0, unread: 0 };
			Object.assign(feed, { size, unreadCount: unread, isFollowed: true, removedAt: null });
		});
	await transaction
		.table<Category, [FeedId, string]>('categories')
		.toCollection()
		.modify((category) => {
			category.unread = added.get(category.feedId)?.categories.get(category.key) ?? 0;
		});
}
