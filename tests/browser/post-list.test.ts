import type { Remote } from 'comlink';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { feedIdOf, type PostId } from '$lib/model/ids';
import type { MonthCount } from '$lib/model/month-count';
import { ID_WORDS, packId, type PackedIds } from '$lib/model/packed-ids';
import { viewOf } from '$lib/model/view';
import type { FoundPost, SearchAnswer, SearchWish } from '$lib/search/answer';
import { countNewest, newestPosts } from '$lib/search/newest';
import type { SearchService } from '$lib/search/search-service';
import { PostList } from '$lib/state/post-list.svelte';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed } from '$lib/store/feeds';
import { changeMark } from '$lib/store/marks';
import type { PostRow } from '$lib/store/post-queries';
import { feedRecord, freshDatabase, incoming } from './library';

const feedId = feedIdOf('https://blog.example/feed.json');
const posts = Array.from({ length: 120 }, (_, i) =>
	incoming(feedId, `post ${i}`, { publishedAt: 1000 - i, categories: [i % 2 === 0 ? 'Even' : 'Odd'] })
);
const rowsOf = (some: typeof posts): PostRow[] => some.map(({ post }) => ({ post, mark: null }));
const ids = posts.map(({ post }) => post.id);
const view = (search: string) => viewOf(new URLSearchParams(search));

/** Finds the first so many posts, as many as the query has letters times ten; `-` asks nothing. */
class FakeSearch {
	readonly asked: string[] = [];
	readonly opened: PostId[][] = [];
	/** While it is held, no search is answered. */
	hold: Promise<void> = Promise.resolve();
	/** While it is held, no whole order is given. */
	holdOrder: Promise<void> = Promise.resolve();
	isComplete = true;
	/** Posts that came since. */
	missing = 0;
	#listener = (_: { problem: null }) => {};

	async search({ view, opened }: SearchWish, rows: number): Promise<SearchAnswer> {
		this.asked.push(view.query);
		this.opened.push(opened);
		await this.hold;
		const total = this.#total(view.query);
		return {
			query: view.query,
			isEmpty: view.query === '-' || view.query === '',
			total,
			first: this.#found(0, Math.min(rows, total)),
			categoryCounts: new Map([['even', total / 2]]),
			corrections: [],
			isComplete: this.isComplete,
			milliseconds: 0
		};
	}

	async rows({ view }: SearchWish, from: number, to: number): Promise<FoundPost[]> {
		this.asked.push(`rows ${from}-${to}`);
		return this.#found(from, Math.min(to, this.#total(view.query)));
	}

	async order({ view }: SearchWish): Promise<PackedIds> {
		this.asked.push('order');
		const found = ids.slice(this.missing, this.missing + this.#total(view.query));
		const packed = new Uint32Array(found.length * ID_WORDS);
		found.forEach((id, at) => packId(id, packed, at));
		return packed;
	}

	async newest(wish: SearchWish): Promise<PackedIds> {
		await this.holdOrder;
		return newestPosts(db, wish);
	}

	/** Posts of the store that months do not know of yet. */
	unknown = 0;

	/** One month more than the list has letters, each with one post but the last, which has all others. */
	async months({ view }: SearchWish): Promise<MonthCount[]> {
		this.asked.push('months');
		const length = view.query.length + 1 + this.missing;
		const total = view.query === '' ? posts.length - this.unknown : this.#total(view.query);
		return Array.from({ length }, (_, i) => ({ from: -i, count: i < length - 1 ? 1 : total - i }));
	}

	countNewest(wish: SearchWish): Promise<Map<string, number>> {
		return countNewest(db, wish);
	}

	onIndexed(listener: (state: { problem: null }) => void): void {
		this.#listener = listener;
	}

	change(): void {
		this.#listener({ problem: null });
	}

	#total(query: string): number {
		return query === '' ? 110 : query.length * 10;
	}

	#found(from: number, to: number): FoundPost[] {
		return rowsOf(posts.slice(this.missing + from, this.missing + to)).map((row) => ({
			row,
			snippet: { title: [], text: [], cutBefore: false, cutAfter: false }
		}));
	}
}

let db: Database;
let search: FakeSearch;
let list: PostList;

beforeEach(async () => {
	db = freshDatabase();
	await addFeed(db, feedRecord('https://blog.example/feed.json'));
	await commitPosts(db, feedId, { description: {}, posts, checkpoint: null });
	search = new FakeSearch();
	list = new PostList(db, search as unknown as Remote<SearchService>, (error) => {
		throw error;
	});
});

afterEach(async () => {
	list.stop();
	await db.delete();
});

const shows = (query: string) => expect.poll(() => (list.isLoading ? null : list.shown.query)).toBe(query);
const hasRows = (from: number, to: number) => ids.slice(from, to).every((id) => list.row(id) !== undefined);

async function showPlain(): Promise<void> {
	list.show(view(''), null);
	await shows('');
	await expect.poll(() => list.shown.total).toBe(120);
}

test('without a search the whole library is there, newest first', async () => {
	await showPlain();
	await expect.poll(() => list.shown.order.at(119)).toBe(ids[119]);
	expect(hasRows(0, 40)).toBe(true);
	expect(list.snippet(ids[0]!)).toBeUndefined();
	expect(list.categories).toMatchObject([
		{ name: 'Even', count: 60 },
		{ name: 'Odd', count: 60 }
	]);
	list.look(60, 70);
	await expect.poll(() => hasRows(40, 90)).toBe(true);
});

test('rows are shown before anyone knows how many posts there are, and no number with them', async () => {
	let release = () => {};
	search.holdOrder = new Promise((resolve) => (release = resolve));
	list.show(view('category=even&category=odd'), null);
	await shows('');
	expect(list.shown).toMatchObject({ total: null });
	expect(list.shown.order.slice(0, 99)).toEqual(ids.slice(0, 40));
	expect(hasRows(0, 40)).toBe(true);
	expect(list.isSettled).toBe(false);
	release();
	await expect.poll(() => list.shown.total).toBe(120);
	expect(list.isSettled).toBe(true);
	expect(hasRows(0, 40)).toBe(true);
	list.look(60, 70);
	await expect.poll(() => hasRows(40, 90)).toBe(true);
});

test('a short list has its number at once, whatever it is filtered by', async () => {
	search.holdOrder = new Promise(() => {});
	await changeMark(db, ids[7]!, { starredAt: 1 }, 1);
	list.show(view('is=starred&category=odd'), null);
	await shows('');
	expect(list.shown.total).toBe(1);
	expect(list.shown.order.at(0)).toBe(ids[7]);
	expect(list.isSettled).toBe(true);
});

test('an answer is shown without reading the store', async () => {
	await showPlain();
	await new Promise((resolve) => setTimeout(resolve, 600));
	const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
	list.show(view('q=a'), null);
	await shows('a');
	list.show(view('q=ab'), null);
	await shows('ab');
	expect(transaction).not.toHaveBeenCalled();
	transaction.mockRestore();
	expect(list.shown).toMatchObject({ total: 20 });
	expect(hasRows(0, 8)).toBe(true);
	expect(list.snippet(ids[0]!)).toBeDefined();
	expect(list.categories).toMatchObject([
		{ name: 'Even', count: 10 },
		{ name: 'Odd', count: 0 }
	]);
});

test('while one query is answered, only the latest is remembered', async () => {
	await showPlain();
	let release = () => {};
	search.hold = new Promise((resolve) => (release = resolve));
	for (const query of ['a', 'ab', 'abc', 'abcd']) list.show(view(`q=${query}`), null);
	release();
	await shows('abcd');
	expect(search.asked.filter((asked) => asked !== 'months')).toEqual(['a', 'abcd']);
});

test('the rest of what was found follows after a pause', async () => {
	await showPlain();
	list.show(view('q=abcd'), null);
	await shows('abcd');
	expect(list.shown.order.at(39)).toBeUndefined();
	await expect.poll(() => list.shown.order.at(39)).toBe(ids[39]);
	expect(hasRows(0, 40)).toBe(true);
	expect(list.neighbours(ids[38]!)).toEqual({ previous: ids[37], next: ids[39] });
	expect(search.asked.filter((asked) => asked !== 'months')).toEqual(['abcd', 'order', 'rows 0-40']);
});

test('a reader who scrolls on or steps on does not wait for the pause', async () => {
	await showPlain();
	list.show(view('q=abcdef'), null);
	await shows('abcdef');
	list.look(30, 40);
	expect(search.asked).toContain('rows 10-60');
	await expect.poll(() => hasRows(10, 60)).toBe(true);
	list.show(view('q=abc'), null);
	await shows('abc');
	expect(await list.step(ids[7]!, 1)).toBe(ids[8]);
	expect(await list.step(null, 1)).toBe(ids[0]);
	expect(await list.step(null, -1)).toBeNull();
	expect(await list.step(ids[29]!, 1)).toBeNull();
});

test('when the index has changed, the reader stays where they are', async () => {
	await showPlain();
	list.show(view('q=abcdefghij'), null);
	await shows('abcdefghij');
	list.look(60, 70);
	await expect.poll(() => hasRows(40, 90)).toBe(true);
	const { key } = list.shown;
	search.missing = 3;
	search.change();
	while (list.shown.order.at(0) === ids[0]) {
		expect(hasRows(60, 70)).toBe(true);
		await new Promise((resolve) => setTimeout(resolve));
	}
	expect(list.shown).toMatchObject({ key, total: 100 });
	expect(list.shown.order.at(99)).toBe(ids[102]);
	expect(hasRows(60 + 3, 70 + 3)).toBe(true);
});

test('a query that asks nothing shows the whole library', async () => {
	list.show(view('q=-'), null);
	await shows('-');
	await expect.poll(() => list.shown.total).toBe(120);
	expect(list.shown.answer).toBeNull();
	list.show(view('q=-a'), null);
	await shows('-a');
	expect(list.shown.total).toBe(20);
	list.show(view('q=-'), null);
	await shows('-');
	expect(list.shown.total).toBe(120);
});

test('what has changed in the store during a search is there after it', async () => {
	await showPlain();
	list.show(view('q=a'), null);
	await shows('a');
	const late = incoming(feedId, 'late', { publishedAt: 2000 });
	await commitPosts(db, feedId, { description: {}, posts: [late], checkpoint: null });
	await new Promise((resolve) => setTimeout(resolve, 300));
	list.show(view(''), null);
	// The store is read again only so often.
	await expect.poll(() => list.shown.total, { timeout: 5000 }).toBe(121);
	expect(list.shown.order.at(0)).toBe(late.post.id);
});

test('the filter of the view, its order and the opened posts are asked with the words', async () => {
	list.show(view('q=a&is=unread'), ids[5]!);
	await shows('a');
	list.show(view('q=ab&is=unread'), null);
	await shows('ab');
	list.keep(ids[7]!);
	list.show(view('q=ab&is=unread&sort=date'), null);
	await expect.poll(() => search.asked.filter((asked) => asked === 'ab').length).toBe(2);
	list.show(view('q=ab'), null);
	await expect.poll(() => search.asked.filter((asked) => asked === 'ab').length).toBe(3);
	expect(search.opened).toEqual([[ids[5]], [], [ids[7]], []]);
});

test('a row that is as before stays the very same', async () => {
	await showPlain();
	list.show(view('q=a'), null);
	await shows('a');
	const row = list.row(ids[0]!);
	list.show(view('q=ab'), null);
	await shows('ab');
	expect(list.row(ids[0]!)).toBe(row);
});

test('orders that the store does not have come from the search, with rows as without one', async () => {
	await showPlain();
	list.show(view('sort=random&seed=4'), null);
	await expect.poll(() => list.shown.total).toBe(110);
	expect(list.shown).toMatchObject({ query: '', answer: { isEmpty: true } });
	expect(hasRows(0, 8)).toBe(true);
	expect(list.snippet(ids[0]!)).toBeUndefined();
	list.look(60, 70);
	await expect.poll(() => hasRows(40, 90)).toBe(true);
	expect(list.snippet(ids[60]!)).toBeUndefined();
	list.show(view('sort=date'), null);
	await expect.poll(() => list.shown.total).toBe(120);
	expect(list.shown.answer).toBeNull();
});

test('the months of a list follow its rows, and there are none where the newest are not first', async () => {
	await showPlain();
	await expect.poll(() => list.months.length).toBe(1);
	list.show(view('q=abc&sort=date'), null);
	await shows('abc');
	expect(list.months).toEqual([]);
	await expect.poll(() => list.months.length).toBe(4);
	const before = list.months;
	list.show(view('q=abc'), null);
	await expect.poll(() => list.months.length).toBe(0);
	list.show(view('q=abc&sort=date'), null);
	await expect.poll(() => list.months).toEqual(before);
	search.missing = 2;
	search.change();
	await expect.poll(() => list.months.length).toBe(6);
	list.show(view('sort=oldest'), null);
	await expect.poll(() => list.months).toEqual([]);
});

test('months that do not count all posts of the list wait until they do', async () => {
	search.unknown = 20;
	await showPlain();
	await expect.poll(() => search.asked).toContain('months');
	search.change();
	await expect.poll(() => search.asked.filter((asked) => asked === 'months').length).toBeGreaterThan(1);
	expect(list.months).toEqual([]);
	search.unknown = 0;
	search.change();
	await expect.poll(() => list.months.length).toBe(1);
});
