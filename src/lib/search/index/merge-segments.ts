import type { FeedId } from '$lib/model/ids';
import { ID_WORDS } from '$lib/model/packed-ids';
import { buildBeginnings } from './beginnings';
import { ByteWriter } from './byte-writer';
import type { LiveSegment } from './live-segment';
import { PositionReader, PostingReader, writePosting } from './postings';
import { ZONES, type NameColumn, type PostColumns, type Segment } from './segment';
import { compareTerms, Vocabulary } from './vocabulary';

export interface Merged {
	segment: Segment;
	/** For each source, by post: its number in `segment`, or -1 when it was not alive when the merge began. */
	numbers: Int32Array[];
}

/** Terms between two pauses: a few milliseconds of work. */
const TERMS_AT_ONCE = 1000;

/** One segment of what is alive in `sources`, in their order. Pauses often, so that queries can be answered meanwhile. */
export function* mergeSegments(sources: readonly LiveSegment[]): Generator<undefined, Merged> {
	const numbers = numberPosts(sources);
	const segments = sources.map(({ segment }) => segment);
	const posts = mergeColumns(
		segments.map((segment) => segment.posts),
		numbers
	);
	const writer = new TermWriter(segments);
	const next = segments.map(() => 0);
	for (let done = 1; ; done++) {
		const first = firstOf(segments, next);
		if (first === -1) break;
		const { vocabulary } = segments[first]!;
		const term = next[first]!;
		segments.forEach((segment, i) => {
			const isSame =
				next[i]! < segment.vocabulary.size &&
				compareTerms(segment.vocabulary, next[i]!, vocabulary, term) === 0;
			if (!isSame) return;
			writer.addPostings(segment, next[i]!, numbers[i]!);
			next[i]!++;
		});
		writer.endTerm(vocabulary, term);
		if (done % TERMS_AT_ONCE === 0) yield;
	}
	const lists = writer.finish();
	yield;
	const beginnings = buildBeginnings(lists.vocabulary, lists, lists.frequencies, posts.count);
	return { segment: { posts, ...lists, beginnings }, numbers };
}

/** The source whose next term comes before those of the others, or -1 at the end of all. */
function firstOf(segments: Segment[], next: number[]): number {
	let first = -1;
	for (let i = 0; i < segments.length; i++) {
		const { vocabulary } = segments[i]!;
		if (next[i]! >= vocabulary.size) continue;
		if (first === -1 || compareTerms(vocabulary, next[i]!, segments[first]!.vocabulary, next[first]!) < 0) {
			first = i;
		}
	}
	return first;
}

/** Writes the merged terms one after another. */
class TermWriter {
	readonly #letters: Uint16Array<ArrayBuffer>;
	readonly #ends: Uint32Array<ArrayBuffer>;
	readonly #frequencies: Uint32Array<ArrayBuffer>;
	readonly #postingEnds: Uint32Array<ArrayBuffer>;
	readonly #positionEnds: Uint32Array<ArrayBuffer>;
	readonly #postings: ByteWriter;
	readonly #positions: ByteWriter;
	readonly #reader = new PostingReader();
	readonly #positionReader = new PositionReader();
	#terms = 0;
	#frequency = 0;
	/** The post of the last posting of this term. */
	#before = -1;

	constructor(segments: Segment[]) {
		const total = (count: (segment: Segment) => number) =>
			segments.reduce((sum, segment) => sum + count(segment), 0);
		const mostTerms = total(({ vocabulary }) => vocabulary.size);
		this.#letters = new Uint16Array(total(({ vocabulary }) => vocabulary.letters.length));
		this.#ends = new Uint32Array(mostTerms + 1);
		this.#frequencies = new Uint32Array(mostTerms);
		this.#postingEnds = new Uint32Array(mostTerms + 1);
		this.#positionEnds = new Uint32Array(mostTerms + 1);
		this.#postings = new ByteWriter(total(({ postings }) => postings.length));
		this.#positions = new ByteWriter(total(({ positions }) => positions.length));
	}

	addPostings(segment: Segment, term: number, numbers: Int32Array): void {
		const reader = this.#reader;
		const positions = this.#positionReader;
		positions.open(segment, term);
		reader.open(segment, term);
		while (reader.next()) {
			const from = positions.at;
			positions.skip(reader.count);
			const number = numbers[reader.post]!;
			if (number === -1) continue;
			writePosting(this.#postings, number - this.#before - 1, reader.fields, reader.count);
			this.#positions.copy(segment.positions, from, positions.at);
			this.#before = number;
			this.#frequency++;
		}
	}

	/** A term that only posts that are gone had is left out. */
	endTerm(vocabulary: Vocabulary, term: number): void {
		if (this.#frequency > 0) {
			const start = this.#ends[this.#terms]!;
			const letters = vocabulary.letters.subarray(vocabulary.ends[term], vocabulary.ends[term + 1]);
			this.#letters.set(letters, start);
			this.#frequencies[this.#terms++] = this.#frequency;
			this.#ends[this.#terms] = start + letters.length;
			this.#postingEnds[this.#terms] = this.#postings.length;
			this.#positionEnds[this.#terms] = this.#positions.length;
		}
		this.#frequency = 0;
		this.#before = -1;
	}

	finish(): Omit<Segment, 'posts' | 'beginnings'> {
		const terms = this.#terms;
		const ends = this.#ends.slice(0, terms + 1);
		return {
			vocabulary: new Vocabulary(this.#letters.slice(0, ends[terms]), ends),
			frequencies: this.#frequencies.slice(0, terms),
			postings: this.#postings.toBytes(),
			postingEnds: this.#postingEnds.slice(0, terms + 1),
			positions: this.#positions.toBytes(),
			positionEnds: this.#positionEnds.slice(0, terms + 1)
		};
	}
}

function numberPosts(sources: readonly LiveSegment[]): Int32Array[] {
	let next = 0;
	return sources.map(({ alive }) => Int32Array.from(alive, (isAlive) => (isAlive === 0 ? -1 : next++)));
}

function mergeColumns(parts: PostColumns[], numbers: Int32Array[]): PostColumns {
	const feedIds = [...new Set(parts.flatMap((part) => part.feedIds))];
	const feedNumbers = new Map<FeedId, number>(feedIds.map((id, number) => [id, number]));
	const pick = (column: (part: PostColumns, i: number) => ArrayLike<number>, width = 1): number[] =>
		parts.flatMap((part, i) => picked(column(part, i), numbers[i]!, width));
	const publishedAt = Float64Array.from(pick((part) => part.publishedAt));
	return {
		count: publishedAt.length,
		ids: Uint32Array.from<number>(pick((part) => part.ids, ID_WORDS)),
		publishedAt,
		feeds: Uint16Array.from(
			pick((part) => part.feeds.map((feed) => feedNumbers.get(part.feedIds[feed]!) ?? 0))
		),
		feedIds,
		flags: Uint8Array.from(pick((part) => part.flags)),
		zones: Uint32Array.from(pick((part) => part.zones, ZONES)),
		bodyLengths: Uint32Array.from(pick((part) => part.bodyLengths)),
		categories: mergeNames(
			parts.map((part) => part.categories),
			numbers
		),
		tags: mergeNames(
			parts.map((part) => part.tags),
			numbers
		),
		authors: mergeNames(
			parts.map((part) => part.authors),
			numbers
		)
	};
}

/** The values of the posts that stay, `width` for each. */
function picked(values: ArrayLike<number>, numbers: Int32Array, width: number): number[] {
	const result: number[] = [];
	for (let post = 0; post < numbers.length; post++) {
		if (numbers[post] === -1) continue;
		for (let i = 0; i < width; i++) result.push(values[post * width + i]!);
	}
	return result;
}

function mergeNames(columns: NameColumn[], numbers: Int32Array[]): NameColumn {
	const names = new Map<string, number>();
	const values: number[] = [];
	const starts = [0];
	columns.forEach((column, i) => {
		for (let post = 0; post < numbers[i]!.length; post++) {
			if (numbers[i]![post] === -1) continue;
			for (let at = column.starts[post]!; at < column.starts[post + 1]!; at++) {
				const name = column.names[column.values[at]!]!;
				const number = names.get(name) ?? names.size;
				names.set(name, number);
				values.push(number);
			}
			starts.push(values.length);
		}
	});
	return { names: [...names.keys()], starts: Uint32Array.from(starts), values: Uint32Array.from(values) };
}
