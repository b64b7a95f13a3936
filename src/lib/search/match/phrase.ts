import { termsOf } from './expand';
import type { LiveSegment } from '$lib/search/index/live-segment';
import { PositionReader, PostingReader } from '$lib/search/index/postings';
import type { QueryWord } from '$lib/search/query/query';
import { fieldAt, IN_BODY, LAST_POSITION, type Segment } from '$lib/search/index/segment';

/** A post with a phrase. */
export interface PhrasePosting {
	post: number;
	/** Fields besides the body that have it, as bits. */
	fields: number;
	/** How often it is there, in all fields. */
	count: number;
}

/** By post, the positions at which the phrase may begin, going by the words looked at so far. */
type Starts = Map<number, number[]>;

/** Where the words of a phrase stand next to each other, in one field: between fields the positions have gaps. */
export function findPhrase(live: LiveSegment, words: readonly QueryWord[]): PhrasePosting[] {
	const { segment } = live;
	const places = words.map((word, offset) => ({ offset, terms: termsOf(live, word) }));
	const frequency = (terms: number[]) => terms.reduce((sum, term) => sum + segment.frequencies[term]!, 0);
	places.sort((a, b) => frequency(a.terms) - frequency(b.terms));

	let starts: Starts | null = null;
	for (const { terms, offset } of places) {
		starts = startsOf(segment, terms, offset, starts);
		if (starts.size === 0) return [];
	}
	return [...(starts ?? [])].map(([post, positions]) => postingOf(segment, post, positions));
}

/** Those of `before` (null: any) at which one of `terms` stands `offset` words behind. */
function startsOf(segment: Segment, terms: number[], offset: number, before: Starts | null): Starts {
	const starts: Starts = new Map();
	const reader = new PostingReader();
	const positions = new PositionReader();
	for (const term of terms) {
		positions.open(segment, term);
		reader.open(segment, term);
		while (reader.next()) {
			const known = before?.get(reader.post);
			if (before !== null && known === undefined) {
				positions.skip(reader.count);
				continue;
			}
			const wanted = known === undefined ? null : new Set(known);
			const found = positions
				.read(reader.count)
				.filter((position) => position < LAST_POSITION)
				.map((position) => position - offset)
				.filter((start) => start >= 0 && (wanted?.has(start) ?? true));
			if (found.length === 0) continue;
			const others = starts.get(reader.post);
			starts.set(reader.post, others === undefined ? found : others.concat(found));
		}
	}
	return starts;
}

function postingOf({ posts }: Segment, post: number, positions: number[]): PhrasePosting {
	const fields = positions.reduce((bits, position) => bits | fieldAt(posts, post, position), 0);
	return { post, fields: fields & ~IN_BODY, count: positions.length };
}
