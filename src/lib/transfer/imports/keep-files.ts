import { newFeed, NOTHING_SAID, NOTHING_SYNCED, type Feed } from '$lib/model/feed';
import { feedIdOf, type FeedId } from '$lib/model/ids';
import { eachOnce, type Problem, type Words } from '$lib/model/problem';
import type { FileFeed, FilePart, PostsPart, ReadOptions } from '$lib/sources/files/file-format';
import { addComments } from '$lib/store/comments';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, findFeed } from '$lib/store/feeds';
import { markImported } from '$lib/store/marks';
import { recordSync } from '$lib/store/sync-log';
import { wordsOf } from '$lib/sync/tally';
import type { Reading } from './open-file';
import { takeSkipped } from './preview-files';
import { readFiles } from './read-files';

/** Posts in one transaction, as in a sync: the list fills while a huge file is being read. */
const POSTS_PER_COMMIT = 100;

/** What came of a file. */
export interface FileReport {
	name: string;
	feeds: FeedReport[];
	/** Comments that were new. */
	comments: number;
	/** Posts that their author has not published, and which were left out. */
	unpublished: number;
	skipped: number;
	/** The reasons of the first few. */
	reasons: Words[];
	notes: Words[];
	/** Why it could not be read, or not to its end; what was read before is kept. */
	problem: Problem | null;
}

/** What a file brought to one feed. */
export interface FeedReport {
	id: FeedId;
	title: string;
	isNew: boolean;
	added: number;
	updated: number;
}

/** Hears of each file that has been read, and of how many posts have been kept of all. */
interface Listener {
	fileRead: (report: FileReport) => void;
	kept: (posts: number) => void;
}

/**
 * Keeps the posts of files; each is kept as it comes, so that what came before a fault, or before the reader cancels, stays.
 * Posts that are kept already are edits, as in a sync.
 */
export async function keepFiles(
	db: Database,
	files: readonly File[],
	options: ReadOptions,
	reading: Reading,
	{ fileRead, kept }: Listener
): Promise<void> {
	let current: FileKeeping | null = null;
	let posts = 0;
	try {
		for await (const event of readFiles(files, options, reading)) {
			if (event.is === 'begin') current = new FileKeeping(db, event.name, options.now);
			else if (event.is === 'part') {
				await current?.take(event.part);
				if (event.part.is === 'posts') kept((posts += event.part.posts.length));
			} else if (event.is === 'end') {
				const ended: FileKeeping = current ?? new FileKeeping(db, event.name, options.now);
				current = null;
				fileRead(ended.end(event.problem));
				await ended.log();
			}
		}
	} catch (error) {
		// What it has brought is told of too.
		if (current !== null) fileRead(current.end(null));
		throw error;
	}
}

const NOTHING_OF_FILE = { skipped: 0, reasons: [], comments: 0, problem: null };

class FileKeeping {
	readonly #db: Database;
	readonly #now: number;
	readonly #report: FileReport;
	/** Those that are there for files alone, and so have a log of them. */
	readonly #ofFiles = new Set<FeedId>();

	constructor(db: Database, name: string, now: number) {
		this.#db = db;
		this.#now = now;
		this.#report = {
			name,
			feeds: [],
			comments: 0,
			unpublished: 0,
			skipped: 0,
			reasons: [],
			notes: [],
			problem: null
		};
	}

	async take(part: FilePart): Promise<void> {
		const report = this.#report;
		if (part.is === 'note') report.notes = eachOnce([...report.notes, part.note]);
		else takeSkipped(report, part.skipped);
		if (part.is === 'posts') await this.#keep(part);
	}

	end(problem: Problem | null): FileReport {
		this.#report.problem = problem;
		return this.#report;
	}

	/** Has the feeds say when they were read last, and what came of it. */
	async log(): Promise<void> {
		for (const feed of this.#report.feeds.filter(({ id }) => this.#ofFiles.has(id))) {
			await recordSync(this.#db, feed.id, {
				outcome: this.#outcomeOf(feed),
				checkpoint: null,
				retryAt: 0,
				failures: 0
			});
		}
	}

	async #keep(part: PostsPart): Promise<void> {
		this.#report.unpublished += part.unpublished;
		if (part.posts.length === 0 && part.comments.length === 0) return;
		const feed = await this.#feedOf(part.feed);
		// What a site says, of itself or in its posts, is not changed by a file.
		const isOfFiles = this.#ofFiles.has(feed.id);
		const description = isOfFiles ? part.feed.description : {};
		for (let start = 0; start < part.posts.length; start += POSTS_PER_COMMIT) {
			const posts = part.posts.slice(start, start + POSTS_PER_COMMIT);
			const { added, updated } = await commitPosts(this.#db, feed.id, {
				description,
				posts,
				onlyNew: !isOfFiles,
				areFromFile: true
			});
			feed.added += added;
			feed.updated += updated;
		}
		this.#report.comments += await addComments(this.#db, feed.id, part.comments);
		await markImported(this.#db, part, this.#now);
	}

	async #feedOf(fileFeed: FileFeed): Promise<FeedReport> {
		const id = feedIdOf(fileFeed.url);
		const known = this.#report.feeds.find((feed) => feed.id === id);
		if (known !== undefined) return known;
		const record = feedRecordOf(fileFeed, this.#now);
		const isNew = await addFeed(this.#db, record);
		const { title, isFromFile } = (await findFeed(this.#db, id)) ?? record;
		if (isFromFile) this.#ofFiles.add(id);
		const feed: FeedReport = { id, title, isNew, added: 0, updated: 0 };
		this.#report.feeds.push(feed);
		return feed;
	}

	/** What the log of the feed says of the file. */
	#outcomeOf({ added, updated }: FeedReport): NonNullable<Feed['lastSync']> {
		// What is counted of the whole file is said of its feed where it has one.
		const isOnly = this.#report.feeds.length === 1;
		const { skipped, reasons, comments, problem } = isOnly ? this.#report : NOTHING_OF_FILE;
		const words = wordsOf({ notes: [], skippedReasons: reasons });
		return {
			...NOTHING_SYNCED,
			at: this.#now,
			added,
			updated,
			skipped,
			comments,
			...words,
			error: problem
		};
	}
}

function feedRecordOf({ url, kind, description }: FileFeed, now: number): Feed {
	return newFeed(
		{ id: feedIdOf(url), url, kind, isRelayed: false, isFromFile: true, addedAt: now },
		{ ...NOTHING_SAID, ...description }
	);
}
