import type { FeedId } from '$lib/model/ids';
import { postIdOf } from '$lib/model/ids';
import type { PostRecord } from '$lib/store/database';
import type { KeptLibrary } from './kept-library';

/** What does not fit together in a library, a sentence for each kind; nothing when every transaction was kept whole. */
export function tornIn(library: KeptLibrary): string[] {
	return rules.flatMap((rule) => rule(library));
}

/** Posts that are kept more than once, by feed and guid. */
export function doubledIn({ posts }: KeptLibrary): string[] {
	const seen = new Set<string>();
	return posts.flatMap(({ feedId, guid, id }) => {
		const name = `${feedId} ${guid}`;
		if (!seen.has(name) && id === postIdOf(feedId, guid)) {
			seen.add(name);
			return [];
		}
		return [`${guid} as ${id}`];
	});
}

const rules: ((library: KeptLibrary) => string[])[] = [
	bodiesOfPosts,
	countsOfFeeds,
	countsOfCategories,
	marksOfPosts,
	placesOfPosts,
	entriesOfIndexes,
	sequences,
	piecesOfSearchIndex
];

function bodiesOfPosts({ feeds, posts, bodies }: KeptLibrary): string[] {
	const [feedIds, postIds] = [new Set(feeds.map(({ id }) => id)), new Set(posts.map(({ id }) => id))];
	const bodyOf = new Map(bodies.map((body) => [body.id, body]));
	return [
		...some(posts, 'posts without a body', ({ id }) => !bodyOf.has(id)),
		...some(posts, 'posts with a body of another feed', ({ id, feedId }) => {
			const body = bodyOf.get(id);
			return body !== undefined && body.feedId !== feedId;
		}),
		...some(posts, 'posts without a feed', ({ feedId }) => !feedIds.has(feedId)),
		...some(bodies, 'bodies without a post', ({ id }) => !postIds.has(id))
	];
}

function countsOfFeeds({ feeds, posts }: KeptLibrary): string[] {
	return feeds.flatMap(({ id, title, postCount, unreadCount, size }) => {
		const own = posts.filter(({ feedId }) => feedId === id);
		return [
			...unequal(`${title}: postCount`, postCount, own.length),
			...unequal(`${title}: unreadCount`, unreadCount, own.filter(isUnread).length),
			...unequal(`${title}: size`, size, sum(own.map((post) => post.size)))
		];
	});
}

function countsOfCategories({ posts, categories }: KeptLibrary): string[] {
	const counted = new Map<string, { count: number; unread: number }>();
	for (const post of posts) {
		for (const key of post.categoryKeys) {
			const name = `${post.feedId} ${key}`;
			const { count, unread } = counted.get(name) ?? { count: 0, unread: 0 };
			counted.set(name, { count: count + 1, unread: unread + (isUnread(post) ? 1 : 0) });
		}
	}
	const nameOf = ({ feedId, key }: { feedId: FeedId; key: string }) => `${feedId} ${key}`;
	const kept = new Set(categories.map(nameOf));
	return [
		...some([...counted.keys()], 'categories that are not kept', (name) => !kept.has(name)),
		...categories.flatMap((category) => {
			const { count, unread } = counted.get(nameOf(category)) ?? { count: 0, unread: 0 };
			return [
				...unequal(`category ${category.name}: count`, category.count, count),
				...unequal(`category ${category.name}: unread`, category.unread, unread)
			];
		})
	];
}

function marksOfPosts({ posts, marks }: KeptLibrary): string[] {
	const ids = new Set(posts.map(({ id }) => id));
	return some(marks, 'marks without a post', ({ id }) => !ids.has(id));
}

function placesOfPosts({ posts, marks }: KeptLibrary): string[] {
	const markOf = new Map(marks.map((mark) => [mark.id, mark]));
	return [
		...some(posts, 'posts whose unread place is not what their mark says', (post) => {
			const isRead = (markOf.get(post.id)?.readAt ?? 0) > 0;
			return post.unreadPlace !== (isRead ? undefined : post.publishedAt);
		}),
		...some(posts, 'posts whose starred place is not what their mark says', (post) => {
			const isStarred = (markOf.get(post.id)?.starredAt ?? 0) > 0;
			return post.starredPlace !== (isStarred ? post.publishedAt : undefined);
		}),
		...some(posts, 'posts that do not stand under their categories', ({ categoryKeys, ...post }) => {
			const places = categoryKeys.map((key) => [key, post.publishedAt]);
			return JSON.stringify(post.categoryPlaces) !== JSON.stringify(places);
		})
	];
}

/** The indexes of a store belong to its transactions too. */
function entriesOfIndexes({ posts, postIndexes }: KeptLibrary): string[] {
	const expected: Record<string, number> = {
		publishedAt: posts.length,
		'[feedId+publishedAt]': posts.length,
		sequence: posts.length,
		unreadPlace: posts.filter(isUnread).length,
		'[feedId+unreadPlace]': posts.filter(isUnread).length,
		starredPlace: posts.filter((post) => post.starredPlace !== undefined).length,
		// The same name twice in one post has one entry.
		categoryPlaces: sum(posts.map(({ categoryKeys }) => new Set(categoryKeys).size))
	};
	return Object.entries(expected).flatMap(([name, count]) =>
		unequal(`index ${name}`, postIndexes[name] ?? 0, count)
	);
}

function sequences({ posts, marks, sequence, marksSequence }: KeptLibrary): string[] {
	return [
		...some(posts, 'posts of a commit that is not counted', (post) => post.sequence > sequence),
		...some(marks, 'marks of a change that is not counted', (mark) => (mark.sequence ?? 0) > marksSequence)
	];
}

function piecesOfSearchIndex({ index, sequence }: KeptLibrary): string[] {
	if (index === null) return [];
	const present = new Set(index.present);
	return [
		...some(index.named, 'pieces of the search index that are missing', (key) => !present.has(key)),
		...some([index.sequence], 'search index ahead of the library', (own) => own > sequence)
	];
}

const isUnread = (post: PostRecord) => post.unreadPlace !== undefined;
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

function unequal(what: string, said: number, counted: number): string[] {
	return said === counted ? [] : [`${what} says ${said}, counted ${counted}`];
}

/** One sentence for all of them, with the first few. */
function some<T>(items: readonly T[], what: string, isWrong: (item: T) => boolean): string[] {
	const wrong = items.filter(isWrong);
	if (wrong.length === 0) return [];
	const names = wrong.slice(0, 3).map((item) => JSON.stringify(item).slice(0, 100));
	return [`${wrong.length} ${what}: ${names.join(' ')}`];
}
