import { categoryKey } from '$lib/model/category';
import type { Post } from '$lib/model/post';

/** Where a post stands in a list: the key that the list is of, and the date by which it is ordered. */
export type Place = [key: string, publishedAt: number];

/**
 * Where a post stands in each list of which it is a part. Each is an index in the order that lists have, so that the newest posts of any of
 * them are read without the others.
 */
export interface Places {
	/** By `categoryKey`. */
	categoryPlaces: Place[];
	/** By `authorKey`. */
	authorPlaces: Place[];
	/** By tag as written. */
	tagPlaces: Place[];
	/** `publishedAt` while unread; absent when read, so that its index has unread posts alone. */
	unreadPlace?: number;
	/** `publishedAt` while starred; absent when not. */
	starredPlace?: number;
}

/** The keys of all places in the list of `key`, or of those with dates `from` to `to` (exclusive), UTC milliseconds. */
export function placesIn(
	key: string,
	from: number | null = null,
	to: number | null = null
): [low: [string, number], high: [string, number | []]] {
	// An empty array comes after every number.
	return [
		[key, from ?? -Infinity],
		[key, to ?? []]
	];
}

/** What the reader did with a post, as far as lists go by it. */
export interface Marked {
	isRead: boolean;
	isStarred: boolean;
}

/** Authors are compared as categories are. */
export const authorKey = categoryKey;

export function placesOf(post: Post, { isRead, isStarred }: Marked): Places {
	const { publishedAt, categoryKeys, authors, tags } = post;
	const at = (key: string): Place => [key, publishedAt];
	return {
		categoryPlaces: categoryKeys.map(at),
		authorPlaces: authors.map(({ name }) => at(authorKey(name))),
		tagPlaces: tags.map(at),
		...(!isRead && { unreadPlace: publishedAt }),
		...(isStarred && { starredPlace: publishedAt })
	};
}

/** What a stored post says of its mark. */
export function markedOf({ unreadPlace, starredPlace }: Places): Marked {
	return { isRead: unreadPlace === undefined, isStarred: starredPlace !== undefined };
}
