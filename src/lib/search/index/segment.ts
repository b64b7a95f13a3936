import type { FeedId } from '$lib/model/ids';
import type { PackedIds } from '$lib/model/packed-ids';
import type { Beginnings } from './beginnings';
import type { PostingLists } from './postings';
import type { Vocabulary } from './vocabulary';

/**
 * An index of some posts that never changes: new posts make new segments, and segments are merged in the background.
 * A post's number is its place in the segment.
 */
export interface Segment extends PostingLists {
	posts: PostColumns;
	vocabulary: Vocabulary;
	/** By term: how many posts have it. */
	frequencies: Uint32Array<ArrayBuffer>;
	/** Where in its posts each term stands, see postings.ts. */
	positions: Uint8Array<ArrayBuffer>;
	positionEnds: Uint32Array<ArrayBuffer>;
	beginnings: Beginnings;
}

/** What is known of the posts of a segment, a column for each thing. */
export interface PostColumns {
	count: number;
	ids: PackedIds;
	/** UTC milliseconds. */
	publishedAt: Float64Array<ArrayBuffer>;
	/** Places in `feedIds`. */
	feeds: Uint16Array<ArrayBuffer>;
	feedIds: FeedId[];
	/** {@link HAS_IMAGE} and so on. */
	flags: Uint8Array<ArrayBuffer>;
	/** For each post four positions: behind its title, its categories, its tags, its authors. The body comes last. */
	zones: Uint32Array<ArrayBuffer>;
	/** In words. */
	bodyLengths: Uint32Array<ArrayBuffer>;
	categories: NameColumn;
	tags: NameColumn;
	authors: NameColumn;
}

/** Several names for each post. */
export interface NameColumn {
	/** As written; different ways to write one name may both be there. */
	names: string[];
	/** By post: where its names begin in `values`; one more than there are posts. */
	starts: Uint32Array<ArrayBuffer>;
	/** Places in `names`. */
	values: Uint32Array<ArrayBuffer>;
}

export const HAS_IMAGE = 1;
export const HAS_AUDIO = 2;
export const HAS_COMMENTS = 4;
export const IS_WITHDRAWN = 8;

/** Words beyond a quarter of a million all stand here: they are found, but not in phrases. */
export const LAST_POSITION = (1 << 18) - 1;

/** Positions of `zones` that a post has: title, categories, tags, authors. */
export const ZONES = 4;

/** Fields of a post as bits. */
export const IN_TITLE = 1;
export const IN_CATEGORIES = 2;
export const IN_TAGS = 4;
export const IN_AUTHORS = 8;
export const IN_BODY = 16;

/** The field that has `position` in post number `post`, as a bit. */
export function fieldAt({ zones }: PostColumns, post: number, position: number): number {
	const first = post * ZONES;
	if (position >= zones[first + 3]!) return IN_BODY;
	if (position < zones[first]!) return IN_TITLE;
	if (position < zones[first + 1]!) return IN_CATEGORIES;
	return position < zones[first + 2]! ? IN_TAGS : IN_AUTHORS;
}
