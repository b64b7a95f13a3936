import { ByteReader, ByteWriter } from './byte-writer';
import type { PostColumns, Segment } from './segment';
import { ZONES } from './segment';
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
	/** Of the three arrays before. */
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
	return {
		posts,
		termCount: vocabulary.size,
		letterCount: letters.length,
		terms,
		postings,
		positions,
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

function unpack({
	posts,
	termCount,
	letterCount,
	terms,
	postings,
	positions,
	checksum
}: PackedSegment): Segment {
	if (checksumOf([terms, postings, positions]) !== checksum || !isSound(posts)) {
		throw new DamagedIndexError('A segment of the search index has been changed.');
	}
	const letters = new Uint16Array(letterCount);
	const ends = new Uint32Array(termCount + 1);
	const frequencies = new Uint32Array(termCount);
	const postingEnds = new Uint32Array(termCount + 1);
	const positionEnds = new Uint32Array(termCount + 1);
	const reader = new ByteReader(terms);
	for (let term = 0; term < termCount; term++) {
		const start = ends[term]!;
		const shared = reader.varint();
		const end = start + shared + reader.varint();
		const before = term === 0 ? 0 : ends[term - 1]!;
		for (let i = 0; i < shared; i++) letters[start + i] = letters[before + i]!;
		for (let at = start + shared; at < end; at++) letters[at] = reader.varint();
		ends[term + 1] = end;
		frequencies[term] = reader.varint();
		postingEnds[term + 1] = postingEnds[term]! + reader.varint();
		positionEnds[term + 1] = positionEnds[term]! + reader.varint();
	}
	const vocabulary = new Vocabulary(letters, ends);
	return { posts, vocabulary, frequencies, postings, postingEnds, positions, positionEnds };
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
		for (const word of words) hash = Math.imul(hash ^ word, 0x01000193);
		for (const byte of bytes.subarray(words.length << 2)) hash = Math.imul(hash ^ byte, 0x01000193);
	}
	return hash >>> 0;
}
