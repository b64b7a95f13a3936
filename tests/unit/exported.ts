import { newFeed, type Feed, type FeedDescription } from '$lib/model/feed';
import { feedIdOf } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import { parseJsonFeed } from '$lib/sources/json-feed/json-feed';
import type { PostRecord } from '$lib/store/database';
import type { WholePost } from '$lib/store/whole-posts';
import type { Export, FormatName, LeftOut } from '$lib/transfer/exports/export-format';
import { FileOutput } from '$lib/transfer/exports/file-output';
import { FORMATS } from '$lib/transfer/exports/formats';

export const NOW = Date.UTC(2026, 10, 28);
export const FEED_URL = 'https://heron.example/feed.json';

/** A feed as it is kept once its only page has been read. */
export interface Library {
	feed: Feed;
	posts: WholePost[];
	/** Places of items that were left out. */
	skipped: number[];
}

/** What is kept of a JSON Feed. @param source the feed, or its text */
export function libraryOf(source: unknown, url = FEED_URL): Library {
	const id = feedIdOf(url);
	const text = typeof source === 'string' ? source : JSON.stringify(source);
	const page = parseJsonFeed({ text, url, mimeType: 'application/feed+json' }, { id }, NOW);
	const identity = { id, kind: 'json-feed' as const, url, isRelayed: false, isFromFile: false, addedAt: NOW };
	const posts = page.posts.map(({ post, body }) => ({
		post: post as PostRecord,
		body,
		mark: null as Mark | null
	}));
	const skipped = page.skipped.map(({ position }) => position);
	return { feed: newFeed(identity, page.description as FeedDescription), posts, skipped };
}

/** A feed with one post whose content is `html`. */
export function withHtml(html: string, item: object = {}): Library {
	const first = { id: '1', url: 'https://heron.example/1', title: 'One', content_html: html, ...item };
	return libraryOf({ version: 'https://jsonfeed.org/version/1.1', title: 'Heron', items: [first] });
}

/** A file that was written. */
export interface Exported {
	bytes: Uint8Array<ArrayBuffer>;
	text: string;
	leftOut: LeftOut;
}

/** Writes libraries in a format: one feed as that feed, several as everything. */
export async function exported(
	format: FormatName,
	libraries: Library | Library[],
	change: Partial<Export> = {}
): Promise<Exported> {
	const all = [libraries].flat();
	const chunks: Uint8Array[] = [];
	const sink = new WritableStream<Uint8Array>({ write: (chunk) => void chunks.push(chunk) });
	const output = new FileOutput(sink, new AbortController().signal);
	const leftOut = await FORMATS[format](
		{
			posts: each(all.flatMap(({ posts }) => posts)),
			feeds: new Map(all.map(({ feed }) => [feed.id, feed])),
			only: all.length === 1 ? all[0]!.feed : null,
			title: all[0]!.feed.title,
			address: null,
			at: NOW,
			id: '0b1c8c9e-3b7a-4a38-9d0e-0d3f7a1c2b4d',
			words: { locale: 'en', contents: 'Contents', onSite: 'Read on the site', picture: 'Picture' },
			commentsOf: async () => [],
			findPicture: async () => null,
			...change
		},
		output
	);
	await output.finish();
	const bytes = new Uint8Array(Buffer.concat(chunks));
	return { bytes, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), leftOut };
}

export async function* each<T>(list: Iterable<T>): AsyncGenerator<T> {
	yield* list;
}
