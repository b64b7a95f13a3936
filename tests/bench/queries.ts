import type { PostId } from '$lib/model/ids';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import type { Corpus } from './corpus';
import { Random } from './random';
import { mistype } from './typos';

/** What is typed, and the post that is sought with it (null when it is only about time). */
export interface BenchQuery {
	text: string;
	post: PostId | null;
}

export const QUERY_SETS = [
	'asYouType',
	'known',
	'oneTypo',
	'twoTypos',
	'phrases',
	'oneWord',
	'beginnings',
	'twoWords'
] as const;
export type QuerySet = (typeof QUERY_SETS)[number];

/** The queries of a run; the same seed and corpus always give the same. */
export interface Queries {
	sets: Record<QuerySet, BenchQuery[]>;
	/** The whole queries of which `asYouType` has every beginning. */
	typed: string[];
	/** Of all words mistyped in `oneTypo` and `twoTypos`: how many there are, and how many are words of the corpus. */
	typos: { count: number; words: number };
}

const TYPED = 40;
const KNOWN = 200;
const OTHERS = 50;
/** A known item's words are in at least so many texts and in at most this share of them. */
const RAREST = 2;
const COMMONEST_SHARE = 0.01;
/** Words typed as one types may be in this share of texts. */
const FAMILIAR_SHARE = 0.1;

export function createQueries(corpus: Corpus, seed: number): Queries {
	const random = new Random(seed, 5);
	const typed = typedQueries(corpus, random);
	const known = knownItems(corpus, random);
	const typos = { count: 0, words: 0 };
	const mistyped = (mistakes: number) =>
		known.map((item) => {
			const wrong = item.words.slice(0, mistakes).map((word) => mistype(word, random));
			typos.count += wrong.length;
			typos.words += wrong.filter((word) => corpus.frequencyOf(word) > 0).length;
			return inAnyOrder({ ...item, words: [...wrong, ...item.words.slice(mistakes)] }, random);
		});
	return {
		sets: {
			asYouType: typed.flatMap(beginningsOf),
			known: known.map((item) => inAnyOrder(item, random)),
			oneTypo: mistyped(1),
			twoTypos: mistyped(2),
			phrases: phrases(corpus, random),
			oneWord: wordsOf(corpus, random, 1).map((text) => ({ text, post: null })),
			beginnings: wordsOf(corpus, random, 1).map((text) => ({
				text: text.slice(0, 2 + random.below(3)),
				post: null
			})),
			twoWords: wordsOf(corpus, random, 2).map((text) => ({ text, post: null }))
		},
		typed,
		typos
	};
}

interface KnownItem {
	words: string[];
	post: PostId;
}

function typedQueries(corpus: Corpus, random: Random): string[] {
	const most = Math.max(RAREST, corpus.posts.length * FAMILIAR_SHARE);
	return times(TYPED, () => wordsOfOnePost(corpus, random, 3, 4, most).words.join(' '));
}

/** What is in the search box after each key, except where that was the space bar. */
function beginningsOf(text: string): BenchQuery[] {
	const beginnings = [...text].map((_, i) => text.slice(0, i + 1));
	return beginnings.filter((typed) => !typed.endsWith(' ')).map((typed) => ({ text: typed, post: null }));
}

function knownItems(corpus: Corpus, random: Random): KnownItem[] {
	const most = Math.max(RAREST, corpus.posts.length * COMMONEST_SHARE);
	return times(KNOWN, () => wordsOfOnePost(corpus, random, 3, 5, most));
}

/** Two neighbours of a text, of which at least one says something. */
function phrases(corpus: Corpus, random: Random): BenchQuery[] {
	return times(OTHERS, () => {
		for (;;) {
			const { text } = random.pick(corpus.posts);
			const pairs = [...text.matchAll(/(?<=[ \n])([a-z]{3,}) ([a-z]{4,})(?=[ ,.])/g)];
			const telling = pairs.filter(([, , second = '']) =>
				isContent(corpus, second, corpus.posts.length / 10)
			);
			if (telling.length > 0) return { text: `"${random.pick(telling)[0]}"`, post: null };
		}
	});
}

function wordsOf(corpus: Corpus, random: Random, count: number): string[] {
	const most = Math.max(RAREST, corpus.posts.length * FAMILIAR_SHARE);
	return times(OTHERS, () => wordsOfOnePost(corpus, random, count, 4, most).words.join(' '));
}

/** `count` different words of one post, each with at least `letters` and in at most `most` texts. */
function wordsOfOnePost(
	corpus: Corpus,
	random: Random,
	count: number,
	letters: number,
	most: number
): KnownItem {
	for (;;) {
		const post = random.pick(corpus.posts);
		const fitting = latinWords(post).filter(
			(word) => word.length >= letters && isContent(corpus, word, most)
		);
		if (fitting.length >= count) return { words: random.sample(fitting, count), post: post.id };
	}
}

function isContent(corpus: Corpus, word: string, most: number): boolean {
	const frequency = corpus.frequencyOf(word);
	return frequency >= RAREST && frequency <= most;
}

/** Each once. */
function latinWords({ text }: SearchablePost): string[] {
	return [...new Set(text.toLowerCase().match(/(?<![\p{L}\p{N}/=?-])[a-z]+(?![\p{L}\p{N}/=?-])/gu) ?? [])];
}

function inAnyOrder({ words, post }: KnownItem, random: Random): BenchQuery {
	return { text: random.sample(words, words.length).join(' '), post };
}

function times<T>(count: number, make: () => T): T[] {
	return Array.from({ length: count }, make);
}
