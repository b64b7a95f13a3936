import { say, type Said } from '$lib/messages/problem-words';
import type { FilePart, PostsPart } from '$lib/sources/files/file-format';
import type { PostId } from '$lib/model/ids';
import { visibleLine } from '$lib/model/visible-text';
import { keptPost, type KeptArticle } from '$lib/sources/files/kept-article';
import { MOST_ITEMS } from '$lib/sources/bounds';
import { SourceError } from '$lib/sources/source-error';

/** Posts that are given at once. */
const BATCH = 100;

/** An item of a list: what it holds, or why it cannot be read. */
export type ReadItem = { article: KeptArticle } | { reason: Said };

/**
 * The items of a list as parts of a file, some of them at a time, each with those of its feed.
 * @param items in the order of the file
 * @param now UTC milliseconds
 */
export function* partsOfItems<Item>(
	items: Iterable<Item>,
	read: (item: Item, number: number) => ReadItem,
	now: number
): Generator<FilePart> {
	const seen = new Set<PostId>();
	let batch = new Batch(seen);
	let position = 0;
	for (const item of items) {
		if (position === MOST_ITEMS) {
			batch.skip(position, say('saved_too_many', { number: position + 1 }));
			break;
		}
		batch.take(position, readSafely(item, position + 1, read), now);
		position += 1;
		if (position % BATCH !== 0) continue;
		yield* batch.parts();
		batch = new Batch(seen);
	}
	yield* batch.parts();
}

/** Nothing that one item holds ends the list. */
function readSafely<Item>(
	item: Item,
	number: number,
	read: (item: Item, number: number) => ReadItem
): ReadItem {
	try {
		return read(item, number);
	} catch (error) {
		if (!(error instanceof Error)) throw error;
		return { reason: say('item_unreadable', { number, reason: error.message }) };
	}
}

class Batch {
	readonly #parts = new Map<string, PostsPart>();
	readonly #skipped: PostsPart['skipped'] = [];

	/** @param seen what earlier parts hold */
	constructor(readonly seen: Set<PostId>) {}

	take(position: number, item: ReadItem, now: number): void {
		if ('reason' in item) {
			this.skip(position, item.reason);
			return;
		}
		const { article } = item;
		const incoming = keptPost(article, now);
		const { id, guid } = incoming.post;
		if (this.seen.has(id)) {
			this.skip(position, say('item_same_id', { number: position + 1, id: visibleLine(guid, 80) }));
			return;
		}
		this.seen.add(id);
		const part = this.#partOf(article);
		part.posts.push(incoming);
		if (article.isStarred) part.starred.push(id);
		if (article.isRead) part.read.push(id);
	}

	skip(position: number, reason: Said): void {
		this.#skipped.push({ position, reason });
	}

	/** What was skipped goes with the first feed, since it is of none. */
	*parts(): Generator<FilePart> {
		const [first, ...others] = this.#parts.values();
		if (first !== undefined) yield { is: 'posts', ...first, skipped: this.#skipped };
		else if (this.#skipped.length > 0)
			yield { is: 'subscriptions', subscriptions: [], skipped: this.#skipped };
		for (const part of others) yield { is: 'posts', ...part };
	}

	#partOf({ feed }: KeptArticle): PostsPart {
		const none = { posts: [], comments: [], starred: [], read: [], skipped: [], unpublished: 0 };
		const part = this.#parts.get(feed.url) ?? { feed, ...none };
		this.#parts.set(feed.url, part);
		return part;
	}
}

/** For a file that begins as a list and is none. */
export function noList(file: string): SourceError {
	return new SourceError('unsupported-format', say('saved_no_list', { file }), say('saved_no_list_advice'));
}
