import type { Beginnings } from './beginnings';
import { ByteWriter } from './byte-writer';
import { ZONES, type PostColumns, type Segment } from './segment';
import { Vocabulary } from './vocabulary';

/** A segment as it is stored. Only typed arrays and names, so that nothing needs parsing but the terms. */
export interface PackedSegment {
	posts: PostColumns;
	termCount: number;
	/** Letters of all terms. */
	letterCount: number;
	/**
	 * For each term: how many letters it shares with the one before, how many follow, those, how many posts have it, and how
	 * long its postings and its positions are; all as varints.
	 */
	terms: Uint8Array<ArrayBuffer>;
	postings: Uint8Array<ArrayBuffer>;
	positions: Uint8Array<ArrayBuffer>;
	/** As in {@link Beginnings}, with the two arrays of its vocabulary. */
	beginnings: Omit<Beginnings, 'vocabulary'> & {
		letters: Uint16Array<ArrayBuffer>;
		ends: Uint32Array<ArrayBuffer>;
	};
	/** Of terms, postings and positions. */
	checksum: number;
}

/** What is stored is not what was written. */
export class DamagedIndexError extends Error {
	override readonly name = 'DamagedIndexError';
}

export function packSegment({ vocabulary, ...segment }: Segment): PackedSegment {
	const { letters, ends } = vocabulary;
	const bytes = new ByteWriter(letters.length + vocabulary.size * 6);
	for (let term = 0; term < vocabulary.size; term++) {
		const [start, end] = [ends[term]!, ends[term + 1]!];
		const shared = term === 0 ? 0 : sharedLetters(letters, ends[term - 1]!, start, end);
		bytes.varint(shared);
		bytes.varint(end - start - shared);
		for (let at = start + shared; at < end; at++) bytes.varint(letters[at]!);
		bytes.varint(segment.frequencies[term]!);
		bytes.varint(segment.postingEnds[term + 1]! - segment.postingEnds[term]!);
		bytes.varint(segment.positionEnds[term + 1]! - segment.positionEnds[term]!);
	}
	const terms = bytes.toBytes();
	const { posts, postings, positions } = segment;
	const { vocabulary: names, ...lists } = segment.beginnings;
	return {
		posts,
		termCount: vocabulary.size,
		letterCount: letters.length,
		terms,
		postings,
		positions,
		beginnings: { ...lists, letters: names.letters, ends: names.ends },
		checksum: checksumOf([terms, postings, positions])
	};
}

/** @throws DamagedIndexError when anything does not fit together. */
export function unpackSegment(packed: PackedSegment): Segment {
	try {
		return unpack(packed);
	} catch (error) {
		if (error instanceof DamagedIndexError) throw error;
		throw new DamagedIndexError('A segment of the search index cannot be read.', { cause: error });
	}
}

function unpack({ posts, postings, positions, beginnings, ...packed }: PackedSegment): Segment {
	if (checksumOf([packed.terms, postings, positions]) !== packed.checksum || !isSound(posts)) {
		throw new DamagedIndexError('A segment of the search index has been changed.');
	}
	const { letters, ends, ...lists } = beginnings;
	return {
		posts,
		...unpackTerms(packed),
		postings,
		positions,
		beginnings: { ...lists, vocabulary: new Vocabulary(letters, ends) }
	};
}

/** The checksum was right, so nothing is checked but that it ends where it should. */
function unpackTerms({
	terms,
	termCount,
	letterCount
}: Pick<PackedSegment, 'terms' | 'termCount' | 'letterCount'>) {
	const letters = new Uint16Array(letterCount);
	const ends = new Uint32Array(termCount + 1);
	const frequencies = new Uint32Array(termCount);
	const postingEnds = new Uint32Array(termCount + 1);
	const positionEnds = new Uint32Array(termCount + 1);
	let at = 0;
	const varint = (): number => {
		let byte = terms[at++]!;
		if (byte < 0x80) return byte;
		let value = byte & 0x7f;
		for (let shift = 7; byte > 0x7f; shift += 7) {
			byte = terms[at++]!;
			value |= (byte & 0x7f) << shift;
		}
		return value;
	};
	let end = 0;
	for (let term = 0; term < termCount; term++) {
		const start = end;
		const shared = varint();
		end = start + shared + varint();
		const before = term === 0 ? 0 : ends[term - 1]!;
		for (let i = 0; i < shared; i++) letters[start + i] = letters[before + i]!;
		for (let letter = start + shared; letter < end; letter++) letters[letter] = varint();
		ends[term + 1] = end;
		frequencies[term] = varint();
		postingEnds[term + 1] = postingEnds[term]! + varint();
		positionEnds[term + 1] = positionEnds[term]! + varint();
	}
	if (at !== terms.length || end !== letterCount) {
		throw new DamagedIndexError('The terms of a segment of the search index do not end where they should.');
	}
	return { vocabulary: new Vocabulary(letters, ends), frequencies, postingEnds, positionEnds };
}

/** Whether the columns have a place for each post. */
function isSound({
	count,
	ids,
	publishedAt,
	feeds,
	flags,
	zones,
	bodyLengths,
	...names
}: PostColumns): boolean {
	return (
		ids.length === count * 3 &&
		[publishedAt, feeds, flags, bodyLengths].every((column) => column.length === count) &&
		zones.length === count * ZONES &&
		[names.categories, names.tags, names.authors].every(({ starts }) => starts.length === count + 1)
	);
}

/** How many letters from `start` on, up to `end`, are those from `other` on. */
function sharedLetters(letters: Uint16Array, other: number, start: number, end: number): number {
	const most = Math.min(end, start + (start - other));
	let at = start;
	while (at < most && letters[at] === letters[other + at - start]) at++;
	return at - start;
}

/** FNV-1a over words of four bytes, and the bytes that are left. */
function checksumOf(arrays: Uint8Array[]): number {
	let hash = 0x811c9dc5;
	for (const bytes of arrays) {
		const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
		// Over millions of numbers `for … of` takes three times as long.
		for (let i = 0, end = words.length; i < end; i++) hash = Math.imul(hash ^ words[i]!, 0x01000193);
		for (let i = words.length << 2; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
	}
	return hash >>> 0;
}
