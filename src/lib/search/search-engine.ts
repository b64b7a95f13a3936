import type { FeedId, PostId } from '$lib/model/ids';
import type { Correction, SearchAnswer, Snippet } from './answer';
import { termsOf } from './expand';
import { suggest, type Suggestion } from './fuzzy';
import { PostIndex, type SearchablePost, type Term } from './index';
import { findPhrase } from './phrase';
import { isEmpty, parseQuery, type Clause, type Query, type QueryWord } from './query';
import { correctionWeight, prefixWeight, rank, type Alternative } from './rank';
import { excerptOf, highlight, type Sought } from './snippet';

/** A clause with what it stands for in this library. */
interface Part {
	clause: Clause;
	/** For each of its words, the terms that may stand there. */
	positions: Term[][];
	/** What else may have been meant, for a clause of one word. */
	suggestions: Suggestion[];
}

interface Findings {
	/** Best first. */
	slots: number[];
	parts: Part[];
}

const MOST_REMEMBERED = 500;

/** Finds posts by their words. Knows no storage: it is given the posts, and texts for snippets. */
export class SearchEngine {
	readonly #index = new PostIndex();
	/** Of the last query, since its snippets are asked next; null when the index has changed since. */
	#last: { text: string; findings: Findings } | null = null;
	/** For misspelt words, which stay in the query while more is typed. Emptied when the index changes. */
	readonly #suggestions = new Map<string, Suggestion[]>();

	/** Number of posts that can be found. */
	get size(): number {
		return this.#index.size;
	}

	/** A post with a known id replaces what was there. */
	add(posts: SearchablePost[]): void {
		this.#forgetAnswers();
		this.#index.add(posts);
	}

	remove(ids: PostId[]): void {
		this.#forgetAnswers();
		this.#index.remove(ids);
	}

	/** Forgets the posts of all other feeds. @returns whether there were any. */
	keepFeeds(kept: ReadonlySet<FeedId>): boolean {
		const dropped = this.#index.keepFeeds(kept);
		if (dropped) this.#forgetAnswers();
		return dropped;
	}

	/** Any text is a query; see `parseQuery`. */
	search(text: string): SearchAnswer {
		const begun = performance.now();
		const query = parseQuery(text);
		const { slots, parts } = this.#findings(text, query);
		return {
			query: text,
			ids: slots.map((slot) => this.#index.post(slot)!.id),
			isEmpty: isEmpty(query),
			isComplete: true,
			corrections: correctionsOf(parts, new Set(slots)),
			milliseconds: performance.now() - begun
		};
	}

	/** Shows in `texts` what `query` is about; a text without it gives its beginning. */
	snippets(query: string, texts: { id: PostId; title: string; text: string }[]): Snippet[] {
		const { parts } = this.#findings(query, parseQuery(query));
		const sought = parts.map(soughtOf);
		return texts.map(({ id, title, text }) => {
			const { segments, cutBefore, cutAfter } = excerptOf(text, sought);
			return { id, title: highlight(title, sought), text: segments, cutBefore, cutAfter };
		});
	}

	#findings(text: string, query: Query): Findings {
		if (this.#last?.text !== text) this.#last = { text, findings: this.#find(query) };
		return this.#last.findings;
	}

	#find(query: Query): Findings {
		if (isEmpty(query)) return { slots: [], parts: [] };
		let parts = query.wanted.map((clause) => this.#partOf(clause));
		let slots = this.#rank(parts);
		if (slots.length === 0) {
			const looser = parts.flatMap((part) => this.#loosen(part));
			// A single word that is known has been found: nothing to loosen.
			if (looser.length > 1) [parts, slots] = [looser, this.#rank(looser)];
		}
		const excluded = query.unwanted.map((clause) => this.#alternatives(this.#literally(clause)));
		const gone = new Set(excluded.flat().flatMap(({ postings }) => postings.slots));
		return { slots: slots.filter((slot) => !gone.has(slot)), parts };
	}

	#rank(parts: Part[]): number[] {
		return rank(
			this.#index,
			parts.map((part) => this.#alternatives(part))
		);
	}

	#literally(clause: Clause): Part {
		return { clause, positions: clause.words.map((word) => termsOf(this.#index, word)), suggestions: [] };
	}

	/** A word that the index does not know is looked for among similar ones. */
	#partOf(clause: Clause): Part {
		const part = this.#literally(clause);
		const unknown = part.positions.every((terms) => terms.length === 0);
		return unknown ? this.#withSuggestions(part) : part;
	}

	/** No post holds all words together: a typo may be a word too, and an unspaced run several words. */
	#loosen(part: Part): Part[] {
		const { words, quoted } = part.clause;
		if (quoted) return [part];
		if (words.length > 1) return words.map((word) => this.#partOf({ words: [word], quoted }));
		return [part.suggestions.length > 0 ? part : this.#withSuggestions(part)];
	}

	#withSuggestions(part: Part): Part {
		const { words, quoted } = part.clause;
		const [word] = words;
		if (quoted || word === undefined || words.length > 1 || word.as === 'character') return part;
		return { ...part, suggestions: this.#suggestionsFor(word) };
	}

	#suggestionsFor({ term, as }: QueryWord): Suggestion[] {
		const key = `${as} ${term}`;
		let suggestions = this.#suggestions.get(key);
		if (suggestions === undefined) {
			if (this.#suggestions.size >= MOST_REMEMBERED) this.#suggestions.clear();
			suggestions = suggest(this.#index.vocabulary(), term, as === 'start');
			this.#suggestions.set(key, suggestions);
		}
		return suggestions;
	}

	#forgetAnswers(): void {
		this.#last = null;
		this.#suggestions.clear();
	}

	#alternatives({ clause, positions, suggestions }: Part): Alternative[] {
		if (positions.length > 1) return [{ postings: findPhrase(this.#index, positions), weight: 1 }];
		const { term, as } = clause.words[0]!;
		const known = positions[0]!.map((postings) => ({
			postings,
			weight: as === 'character' ? 1 : prefixWeight(term, postings.text)
		}));
		const corrected = suggestions.map(({ term: postings, likeness }) => ({
			postings,
			weight: correctionWeight(likeness)
		}));
		return [...known, ...corrected];
	}
}

/** Only where no post found has the word as typed; each typed word once. */
function correctionsOf(parts: Part[], found: ReadonlySet<number>): Correction[] {
	const isFound = ({ slots }: Term) => slots.some((slot) => found.has(slot));
	const takenFor = new Map<string, string[]>();
	for (const { clause, positions, suggestions } of parts) {
		if (suggestions.length === 0 || positions.flat().some(isFound)) continue;
		const taken = suggestions.filter(({ term }) => isFound(term)).map(({ term }) => term.text);
		if (taken.length > 0) takenFor.set(clause.words[0]!.typed, taken);
	}
	return [...takenFor].map(([typed, taken]) => ({ typed, taken }));
}

function soughtOf({ clause, positions, suggestions }: Part): Sought {
	const corrected = suggestions.map(({ term }) => term.text);
	return clause.words.map(({ term, as }, i) => {
		const pairs = as === 'character' ? positions[i]!.map(({ text }) => text) : [];
		return { term, as, others: new Set([...pairs, ...corrected]) };
	});
}
