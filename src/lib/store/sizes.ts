import type { FeedId } from '$lib/model/ids';
import type { Database } from './database';

/** What a feed has besides its posts, and goes with them. */
export interface FeedContents {
	/** Posts with a star. */
	stars: number;
	comments: number;
	highlights: number;
}

export async function contentsOf(db: Database, id: FeedId): Promise<FeedContents> {
	const [stars, comments, highlights] = await Promise.all([
		// Readers star few posts, so those of other feeds are read too instead of an index of their own.
		db.posts
			.orderBy('starredPlace')
			.filter(({ feedId }) => feedId === id)
			.count(),
		db.comments.where('feedId').equals(id).count(),
		db.highlights.where('feedId').equals(id).count()
	]);
	return { stars, comments, highlights };
}

/** About how many bytes a value takes where it is stored: its buffers exactly, its texts as Latin letters, its names not at all. */
export function bytesOf(value: unknown): number {
	return count(value, new Set());
}

/** @param counted buffers: several arrays may be views of one, which is stored once, and whole. */
function count(value: unknown, counted: Set<ArrayBufferLike>): number {
	if (typeof value === 'string') return value.length;
	if (typeof value === 'number') return 8;
	if (typeof value !== 'object' || value === null) return 1;
	if (ArrayBuffer.isView(value)) return count(value.buffer, counted);
	if (value instanceof ArrayBuffer) {
		if (counted.has(value)) return 0;
		counted.add(value);
		return value.byteLength;
	}
	return Object.values(value).reduce((sum: number, part) => sum + count(part, counted), 0);
}
