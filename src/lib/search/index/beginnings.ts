import { ByteWriter } from './byte-writer';
import { PostingReader, writePosting, type PostingLists } from './postings';
import { Vocabulary } from './vocabulary';

/**
 * Which posts have a word that begins with one or two letters, for those beginnings that a large part of the words have:
 * written like the postings of a word, they are read in the time of one. All that is known of a post is in which
 * fields it has such words.
 */
export interface Beginnings extends PostingLists {
	vocabulary: Vocabulary;
}

/** In UTF-16 units. */
export const LONGEST_BEGINNING = 2;
/** Worth writing down from so many postings for each post on: fewer are put together while someone types. */
const MANY = 2;

/** What the words of a segment of `postCount` posts give. */
export function buildBeginnings(
	vocabulary: Vocabulary,
	lists: PostingLists,
	frequencies: Uint32Array,
	postCount: number
): Beginnings {
	const found: string[] = [];
	const postings = new ByteWriter();
	const ends = [0];
	for (const { text, from, to } of beginningsOf(vocabulary)) {
		let sum = 0;
		for (let term = from; term < to; term++) sum += frequencies[term]!;
		if (sum <= MANY * postCount) continue;
		let before = -1;
		eachPostWith(lists, from, to, postCount, (post, fields) => {
			writePosting(postings, post - before - 1, fields, 1);
			before = post;
		});
		found.push(text);
		ends.push(postings.length);
	}
	return {
		vocabulary: Vocabulary.of(found),
		postings: postings.toBytes(),
		postingEnds: Uint32Array.from(ends)
	};
}

/**
 * Gives `take` each of `postCount` posts that has any of the terms `from` to `to` (exclusive), ascending, with the fields
 * besides the body that have one.
 */
export function eachPostWith(
	lists: PostingLists,
	from: number,
	to: number,
	postCount: number,
	take: (post: number, fields: number) => void
): void {
	const seen = new Uint8Array(postCount);
	const reader = new PostingReader();
	for (let term = from; term < to; term++) {
		reader.open(lists, term);
		while (reader.next()) seen[reader.post]! |= reader.fields | HAS_ANY;
	}
	for (let post = 0; post < postCount; post++) if (seen[post] !== 0) take(post, seen[post]! & ~HAS_ANY);
}

/** Beside the bits of fields. */
const HAS_ANY = 0x80;

/** All beginnings in their order, with the terms that have them. */
function beginningsOf(vocabulary: Vocabulary): { text: string; from: number; to: number }[] {
	const ranges: { text: string; from: number; to: number }[] = [];
	for (let length = 1; length <= LONGEST_BEGINNING; length++) {
		for (let term = 0; term < vocabulary.size;) {
			const text = vocabulary.textOf(term, length);
			const { from, to } = vocabulary.startingWith(text);
			if (text.length === length) ranges.push({ text, from, to });
			term = Math.max(to, term + 1);
		}
	}
	return ranges.sort((a, b) => (a.text < b.text ? -1 : 1));
}
