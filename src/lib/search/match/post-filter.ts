import { categoryKey } from '$lib/model/category';
import type { FeedId } from '$lib/model/ids';
import type { LibraryView } from '$lib/model/view';
import { IS_READ, IS_STARRED, type LiveSegment } from '$lib/search/index/live-segment';
import type { FeedClause, HasClause, MarkClause, QueryWord, TimeClause } from '$lib/search/query/query';
import { HAS_AUDIO, HAS_COMMENTS, HAS_IMAGE, IS_WITHDRAWN, type NameColumn } from '$lib/search/index/segment';
import { tokenize } from '$lib/search/text/tokenize';

/** Prepares a condition for one segment; then it is asked for each of its posts. */
export type PostFilter = (live: LiveSegment) => (post: number) => boolean;

/** A condition of a query that is not about words. */
type FilterClause = FeedClause | HasClause | MarkClause | TimeClause;

/** Titles of the feeds kept. */
export type FeedTitles = ReadonlyMap<FeedId, string>;

/** What a view asks besides its words and categories. */
export function filtersOfView(view: LibraryView): PostFilter[] {
	const filters: PostFilter[] = [];
	if (view.feed !== null) filters.push(inFeeds(new Set([view.feed])));
	if (view.author !== null) filters.push(withKeyIn(({ authors }) => authors, [view.author]));
	if (view.tag !== null) filters.push(withTag(view.tag));
	if (view.from !== null || view.to !== null) {
		filters.push(within(view.from ?? -Infinity, view.to ?? Infinity));
	}
	if (view.on !== null) filters.push(onDay(view.on));
	if (view.is !== null) filters.push(marked(view.is));
	return filters;
}

export function filterOfClause(clause: FilterClause, titles: FeedTitles): PostFilter {
	switch (clause.kind) {
		case 'feed':
			return inFeeds(
				new Set([...titles].filter(([, title]) => hasWords(title, clause.words)).map(([id]) => id))
			);
		case 'has':
			return flagged({ image: HAS_IMAGE, audio: HAS_AUDIO, comments: HAS_COMMENTS }[clause.thing]);
		case 'is':
			return marked(clause.mark);
		case 'time':
			return within(clause.from, clause.to);
	}
}

function inFeeds(wanted: ReadonlySet<FeedId>): PostFilter {
	return ({ segment: { posts } }) => {
		const isWanted = posts.feedIds.map((id) => wanted.has(id));
		return (post) => isWanted[posts.feeds[post]!]!;
	};
}

function within(from: number, to: number): PostFilter {
	return ({ segment: { posts } }) =>
		(post) =>
			posts.publishedAt[post]! >= from && posts.publishedAt[post]! < to;
}

/** Posts of one day, `11-27`, of every year, in the reader's time zone. */
function onDay(on: string): PostFilter {
	const [month, day] = [Number(on.slice(0, 2)) - 1, Number(on.slice(3))];
	return ({ segment: { posts } }) =>
		(post) => {
			const date = new Date(posts.publishedAt[post]!);
			return date.getDate() === day && date.getMonth() === month;
		};
}

function flagged(flag: number): PostFilter {
	return ({ segment: { posts } }) =>
		(post) =>
			(posts.flags[post]! & flag) !== 0;
}

function marked(mark: MarkClause['mark']): PostFilter {
	if (mark === 'withdrawn') return flagged(IS_WITHDRAWN);
	const bit = mark === 'starred' ? IS_STARRED : IS_READ;
	const wanted = mark === 'unread' ? 0 : bit;
	return ({ marks }) =>
		(post) =>
			(marks[post]! & bit) === wanted;
}

function withKeyIn(columnOf: (posts: Columns) => NameColumn, names: readonly string[]): PostFilter {
	const wanted = new Set(names.map(categoryKey));
	return (live) => {
		const column = columnOf(live.segment.posts);
		return withName(
			column,
			live.keysOf(column).map((key) => wanted.has(key))
		);
	};
}

type Columns = LiveSegment['segment']['posts'];

/** Tags are compared as they are written. */
function withTag(tag: string): PostFilter {
	return ({ segment: { posts } }) =>
		withName(
			posts.tags,
			posts.tags.names.map((name) => name === tag)
		);
}

function withName({ starts, values }: NameColumn, isWanted: boolean[]): (post: number) => boolean {
	return (post) => {
		for (let at = starts[post]!; at < starts[post + 1]!; at++)
			if (isWanted[values[at]!] === true) return true;
		return false;
	};
}

function hasWords(title: string, words: readonly QueryWord[]): boolean {
	const terms = tokenize(title).map(({ term }) => term);
	return words.every((word) => terms.some((term) => isWord(term, word)));
}

function isWord(term: string, word: QueryWord): boolean {
	if (word.as === 'start') return term.startsWith(word.term);
	return word.as === 'character' ? term.includes(word.term) : term === word.term;
}
