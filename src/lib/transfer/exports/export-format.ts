import type { Comment } from '$lib/model/comment';
import type { Feed } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import type { Post } from '$lib/model/post';
import type { WholePost } from '$lib/store/whole-posts';
import type { FileOutput } from './file-output';

/** The formats that posts leave in. A list of subscriptions (OPML) has no posts, and so is none of these. */
export type FormatName = 'json-feed' | 'json-feed-pages' | 'rss' | 'markdown' | 'epub' | 'csv';

/** What a file says in the reader's language. */
export interface ExportWords {
	/** BCP 47 tag of that language. */
	locale: string;
	/** Heading of a table of contents. */
	contents: string;
	/** Text of the link to the page of a post. */
	onSite: string;
	/** Text of a link to a picture that has no description. */
	picture: string;
}

/** What is to be written. */
export interface Export {
	/** In the order of the file, one after the other; each may be read once. */
	posts: AsyncIterable<WholePost>;
	/** Of all those posts, by id. */
	feeds: ReadonlyMap<FeedId, Feed>;
	/** The only feed that the posts are of; null when they may be of several. */
	only: Feed | null;
	title: string;
	/** Where the file, or its folder, will lie on the web: absolute; null when that is not known. */
	address: string | null;
	/** UTC milliseconds. */
	at: number;
	/** Random, in the form of a UUID. */
	id: string;
	words: ExportWords;
	/** The comments that are kept on a post, oldest first. */
	commentsOf: (post: Post) => Promise<Comment[]>;
	/** A picture that this device keeps, by its absolute address; null for one that it does not. */
	findPicture: (address: string) => Promise<Blob | null>;
}

/** What of it had no place in the file. */
export interface LeftOut {
	posts: number;
	pictures: number;
}

export const NOTHING_LEFT_OUT: LeftOut = { posts: 0, pictures: 0 };

/** Writes all of it in one format, and closes nothing. */
export type WriteExport = (what: Export, output: FileOutput) => Promise<LeftOut>;
