import { eachPostWith, LONGEST_BEGINNING } from '$lib/search/index/beginnings';
import { termsOf } from './expand';
import { suggest, type Suggestion } from './fuzzy';
import type { LiveSegment } from '$lib/search/index/live-segment';
import { findPhrase } from './phrase';
import { filterOfClause, type FeedTitles } from './post-filter';
import { PostingReader } from '$lib/search/index/postings';
import type { PostIndex } from '$lib/search/index/post-index';
import {
	isEmpty,
	type Clause,
	type Field,
	type Group,
	type Query,
	type QueryWord,
	type WordsClause
} from '$lib/search/query/query';
import { correctionWeight, prefixWeight, SHORT_PREFIX_WEIGHT } from './rank';
import { ANYWHERE, Scorer } from './scorer';
import { IN_AUTHORS, IN_CATEGORIES, IN_TAGS, IN_TITLE } from '$lib/search/index/segment';

/** A group of a query, and what else its words may have been meant to be. */
export interface Part {
	group: Group;
	suggestions: ReadonlyMap<Clause, readonly Suggestion[]>;
}

/** Which posts answer a query. */
export interface Matched {
	parts: Part[];
	/** Slots, in no order; overwritten by the next match. */
	slots: Uint32Array;
	worthOf: (slot: number) => number;
}

const FIELDS: Record<Field, number> = {
	title: IN_TITLE,
	category: IN_CATEGORIES,
	tag: IN_TAGS,
	author: IN_AUTHORS
};
const MOST_REMEMBERED = 500;
const NO_SUGGESTIONS: Part['suggestions'] = new Map();

/** Matches queries against an index. */
export class Matcher {
	readonly #index: PostIndex;
	readonly #scorer: Scorer;
	/** For misspelt words, which stay in the query while more is typed. */
	readonly #suggestions = new Map<string, readonly Suggestion[]>();
	#suggestionsVersion = -1;
	feedTitles: FeedTitles = new Map();
	/** Slots of posts that were opened from this list: a post that was unread a moment ago stays in it. */
	#opened: readonly number[] = [];

	constructor(index: PostIndex) {
		this.#index = index;
		this.#scorer = new Scorer(index);
	}

	/** The posts that fulfil `query`; where none does, those that fulfil it with words that resemble its own. */
	match(query: Query, opened: readonly number[] = []): Matched {
		this.#opened = opened;
		let parts = query.map((group) => this.#partOf(group));
		this.#evaluate(parts);
		if (this.#scorer.found.length === 0 && !isEmpty(query)) {
			const looser = parts.flatMap((part) => this.#loosen(part));
			// A single word that is known has been found: nothing to loosen.
			const isOneWord = looser.length === 1 && parts.length === 1 && this.#isKnown(looser[0]!);
			if (!isOneWord) {
				parts = looser;
				this.#evaluate(parts);
			}
		}
		return { parts, slots: this.#scorer.found, worthOf: (slot) => this.#scorer.worthOf(slot) };
	}

	#evaluate(parts: Part[]): void {
		const scorer = this.#scorer;
		scorer.begin();
		const wanted = parts.filter(({ group }) => !group.isUnwanted);
		for (const part of wanted) {
			this.#addAlternatives(part);
			scorer.endGroup();
		}
		if (wanted.length === 0) {
			this.#addAll(() => () => true);
			scorer.endGroup();
		}
		for (const part of parts) {
			if (!part.group.isUnwanted) continue;
			this.#addAlternatives(part);
			scorer.endUnwanted();
		}
	}

	#addAlternatives({ group, suggestions }: Part): void {
		for (const clause of group.anyOf) {
			if (clause.kind !== 'words') {
				this.#addAll(filterOfClause(clause, this.feedTitles));
				const isUnread = clause.kind === 'is' && clause.mark === 'unread';
				if (isUnread && !group.isUnwanted) for (const slot of this.#opened) this.#scorer.addSlot(slot);
			} else {
				const fields = clause.field === null ? ANYWHERE : FIELDS[clause.field];
				for (const live of this.#index.segments) {
					this.#addWords(live, clause, fields);
					this.#addSuggestions(live, suggestions.get(clause) ?? [], fields);
				}
			}
		}
	}

	#addWords(live: LiveSegment, { words }: WordsClause, fields: number): void {
		const [word] = words;
		if (words.length > 1) {
			for (const { post, fields: found, count } of findPhrase(live, words)) {
				this.#scorer.addPost(live, post, found, count, fields, 1);
			}
		} else if (word !== undefined) this.#addWord(live, word, fields);
	}

	#addWord(live: LiveSegment, word: QueryWord, fields: number): void {
		const { vocabulary } = live.segment;
		const typed = word.term.length;
		if (word.as === 'start' && typed <= LONGEST_BEGINNING) {
			this.#addBeginning(live, word.term, fields);
			const term = vocabulary.find(word.term);
			if (term !== -1) this.#scorer.addTerm(live, term, fields, 1);
			return;
		}
		for (const term of termsOf(live, word)) {
			const weight = word.as === 'character' ? 1 : prefixWeight(typed, vocabulary.lengthOf(term));
			this.#scorer.addTerm(live, term, fields, weight);
		}
	}

	/** All words that begin so count as one: they are so many that none is meant more than another. */
	#addBeginning(live: LiveSegment, beginning: string, fields: number): void {
		const { segment, count } = live;
		const known = segment.beginnings.vocabulary.find(beginning);
		if (known !== -1) {
			this.#scorer.addPostings(live, segment.beginnings, known, fields, SHORT_PREFIX_WEIGHT);
			return;
		}
		const { from, to } = segment.vocabulary.startingWith(beginning);
		eachPostWith(segment, from, to, count, (post, found) => {
			this.#scorer.addPost(live, post, found, 1, fields, SHORT_PREFIX_WEIGHT);
		});
	}

	#addSuggestions(live: LiveSegment, suggestions: readonly Suggestion[], fields: number): void {
		for (const { text, likeness } of suggestions) {
			const term = live.segment.vocabulary.find(text);
			if (term !== -1) this.#scorer.addTerm(live, term, fields, correctionWeight(likeness));
		}
	}

	#addAll(filter: (live: LiveSegment) => (post: number) => boolean): void {
		for (const live of this.#index.segments) {
			const passes = filter(live);
			for (let post = 0; post < live.count; post++) {
				if (live.alive[post] === 1 && passes(post)) this.#scorer.addSlot(live.base + post);
			}
		}
	}

	/** A word that the index does not know is looked for among similar ones. */
	#partOf(group: Group): Part {
		const part = { group, suggestions: NO_SUGGESTIONS };
		return group.isUnwanted || this.#isKnown(part) ? part : this.#withSuggestions(part);
	}

	#isKnown({ group }: Part): boolean {
		return group.anyOf.some(
			(clause) => clause.kind !== 'words' || clause.words.length > 1 || this.#isWordKnown(clause)
		);
	}

	/** Whether any post has the word as it is typed, where it is asked for. */
	#isWordKnown({ words, field }: WordsClause): boolean {
		const [word] = words;
		return this.#index.segments.some((live) => {
			if (word!.as !== 'start') return termsOf(live, word!).some((term) => isTermKnown(live, term, field));
			const { from, to } = live.segment.vocabulary.startingWith(word!.term);
			for (let term = from; term < to; term++) if (isTermKnown(live, term, field)) return true;
			return false;
		});
	}

	/** No post holds all together: a typo may be a word too, and what is written in one several words. */
	#loosen(part: Part): Part[] {
		const { anyOf, isUnwanted } = part.group;
		if (isUnwanted) return [part];
		const [clause] = anyOf;
		const isRun =
			anyOf.length === 1 && clause?.kind === 'words' && clause.words.length > 1 && !clause.isQuoted;
		if (!isRun) return [this.#withSuggestions(part)];
		return clause.words.map((word) => this.#withSuggestions({ ...part, group: groupOfWord(clause, word) }));
	}

	#withSuggestions({ group }: Part): Part {
		const suggestions = group.anyOf.map((clause): [Clause, readonly Suggestion[]] => [
			clause,
			this.#suggestionsFor(clause)
		]);
		return { group, suggestions: new Map(suggestions) };
	}

	#suggestionsFor(clause: Clause): readonly Suggestion[] {
		if (clause.kind !== 'words' || clause.isQuoted || clause.words.length > 1) return [];
		const { term, as } = clause.words[0]!;
		if (as === 'character') return [];
		if (this.#suggestionsVersion !== this.#index.version || this.#suggestions.size >= MOST_REMEMBERED) {
			this.#suggestions.clear();
			this.#suggestionsVersion = this.#index.version;
		}
		const key = `${as} ${term}`;
		const known = this.#suggestions.get(key) ?? suggest(this.#index.segments, term, as === 'start');
		this.#suggestions.set(key, known);
		return known;
	}
}

function groupOfWord(clause: WordsClause, word: QueryWord): Group {
	const { start, end } = word;
	return { anyOf: [{ ...clause, words: [word], start, end }], isUnwanted: false };
}

const reader = new PostingReader();

function isTermKnown(live: LiveSegment, term: number, field: Field | null): boolean {
	if (field === null) return live.liveFrequency(term) > 0;
	reader.open(live.segment, term);
	while (reader.next()) {
		if (live.alive[reader.post] === 1 && (reader.fields & FIELDS[field]) !== 0) return true;
	}
	return false;
}
