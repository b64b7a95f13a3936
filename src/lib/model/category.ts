import type { FeedId } from './ids';

/** A category of one feed, with the number of posts kept in it. */
export interface Category {
	feedId: FeedId;
	/** See {@link categoryKey}. */
	key: string;
	/** As the blog writes it. */
	name: string;
	/** Changed in the same transaction as the posts. */
	count: number;
}

/** Categories are compared without regard to case, and shown as the blog writes them. */
export function categoryKey(name: string): string {
	return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
