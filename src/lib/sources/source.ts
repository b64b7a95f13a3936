import type { FeedDescription, SourceKind } from '$lib/model/feed';
import type { FeedId } from '$lib/model/ids';
import type { IncomingPost } from '$lib/model/post';

/** The feed to fetch. */
export interface SourceFeed {
	id: FeedId;
	/** Absolute address of the feed. */
	url: string;
}

/** One answer of the site, read. */
export interface SourcePage {
	description: FeedDescription;
	/** Newest first, as far as the site orders them; every post once. */
	posts: IncomingPost[];
	skipped: SkippedItem[];
	/** Address of the page to fetch after this one (what a checkpoint keeps); null at the end of the archive. */
	next: string | null;
	/** Posts in the whole archive, when the site says so. */
	total: number | null;
}

/** An item that could not be read. It is counted and shown, and never stops the others. */
export interface SkippedItem {
	/** Position in its page, from 0. */
	position: number;
	/** In words for the reader. */
	reason: string;
}

/** What a source is handed, so that it touches neither the clock nor the network by itself. */
export interface SourceContext {
	/** Fetches within bounds; throws SourceError. */
	fetchText: (url: string) => Promise<FetchedText>;
	/** UTC milliseconds. */
	now: () => number;
}

/** The text of an answer. */
export interface FetchedText {
	/** Address after redirects. */
	url: string;
	text: string;
	/** The media type alone, in lower case, such as `application/feed+json`; empty when not given. */
	mimeType: string;
}

/** One format or kind of site. */
export interface Source {
	kind: SourceKind;
	/** Whether `page` is in this format at all. */
	recognises: (page: FetchedText) => boolean;
	/**
	 * The archive page by page, newest first, starting at `from` (the feed's own address or a checkpoint's).
	 * @throws SourceError when a page cannot be fetched or read; pages before it have been given.
	 */
	pages: (feed: SourceFeed, from: string, context: SourceContext) => AsyncGenerator<SourcePage>;
}
