import type { FeedId } from '$lib/model/ids';
import { packId } from '$lib/model/packed-ids';
import { buildBeginnings } from './beginnings';
import { ByteWriter } from './byte-writer';
import { writePosting } from './postings';
import type { SearchablePost } from './searchable-post';
import {
	fieldAt,
	HAS_AUDIO,
	HAS_COMMENTS,
	HAS_IMAGE,
	IN_BODY,
	IS_WITHDRAWN,
	LAST_POSITION,
	ZONES,
	type NameColumn,
	type PostColumns,
	type Segment
} from './segment';
import { grown, TermTable } from './term-table';
import { eachWord } from '$lib/search/text/tokenize';

/** Posts that fit one builder. */
export const MOST_POSTS = 1 << 14;
/** A place is a post's number and, in so many bits, a position. */
const POSITION_BITS = 18;

/**
 * Makes a segment of up to {@link MOST_POSTS} posts: each occurrence of a word is noted as (term, place) in the order of
 * reading, and a counting sort by term brings those of each term together, in order.
 */
export function buildSegment(posts: readonly SearchablePost[]): Segment {
	const builder = new SegmentBuilder(posts);
	return builder.build();
}

class SegmentBuilder {
	readonly #posts: readonly SearchablePost[];
	readonly #table = new TermTable();
	#terms = new Uint32Array(1 << 14);
	#places = new Uint32Array(1 << 14);
	#length = 0;
	/** Of the next word, in the post that is read. */
	#position = 0;

	constructor(posts: readonly SearchablePost[]) {
		this.#posts = posts;
	}

	build(): Segment {
		const posts = columnsOf(this.#posts);
		this.#posts.forEach((post, number) => this.#read(post, number, posts));
		const { vocabulary, ranks } = this.#table.sorted();
		const lists = encode(posts, ...this.#sortedPlaces(ranks));
		const beginnings = buildBeginnings(vocabulary, lists, lists.frequencies, posts.count);
		return { posts, vocabulary, ...lists, beginnings };
	}

	#read(
		{ title, categories, tags, authors, text }: SearchablePost,
		number: number,
		posts: PostColumns
	): void {
		this.#position = 0;
		const fields = [[title], categories, tags, authors];
		fields.forEach((names, zone) => {
			for (const name of names) {
				this.#take(name, number);
				// No phrase goes from one name to the next.
				this.#position++;
			}
			posts.zones[number * ZONES + zone] = Math.min(this.#position, LAST_POSITION);
		});
		const start = this.#position;
		this.#take(text, number);
		posts.bodyLengths[number] = this.#position - start;
	}

	#take(text: string, number: number): void {
		eachWord(text, (letters, length, hash) => {
			if (this.#length === this.#terms.length) {
				this.#terms = grown(this.#terms);
				this.#places = grown(this.#places);
			}
			this.#terms[this.#length] = this.#table.numberOf(letters, length, hash);
			const position = Math.min(this.#position++, LAST_POSITION);
			this.#places[this.#length++] = (number << POSITION_BITS) | position;
		});
	}

	/** The places of each term together, terms in order; and where those of each begin. */
	#sortedPlaces(ranks: Uint32Array): [places: Uint32Array, starts: Uint32Array] {
		const starts = new Uint32Array(ranks.length + 1);
		for (let i = 0; i < this.#length; i++) starts[ranks[this.#terms[i]!]! + 1]!++;
		for (let rank = 0; rank < ranks.length; rank++) starts[rank + 1]! += starts[rank]!;
		const next = starts.slice();
		const places = new Uint32Array(this.#length);
		for (let i = 0; i < this.#length; i++) places[next[ranks[this.#terms[i]!]!]!++] = this.#places[i]!;
		return [places, starts];
	}
}

/** What a segment knows of its terms, of the sorted places of each. */
function encode(
	posts: PostColumns,
	places: Uint32Array,
	starts: Uint32Array
): Omit<Segment, 'posts' | 'vocabulary' | 'beginnings'> {
	const termCount = starts.length - 1;
	const frequencies = new Uint32Array(termCount);
	const postingEnds = new Uint32Array(termCount + 1);
	const positionEnds = new Uint32Array(termCount + 1);
	const postings = new ByteWriter(places.length * 2);
	const positions = new ByteWriter(places.length * 2);
	for (let term = 0; term < termCount; term++) {
		let before = -1;
		let from = starts[term]!;
		while (from < starts[term + 1]!) {
			const post = places[from]! >>> POSITION_BITS;
			let [fields, last, to] = [0, 0, from];
			for (; to < starts[term + 1]! && places[to]! >>> POSITION_BITS === post; to++) {
				const position = places[to]! & LAST_POSITION;
				fields |= fieldAt(posts, post, position);
				positions.varint(position - last);
				last = position;
			}
			writePosting(postings, post - before - 1, fields & ~IN_BODY, to - from);
			frequencies[term]!++;
			before = post;
			from = to;
		}
		postingEnds[term + 1] = postings.length;
		positionEnds[term + 1] = positions.length;
	}
	return {
		frequencies,
		postings: postings.toBytes(),
		postingEnds,
		positions: positions.toBytes(),
		positionEnds
	};
}

/** Everything but what the reading of the words tells. */
function columnsOf(posts: readonly SearchablePost[]): PostColumns {
	const count = posts.length;
	const ids = new Uint32Array(count * 3);
	posts.forEach(({ id }, number) => packId(id, ids, number));
	const feedIds = [...new Set(posts.map(({ feedId }) => feedId))];
	const feedNumbers = new Map<FeedId, number>(feedIds.map((id, number) => [id, number]));
	return {
		count,
		ids,
		publishedAt: Float64Array.from(posts, ({ publishedAt }) => publishedAt),
		feeds: Uint16Array.from(posts, ({ feedId }) => feedNumbers.get(feedId) ?? 0),
		feedIds,
		flags: Uint8Array.from(posts, flagsOf),
		zones: new Uint32Array(count * ZONES),
		bodyLengths: new Uint32Array(count),
		categories: nameColumn(posts.map(({ categories }) => categories)),
		tags: nameColumn(posts.map(({ tags }) => tags)),
		authors: nameColumn(posts.map(({ authors }) => authors))
	};
}

function flagsOf({ hasImage, hasAudio, hasComments, isWithdrawn }: SearchablePost): number {
	return (
		(hasImage ? HAS_IMAGE : 0) |
		(hasAudio ? HAS_AUDIO : 0) |
		(hasComments ? HAS_COMMENTS : 0) |
		(isWithdrawn ? IS_WITHDRAWN : 0)
	);
}

/** @param namesOf for each post */
function nameColumn(namesOf: readonly (readonly string[])[]): NameColumn {
	const numbers = new Map<string, number>();
	const values: number[] = [];
	const starts = new Uint32Array(namesOf.length + 1);
	namesOf.forEach((names, post) => {
		for (const name of names) {
			const number = numbers.get(name) ?? numbers.size;
			numbers.set(name, number);
			values.push(number);
		}
		starts[post + 1] = values.length;
	});
	return { names: [...numbers.keys()], starts, values: Uint32Array.from(values) };
}
