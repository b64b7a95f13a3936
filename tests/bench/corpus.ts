import type { FeedId, PostId } from '$lib/model/ids';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import { Languages } from './languages';
import { writeProse } from './prose';
import { Random } from './random';
import { COMMON, Vocabulary } from './vocabulary';

/** Posts that the same seed always makes the same: a smaller corpus is the beginning of a larger one. */
export interface Corpus {
	posts: SearchablePost[];
	/** In how many texts an English word is. */
	frequencyOf: (word: string) => number;
	/** English words that are in a text. */
	distinctWords: number;
	/** English words of all texts. */
	totalWords: number;
}

export const FEEDS = 8;
const MEDIAN_WORDS = 450;
/** How far lengths are spread: of the normal distribution of their logarithms. */
const SPREAD = 0.65;
const FOREIGN = 0.02;
const CATEGORIES = 40;
const AUTHORS = 25;
/** Of the newest post, and how far the others go back. */
const NEWEST = Date.UTC(2026, 5, 28);
const TEN_YEARS = 10 * 365.25 * 86_400_000;

/** @param wordList English words, one a line. */
export function createCorpus(wordList: string, count: number, seed: number): Corpus {
	const vocabulary = new Vocabulary(wordList, seed);
	const writer = new Writer(vocabulary, seed);
	const posts = Array.from({ length: count }, (_, i) => writer.post(i));
	return {
		posts,
		frequencyOf: (word) => writer.frequencies[vocabulary.rankOf(word) ?? -1] ?? 0,
		distinctWords: writer.frequencies.reduce((sum, frequency) => sum + Math.sign(frequency), 0),
		totalWords: writer.totalWords
	};
}

/** The same eight in every corpus. */
export function feedIdsOf(seed: number): FeedId[] {
	const random = new Random(seed, 2);
	return Array.from({ length: FEEDS }, () => random.hex(24) as FeedId);
}

class Writer {
	/** By rank of a word, the number of texts it is in. */
	readonly frequencies: Uint32Array;
	totalWords = 0;
	readonly #vocabulary: Vocabulary;
	readonly #seed: number;
	readonly #languages = new Languages();
	readonly #feeds: FeedId[];
	readonly #categories: string[];
	readonly #authors: string[];
	/** By rank, the last post that had the word, from 1. */
	readonly #lastSeen: Uint32Array;

	constructor(vocabulary: Vocabulary, seed: number) {
		this.#vocabulary = vocabulary;
		this.#seed = seed;
		this.frequencies = new Uint32Array(vocabulary.words.length);
		this.#lastSeen = new Uint32Array(vocabulary.words.length);
		this.#feeds = feedIdsOf(seed);
		const random = new Random(seed, 3);
		const words = vocabulary.words.slice(COMMON, 4_000);
		const name = () => [random.pick(words), random.pick(words)].map(capitalised).join(' ');
		this.#categories = Array.from({ length: CATEGORIES }, (_, i) =>
			i % 3 === 0 ? name() : capitalised(random.pick(words))
		);
		this.#authors = Array.from({ length: AUTHORS }, name);
	}

	/** @param i from 0, the newest. */
	post(i: number): SearchablePost {
		const random = new Random(this.#seed, 4, i);
		return {
			id: random.hex(24) as PostId,
			feedId: random.pick(this.#feeds),
			publishedAt: Math.round(NEWEST - TEN_YEARS * random.next()),
			categories: distinct(1 + random.below(3), () => this.#categories[zipf(random, CATEGORIES)]!),
			tags: distinct(1 + random.below(4), () => this.#vocabulary.words[COMMON + zipf(random, 3_000)]!),
			authors: [this.#authors[zipf(random, AUTHORS)]!],
			hasImage: random.chance(0.5),
			hasAudio: random.chance(0.04),
			hasComments: random.chance(0.6),
			isWithdrawn: random.chance(0.01),
			isRead: random.chance(0.3),
			isStarred: random.chance(0.03),
			...this.#write(random)
		};
	}

	#write(random: Random): Pick<SearchablePost, 'title' | 'text'> {
		const wanted = Math.round(MEDIAN_WORDS * Math.exp(SPREAD * random.normal()));
		const length = Math.min(6_000, Math.max(15, wanted));
		if (random.chance(FOREIGN)) return this.#languages.write(random, length);
		const { text, subject, ranks } = writeProse(this.#vocabulary, random, length);
		this.#count(ranks);
		const title = random
			.sample(subject, 3 + random.below(6))
			.map(capitalised)
			.join(' ');
		return { title, text };
	}

	#count(ranks: Uint32Array): void {
		// Counts posts from 1, so that 0 is "never seen".
		const post = ++this.#postsCounted;
		for (const rank of ranks) {
			if (this.#lastSeen[rank] !== post) this.frequencies[rank]!++;
			this.#lastSeen[rank] = post;
		}
		this.totalWords += ranks.length;
	}

	#postsCounted = 0;
}

/** A place below `count`; the second comes half as often as the first, the third a third as often. */
function zipf(random: Random, count: number): number {
	return Math.floor(Math.exp(Math.log(count + 1) * random.next())) - 1;
}

function distinct(count: number, draw: () => string): string[] {
	return [...new Set(Array.from({ length: count }, draw))];
}

function capitalised(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}
