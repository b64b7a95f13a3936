import type { FeedId } from './ids';

/** A category of one feed, with the numbers of its posts; they change in the same transaction as posts and marks. */
export interface Category {
	feedId: FeedId;
	/** See {@link categoryKey}. */
	key: string;
	/** As the blog writes it. */
	name: string;
	/** Posts kept in it. */
	count: number;
	/** Those of them that are unread. */
	unread: number;
}

/** Categories are compared without regard to case, and shown as the blog writes them. */
export function categoryKey(name: string): string {
	return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
