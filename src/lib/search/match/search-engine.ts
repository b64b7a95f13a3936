import type { FeedId, PostId } from '$lib/model/ids';
import { ID_WORDS, type PackedIds } from '$lib/model/packed-ids';
import type { MonthCount } from '$lib/model/month-count';
import { filterOf, type LibraryView } from '$lib/model/view';
import type { Correction } from '$lib/search/answer';
import { CategoryCounts } from './category-counts';
import { correctionsOf } from './corrections';
import type { LiveSegment } from '$lib/search/index/live-segment';
import { namesIn, type IndexNames } from '$lib/search/index/names';
import { Matcher, type Part } from './matcher';
import { filtersOfView, type FeedTitles, type PostFilter } from './post-filter';
import { PostIndex, type PostMarks } from '$lib/search/index/post-index';
import { isEmpty, parseQuery, type Clause, type Group } from '$lib/search/query/query';
import { Ranking } from './ranking';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import { worthInOrder } from './order';
import { soughtOf, type Sought } from './sought';

/** What was found, in order. */
export interface Findings {
	/** Nothing was asked. */
	isEmpty: boolean;
	ranking: Ranking;
	categoryCounts: Map<string, number>;
	corrections: Correction[];
	sought: Sought[];
}

/** Finds posts by their words. Knows no storage: it is given the posts. */
export class SearchEngine {
	readonly index = new PostIndex();
	readonly #matcher = new Matcher(this.index);
	/** Of the filters of the last view, which stay the same while words are typed. */
	#passing: { key: string; slots: Uint8Array } = { key: '', slots: new Uint8Array() };
	/** By slot, whether it is among what is being put together. */
	#isFound = new Uint8Array();

	/** Grows each time that the titles of feeds may have changed. */
	titlesVersion = 0;

	get feedTitles(): FeedTitles {
		return this.#matcher.feedTitles;
	}

	/** Number of posts that can be found. */
	get size(): number {
		return this.index.size;
	}

	/** A post with a known id replaces what was there. */
	add(posts: readonly SearchablePost[]): void {
		this.index.add(posts);
	}

	remove(ids: readonly PostId[]): void {
		this.index.remove(ids);
	}

	/** Forgets the posts of all other feeds. @returns whether there were any. */
	keepFeeds(kept: FeedTitles): boolean {
		this.#matcher.feedTitles = kept;
		this.titlesVersion++;
		return this.index.keepFeeds(new Set<FeedId>(kept.keys()));
	}

	setMarks(marks: readonly PostMarks[]): void {
		this.index.setMarks(marks);
	}

	/** @param opened posts that pass although they no longer have the mark that `view` asks for */
	find(view: LibraryView, opened: readonly PostId[] = []): Findings {
		const query = parseQuery(view.query);
		const openedSlots = opened.map((id) => this.index.slotOf(id)).filter((slot) => slot !== -1);
		const { parts, slots, worthOf } = this.#matcher.match(query, openedSlots);
		const passing = this.#passingSlots(view, opened);
		const categories = new CategoryCounts(this.index, view.categories);
		const ranking = new Ranking(this.index.dateOrder(), slots.length);
		const worth = view.sort === 'relevance' ? worthOf : worthInOrder(this.index, view.sort, view.seed);
		for (const slot of slots) {
			if (passing[slot] === 0 || !categories.count(slot)) continue;
			ranking.add(slot, worth(slot));
		}
		return {
			isEmpty: isEmpty(query),
			ranking,
			categoryCounts: categories.total(),
			corrections: this.#corrections(parts, ranking),
			sought: parts.flatMap(soughtOf)
		};
	}

	/** Places `from` to `to` (exclusive) of what was found; valid until the index changes. */
	page({ ranking }: Findings, from: number, to: number): PostId[] {
		return Array.from(ranking.slots(from, to), (slot) => this.index.idAt(slot));
	}

	/** Everything that was found, in order; valid until the index changes. */
	order({ ranking }: Findings): PackedIds {
		const order: PackedIds = new Uint32Array(ranking.length * ID_WORDS);
		ranking.slots(0, ranking.length).forEach((slot, place) => {
			const { segment, base } = this.index.segmentAt(slot);
			const from = (slot - base) * ID_WORDS;
			for (let i = 0; i < ID_WORDS; i++) order[place * ID_WORDS + i] = segment.posts.ids[from + i]!;
		});
		return order;
	}

	/** How many of the posts found are from each month, the newest first; valid until the index changes. */
	months({ ranking }: Findings): MonthCount[] {
		return this.index.monthOrder().count(ranking);
	}

	/** The names that the posts found have, with the number of those that have each; valid until the index changes. */
	names({ ranking }: Findings): IndexNames {
		const found = new Uint8Array(this.index.slotCount);
		ranking.mark(found);
		return namesIn(this.index.segments, found);
	}

	/** Posts that have the words of `query` in their titles, best first, `most` at most. */
	idsWithTitle(query: string, most: number): PostId[] {
		const groups = parseQuery(query).flatMap((group) => inTitle(group));
		if (groups.length === 0) return [];
		const { slots, worthOf } = this.#matcher.match(groups);
		const ranking = new Ranking(this.index.dateOrder(), slots.length);
		for (const slot of slots) ranking.add(slot, worthOf(slot));
		return ranking.slots(0, most).map((slot) => this.index.idAt(slot));
	}

	/** By slot: 1 where the post is there and passes what `view` asks besides words and categories. */
	#passingSlots(view: LibraryView, opened: readonly PostId[]): Uint8Array {
		const { version, marksVersion, slotCount, segments } = this.index;
		const filters = filterOf({ ...view, categories: [] });
		const key = JSON.stringify([filters, opened, version, marksVersion]);
		if (this.#passing.key === key) return this.#passing.slots;
		const slots = new Uint8Array(slotCount);
		for (const live of segments) mark(live, filtersOfView({ ...view, is: null }), slots);
		if (view.is !== null) {
			const kept = opened
				.map((id) => this.index.slotOf(id))
				.filter((slot) => slot !== -1 && slots[slot] === 1);
			for (const live of segments) mark(live, filtersOfView(view), slots);
			for (const slot of kept) slots[slot] = 1;
		}
		this.#passing = { key, slots };
		return slots;
	}

	#corrections(parts: Part[], ranking: Ranking): Correction[] {
		if (parts.every(({ suggestions }) => suggestions.size === 0)) return [];
		if (this.#isFound.length < this.index.slotCount) this.#isFound = new Uint8Array(this.index.slotCount);
		this.#isFound.fill(0);
		ranking.mark(this.#isFound);
		return correctionsOf(parts, this.index.segments, this.#isFound);
	}
}

/** Sets 1 in `slots` for each post that passes all `filters`, 0 for the others. */
function mark(live: LiveSegment, filters: readonly PostFilter[], slots: Uint8Array): void {
	const tests = filters.map((filter) => filter(live));
	for (let post = 0; post < live.count; post++) {
		const passes = live.alive[post] === 1 && tests.every((test) => test(post));
		slots[live.base + post] = passes ? 1 : 0;
	}
}

/** What a group asks of titles, if anything. */
function inTitle({ anyOf, isUnwanted }: Group): Group[] {
	const words = anyOf.filter((clause) => clause.kind === 'words');
	const clauses = words.map((clause): Clause => ({ ...clause, field: 'title' }));
	return isUnwanted || clauses.length === 0 ? [] : [{ anyOf: clauses, isUnwanted }];
}
