import type { Comment } from '$lib/model/comment';
import type { Feed } from '$lib/model/feed';
import type { FeedId, PostId } from '$lib/model/ids';
import { packedLength, unpackId, type PackedIds } from '$lib/model/packed-ids';
import type { Post } from '$lib/model/post';
import type { Result } from '$lib/model/result';
import { commentsOf } from '$lib/store/comments';
import type { Database } from '$lib/store/database';
import { listFeeds } from '$lib/store/feeds';
import { canKeepMedia, MediaCache } from '$lib/store/media-cache';
import { packed } from '$lib/store/packed-file';
import { postIds, type PostFilter } from '$lib/store/post-queries';
import { wholePosts, type WholePost } from '$lib/store/whole-posts';
import { bookPicture } from './book-picture';
import { cancelledExport, ExportError, exportProblem } from './export-error';
import type { ExportWords, FormatName, LeftOut } from './export-format';
import { FileOutput } from './file-output';
import { FORMAT_FILES } from './format-files';
import { FORMATS } from './formats';
import { postText } from './markdown';

/** Which posts are to be written. */
export type ExportScope =
	| { is: 'everything' }
	| { is: 'feed'; feed: FeedId }
	/** In that order; `feed` when all are of that one. */
	| { is: 'posts'; ids: PackedIds; feed: FeedId | null };

/** What the reader wants. */
export interface ExportWish {
	scope: ExportScope;
	format: FormatName;
	/** What the file calls itself. */
	title: string;
	/** Where it will lie on the web: absolute; null when that is not known. */
	address: string | null;
	words: ExportWords;
}

/** How far it is, in posts; `total` is 0 until it is known. */
export interface ExportProgress {
	done: number;
	total: number;
}

/** What was written. */
export interface ExportSummary {
	posts: number;
	/** Size of the file. */
	bytes: number;
	/** What had no place in the file. */
	leftOut: LeftOut;
}

/** Progress is told once in so many posts. */
const REPORT_EVERY = 25;

const EVERYTHING: PostFilter = {
	feed: null,
	categories: [],
	author: null,
	tag: null,
	from: null,
	to: null,
	on: null,
	is: null
};

/** Writes posts to files in open formats. Made to run in a worker; all it takes and gives can be cloned or transferred. */
export class ExportService {
	readonly #db: Database;
	readonly #cache: MediaCache;
	readonly #running = new Set<AbortController>();
	#report: (progress: ExportProgress) => void = () => undefined;

	constructor(db: Database, cache = new MediaCache()) {
		this.#db = db;
		this.#cache = cache;
	}

	/** `report` hears how far the one that runs is. */
	onProgress(report: (progress: ExportProgress) => void): void {
		this.#report = report;
	}

	/** Writes to `sink`, and closes it; it is aborted when that fails. */
	write(sink: WritableStream<Uint8Array>, wish: ExportWish): Promise<Result<ExportSummary>> {
		return this.#attempt((signal) => this.#write(sink, wish, Date.now(), signal));
	}

	/** Writes to a file for the browser's downloads. @param name of that file */
	pack(wish: ExportWish, name: string): Promise<Result<{ file: File; summary: ExportSummary }>> {
		const kind = { at: Date.now(), name, type: FORMAT_FILES[wish.format].mediaType };
		const isUnwritable = (error: unknown) =>
			error instanceof ExportError && error.problem.code === 'export-not-written';
		return this.#attempt((signal) =>
			packed(kind, (sink) => this.#write(sink, wish, kind.at, signal), isUnwritable)
		);
	}

	/** One post as the text of a Markdown file, with its pictures where they are on the web; empty when it is not there. */
	markdownOf(id: PostId, words: ExportWords): Promise<Result<string>> {
		return this.#attempt(async () => {
			const feeds = new Map((await listFeeds(this.#db)).map((feed) => [feed.id, feed]));
			for await (const saved of wholePosts(this.#db, [id])) {
				return postText(saved, { feeds, words }, (address) => address);
			}
			return '';
		});
	}

	/** Ends what runs. */
	cancel(): void {
		for (const controller of this.#running) controller.abort(cancelledExport());
	}

	async #write(
		sink: WritableStream<Uint8Array>,
		wish: ExportWish,
		at: number,
		signal: AbortSignal
	): Promise<ExportSummary> {
		const output = new FileOutput(sink, signal);
		try {
			const feeds = await listFeeds(this.#db);
			const ids = await this.#idsOf(wish, feeds);
			const counted = { posts: 0, total: ids.length };
			const { title, address, words, format } = wish;
			const leftOut = await FORMATS[format](
				{
					posts: this.#postsOf(ids, feeds, counted, signal),
					feeds: new Map(feeds.map((feed) => [feed.id, feed])),
					only: onlyFeed(wish, feeds),
					title,
					address,
					at,
					id: crypto.randomUUID(),
					words,
					commentsOf: (post) => this.#commentsOf(post),
					findPicture: (url) => this.#findPicture(url, format)
				},
				output
			);
			await output.finish();
			return { posts: counted.posts - leftOut.posts, bytes: output.bytes, leftOut };
		} catch (error) {
			await output.abort(error);
			// An abort makes the sink fail: that it was asked for is the better reason.
			signal.throwIfAborted();
			throw error;
		}
	}

	/** Those that are there, counted and told as they go by. */
	async *#postsOf(
		ids: PostId[],
		feeds: readonly Feed[],
		counted: { posts: number; total: number },
		signal: AbortSignal
	): AsyncGenerator<WholePost> {
		const kept = new Set(feeds.map(({ id }) => id));
		this.#report({ done: 0, total: counted.total });
		for await (const saved of wholePosts(this.#db, ids)) {
			signal.throwIfAborted();
			if (!kept.has(saved.post.feedId)) continue;
			counted.posts += 1;
			if (counted.posts % REPORT_EVERY === 0) this.#report({ done: counted.posts, total: counted.total });
			yield saved;
		}
		this.#report({ done: counted.total, total: counted.total });
	}

	/** Newest first, or as the list has them; a book begins with the oldest, feed by feed. */
	async #idsOf({ scope, format }: ExportWish, feeds: readonly Feed[]): Promise<PostId[]> {
		const wanted = scope.is === 'posts' ? unpacked(scope.ids) : null;
		if (wanted !== null && format !== 'epub') return wanted;
		const feed = scope.is === 'feed' ? scope.feed : null;
		if (format !== 'epub') return postIds(this.#db, { ...EVERYTHING, feed });
		const isWanted = wanted === null ? null : new Set(wanted);
		const ids: PostId[] = [];
		for (const { id } of feeds) {
			if (feed !== null && feed !== id) continue;
			for (const post of (await postIds(this.#db, { ...EVERYTHING, feed: id })).reverse()) {
				if (isWanted?.has(post) !== false) ids.push(post);
			}
		}
		return ids;
	}

	/** Most posts have none, and need not be asked. */
	async #commentsOf({ id, commentCount = 0 }: Post): Promise<Comment[]> {
		return commentCount > 0 ? await commentsOf(this.#db, id) : [];
	}

	/** Null for one that is not kept, or whose host hides it from us. */
	async #findPicture(url: string, format: FormatName): Promise<Blob | null> {
		if (!canKeepMedia()) return null;
		const kept = await this.#cache.find(url);
		const picture = await kept?.blob();
		if (picture === undefined || picture.size === 0) return null;
		return format === 'epub' ? bookPicture(picture) : picture;
	}

	async #attempt<T>(action: (signal: AbortSignal) => Promise<T>): Promise<Result<T>> {
		const controller = new AbortController();
		this.#running.add(controller);
		try {
			return { ok: true, value: await action(controller.signal) };
		} catch (error) {
			return { ok: false, problem: exportProblem(error) };
		} finally {
			this.#running.delete(controller);
		}
	}
}

/** The feed that all posts are of, or null. What is only some of its posts has a title of its own. */
function onlyFeed({ scope, title }: ExportWish, feeds: readonly Feed[]): Feed | null {
	const wanted = scope.is === 'everything' ? null : scope.feed;
	const lone = feeds.length === 1 ? feeds[0] : undefined;
	const feed = wanted === null ? lone : feeds.find(({ id }) => id === wanted);
	if (feed === undefined) return null;
	return scope.is === 'posts' ? { ...feed, title } : feed;
}

function unpacked(ids: PackedIds): PostId[] {
	return Array.from({ length: packedLength(ids) }, (_, at) => unpackId(ids, at));
}
