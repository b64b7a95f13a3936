import { feedIdOf, type FeedId } from '$lib/model/ids';
import type { Problem, Words } from '$lib/model/problem';
import { eachOnce } from '$lib/model/problem';
import { displayTitle } from '$lib/model/title';
import { bareLink } from '$lib/sources/files/bare-link';
import type {
	FileKind,
	FilePart,
	PostsPart,
	ReadOptions,
	Subscription
} from '$lib/sources/files/file-format';
import type { SkippedItem } from '$lib/sources/source';
import type { Database } from '$lib/store/database';
import { findFeed } from '$lib/store/feeds';
import { KnownFeeds } from './known-feeds';
import type { Reading } from './open-file';
import { readFiles } from './read-files';

/** Of the reasons for which items are left out, so many are told. */
export const REASONS_TOLD = 5;
/** Titles that are shown of each feed. */
const POSTS_SHOWN = 5;

/** What a file would bring. */
export interface FilePreview {
	name: string;
	/** Null when it is not known. */
	kind: FileKind | null;
	feeds: FeedInFile[];
	/** Posts of lists of links without a text of their own. */
	links: number;
	comments: number;
	/** Posts that their author has not published, and which come only when asked for. */
	unpublished: number;
	subscriptions: Subscription[];
	/** Items that cannot be read. */
	skipped: number;
	/** The reasons of the first few. */
	reasons: Words[];
	notes: Words[];
	/** Why it cannot be read, or not to its end. */
	problem: Problem | null;
}

/** A feed that a file has posts of. */
export interface FeedInFile {
	id: FeedId;
	url: string;
	title: string;
	/** The reader has it already. */
	isKept: boolean;
	posts: number;
	/** The newest few. */
	newest: { title: string; publishedAt: number | null }[];
}

/** Reads all of the files, and keeps nothing. */
export async function previewFiles(
	db: Database,
	files: readonly File[],
	options: ReadOptions,
	reading: Reading,
	tell: (posts: number) => void
): Promise<{ files: FilePreview[]; passedOver: number }> {
	const previews: FilePreview[] = [];
	let [passedOver, posts] = [0, 0];
	let current: FilePreview | null = null;
	const known = await KnownFeeds.of(db);
	for await (const event of readFiles(files, options, reading)) {
		if (event.is === 'passed-over') passedOver += 1;
		else if (event.is === 'begin') previews.push((current = nothingOf(event.name, event.kind)));
		else if (event.is === 'end') {
			if (current === null) previews.push((current = nothingOf(event.name, null)));
			current.problem = event.problem;
			current = null;
		} else if (current !== null) {
			await take(db, known, current, event.part);
			if (event.part.is === 'posts') tell((posts += event.part.posts.length));
		}
	}
	return { files: previews, passedOver };
}

function nothingOf(name: string, kind: FileKind | null): FilePreview {
	return {
		name,
		kind,
		feeds: [],
		links: 0,
		comments: 0,
		unpublished: 0,
		subscriptions: [],
		skipped: 0,
		reasons: [],
		notes: [],
		problem: null
	};
}

async function take(db: Database, known: KnownFeeds, preview: FilePreview, part: FilePart): Promise<void> {
	if (part.is === 'note') {
		preview.notes = eachOnce([...preview.notes, part.note]);
		return;
	}
	takeSkipped(preview, part.skipped);
	if (part.is === 'subscriptions') {
		preview.subscriptions.push(...part.subscriptions);
		return;
	}
	// What a site gives with its posts is its own to say.
	if (part.feed.kind === 'page') {
		preview.links += part.posts.filter(({ post, body }) => bareLink(post.url, body.html) !== null).length;
	}
	preview.comments += part.comments.length;
	preview.unpublished += part.unpublished;
	if (part.posts.length > 0) takePosts(await feedOf(db, known, preview, part), part);
}

/** Counts items that could not be read, and keeps the first reasons. */
export function takeSkipped(
	counted: { skipped: number; reasons: Words[] },
	skipped: readonly SkippedItem[]
): void {
	counted.skipped += skipped.length;
	const room = REASONS_TOLD - counted.reasons.length;
	counted.reasons.push(...skipped.slice(0, Math.max(0, room)).map(({ reason }) => reason));
}

async function feedOf(
	db: Database,
	known: KnownFeeds,
	{ feeds }: FilePreview,
	{ feed }: PostsPart
): Promise<FeedInFile> {
	const joined = known.feedFor(feed);
	const id = joined?.id ?? feedIdOf(feed.url);
	const before = feeds.find((each) => each.id === id);
	if (before !== undefined) return before;
	const kept = joined ?? (await findFeed(db, id));
	const title = kept?.title ?? feed.description.title;
	const found = { id, url: feed.url, title, isKept: kept !== undefined, posts: 0, newest: [] };
	feeds.push(found);
	return found;
}

function takePosts(feed: FeedInFile, { posts }: PostsPart): void {
	feed.posts += posts.length;
	const shown = posts.map(({ post }) => ({
		title: displayTitle(post),
		publishedAt: post.hasOwnDate ? post.publishedAt : null
	}));
	feed.newest = [...feed.newest, ...shown]
		.sort((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0))
		.slice(0, POSTS_SHOWN);
}
