import Fuse, { type IFuseOptions } from 'fuse.js/basic';
import type { PostId } from '$lib/model/ids';
import type { Destination } from '$lib/search/answer';
import { parseQuery } from './query';
import { tokenize } from '$lib/search/text/tokenize';

/** Everything in the library that has a name, but for the posts. */
export interface DestinationNames {
	feeds: readonly { id: string; name: string }[];
	/** `count` is the number of posts. */
	categories: readonly { name: string; count: number }[];
	authors: readonly { name: string; count: number }[];
}

/** A place and what it is found and ranked by. */
interface Place {
	destination: Destination;
	/** The words of its name, each after a space: a match with the space is one from the beginning of a word. */
	text: string;
	words: number;
	posts: number;
}

interface FoundPlace {
	place: Place;
	/** Of Fuse.js: 0 for the same, up to 1 for nothing in common. */
	score: number;
}

const MOST = 6;
const MOST_OF_A_KIND = 3;
const MOST_POSTS = 50;
const SHORTEST_QUERY = 2;
/** In shorter words a wrong letter makes another word. UTF-16 units. */
const SHORTEST_MISTYPED = 4;
/** Fuse.js gives a literal match 0.001 or less. */
const LITERAL = 0.01;

const OPTIONS: IFuseOptions<Place> = {
	keys: [{ name: 'text', getFn: ({ text }) => text }],
	threshold: 0.35,
	ignoreLocation: true,
	includeScore: true,
	ignoreFieldNorm: true,
	shouldSort: false
};

/**
 * Finds feeds, categories, authors and posts by name, typos forgiven.
 *
 * Fuse.js looks at every name it is given, and thousands are too many for every keystroke. So names are sorted by the
 * first letters of their words beforehand, and a word is looked for only among the names that have a word with its
 * first letter: hardly anyone mistypes that one.
 */
export class Destinations {
	readonly #byLetter = new Map<string, Place[]>();
	/** Made when first asked for. */
	readonly #fuses = new Map<string, Fuse<Place>>();

	constructor(names: DestinationNames) {
		for (const place of placesOf(names)) {
			for (const letter of new Set(wordsIn(place).map(firstLetter))) {
				const others = this.#byLetter.get(letter);
				if (others === undefined) this.#byLetter.set(letter, [place]);
				else others.push(place);
			}
		}
	}

	/**
	 * At most 6 places whose names have something like every word of `query`, best first.
	 * @param query as in the search box; operators and what is not wanted do not count.
	 * @param posts that may be meant, likeliest first; the first 50 are looked at.
	 */
	find(query: string, posts: readonly { id: PostId; title: string }[]): Destination[] {
		const words = plainWords(query);
		if (words.join('').length < SHORTEST_QUERY) return [];
		const titles = new Fuse(posts.slice(0, MOST_POSTS).map(postPlace), OPTIONS);
		return best([
			...withEvery(words, (word) => this.#fuseOf(firstLetter(word))),
			...withEvery(words, () => titles)
		]);
	}

	#fuseOf(letter: string): Fuse<Place> {
		let fuse = this.#fuses.get(letter);
		if (fuse === undefined) {
			fuse = new Fuse(this.#byLetter.get(letter) ?? [], OPTIONS);
			this.#fuses.set(letter, fuse);
		}
		return fuse;
	}
}

function placesOf({ feeds, categories, authors }: DestinationNames): Place[] {
	return [
		...categories.map(({ name, count }) => placeOf({ kind: 'category', name }, count)),
		...feeds.map(({ id, name }) => placeOf({ kind: 'feed', name, feed: id }, 0)),
		...authors.map(({ name, count }) => placeOf({ kind: 'author', name }, count))
	];
}

function postPlace({ id, title }: { id: PostId; title: string }): Place {
	return placeOf({ kind: 'post', name: title, post: id }, 0);
}

function placeOf(destination: Destination, posts: number): Place {
	const tokens = tokenize(destination.name);
	const text = tokens.map(({ term }) => ` ${term}`).join('');
	return { destination, text, words: tokens.length, posts };
}

function wordsIn({ text }: Place): string[] {
	return text === '' ? [] : text.slice(1).split(' ');
}

function firstLetter(word: string): string {
	return String.fromCodePoint(word.codePointAt(0) ?? 0);
}

/** Those that may stand anywhere, as the index knows them. */
function plainWords(query: string): string[] {
	const words = parseQuery(query)
		.filter(({ isUnwanted }) => !isUnwanted)
		.flatMap(({ anyOf }) => anyOf)
		.flatMap((clause) => (clause.kind === 'words' && clause.field === null ? clause.words : []));
	return [...new Set(words.map(({ term }) => term))];
}

/** Places that have all `words`, each with its mean score. */
function withEvery(words: string[], fuseFor: (word: string) => Fuse<Place>): FoundPlace[] {
	let found: Map<Place, number> | null = null;
	for (const word of words) {
		const scores = new Map<Place, number>();
		for (const { item, score = 1 } of fuseFor(word).search(` ${word}`)) {
			const others = found === null ? 0 : found.get(item);
			if (others === undefined || (score > LITERAL && word.length < SHORTEST_MISTYPED)) continue;
			scores.set(item, others + score / words.length);
		}
		found = scores;
		if (found.size === 0) break;
	}
	return [...(found ?? [])].map(([place, score]) => ({ place, score }));
}

/** Typos are forgiven only where nothing has the words as typed: `bread` is not Brad. */
function best(found: FoundPlace[]): Destination[] {
	const literal = found.filter(({ score }) => score <= LITERAL);
	const ofKind = new Map<Destination['kind'], number>();
	return (literal.length > 0 ? literal : found)
		.toSorted(byLikeness)
		.map(({ place }) => place.destination)
		.filter(({ kind }) => {
			const count = (ofKind.get(kind) ?? 0) + 1;
			ofKind.set(kind, count);
			return count <= MOST_OF_A_KIND;
		})
		.slice(0, MOST);
}

/** Of names that are as alike the shorter one has less that was not asked for; then the one with more posts. */
function byLikeness(a: FoundPlace, b: FoundPlace): number {
	return a.score - b.score || a.place.words - b.place.words || b.place.posts - a.place.posts;
}
