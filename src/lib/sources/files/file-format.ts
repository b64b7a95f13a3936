import type { Comment } from '$lib/model/comment';
import type { FeedDescription, SourceKind } from '$lib/model/feed';
import type { PostId } from '$lib/model/ids';
import type { IncomingPost } from '$lib/model/post';
import type { Words } from '$lib/model/problem';
import type { SkippedItem } from '$lib/sources/source';

/** What a file can be. */
export type FileKind =
	/** A feed: JSON Feed, RSS, Atom, RDF, RSS-in-JSON. */
	| 'feed'
	/** WordPress's export. */
	| 'wordpress-export'
	/** A list of subscriptions. */
	| 'opml'
	/** A page as a browser saves it, or its text. */
	| 'page'
	/** Articles that another reader kept, with what they say. */
	| 'articles'
	/** Links that another reader kept, without the pages. */
	| 'links';

/** The beginning of a file, by which its format is recognised. */
export interface FileStart {
	/** As the reader's device calls it; says little. */
	name: string;
	/** In lower case, without parameters; empty when the device does not know. */
	mimeType: string;
	/** Decoded; at most {@link START} UTF-16 units. */
	text: string;
}

/** UTF-16 units of a file by which it is recognised. */
export const START = 64 * 1024;

/** A file that the reader chose, opened for one reading. */
export interface OpenFile extends FileStart {
	/** In bytes. */
	size: number;
	/**
	 * The text bit by bit, in the encoding that the file is in; memory stays small however long it is.
	 * Ends early, with an error, when the reader cancels.
	 */
	stream: () => AsyncIterable<string>;
	/** All of it at once. @throws SourceError `too-large` when it is longer than 64 MB. */
	whole: () => Promise<string>;
	/** As `whole`, but undecoded. @throws SourceError `too-large` */
	bytes: () => Promise<Uint8Array>;
}

/** What the reader chose in the preview. */
export interface ReadOptions {
	/** Also what its author has not published: drafts, private and scheduled posts. */
	withUnpublished: boolean;
	/** UTC milliseconds. */
	now: number;
	/** Whether a feed is kept whose address is this: what a file holds of it is to be added there. Not given: none is. */
	isKept?: (url: string) => boolean | Promise<boolean>;
	/** Titles of {@link NAMELESS} in the reader's language, by address. Not given: they are in English. */
	titles?: Readonly<Record<string, string>>;
}

/** Addresses of feeds whose title is no file's own. */
export const NAMELESS = {
	/** Where pages go whose site is unknown. */
	pages: 'file:saved-pages',
	/** Where articles go that do not say what feed they are of. */
	starred: 'file:starred-articles',
	bookmarks: 'file:bookmarks',
	/** A feed without a title, in a file without a name. */
	file: 'file:nameless'
} as const;

/** The feed that posts of a file belong to: kept already, or new. */
export interface FileFeed {
	/** What its id is made of: the address of its blog or feed, or `file:` and a name. */
	url: string;
	/** The address at which it says that it is; absent or null where it does not. */
	selfUrl?: string | null;
	kind: SourceKind;
	description: Partial<FeedDescription> & { title: string };
}

/** Some posts of one feed. */
export interface PostsPart {
	feed: FileFeed;
	/** Of the feed `feedIdOf(feed.url)`. */
	posts: IncomingPost[];
	/** Of posts in this part or an earlier one. */
	comments: Comment[];
	/** Those of `posts` that were starred where they come from. */
	starred: PostId[];
	/** Those of `posts` that were read there. */
	read: PostId[];
	/** Items that could not be read. */
	skipped: SkippedItem[];
	/** Posts left out because their author has not published them: see {@link ReadOptions}. */
	unpublished: number;
}

/** A feed that a list of subscriptions names. */
export interface Subscription {
	/** Absolute address of the feed. */
	url: string;
	/** As the list calls it; empty when it does not. */
	title: string;
	/** Names from the outside in; empty for none. */
	folder: readonly string[];
}

/** What a file holds, a bit of it. */
export type FilePart =
	| ({ is: 'posts' } & PostsPart)
	| { is: 'subscriptions'; subscriptions: Subscription[]; skipped: SkippedItem[] }
	/** Something of the file that the reader should know, such as that it ends too early. */
	| { is: 'note'; note: Words };

/** One format of files. */
export interface FileFormat {
	kind: FileKind;
	/** How often it goes through the whole file; not given, once. */
	passes?: number;
	/** Whether a file that begins so is in this format. Never throws. */
	recognises: (start: FileStart) => boolean;
	/**
	 * The file from its beginning to its end. Nothing that one item holds ends it.
	 * @throws SourceError when the file cannot be read (any further); the parts before it have been given.
	 */
	read: (file: OpenFile, options: ReadOptions) => AsyncGenerator<FilePart>;
	/** Where files that come together may be parts of one: the same format, which knows all of them. */
	knowing?: (files: readonly OpenFile[]) => FileFormat;
}
