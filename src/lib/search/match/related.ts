import type { PostId } from '$lib/model/ids';
import { PostingReader } from '$lib/search/index/postings';
import type { PostIndex } from '$lib/search/index/post-index';
import { tokenize } from '$lib/search/text/tokenize';
import { rarityOf, worthOfFields } from './rank';
import { Ranking } from './ranking';

/** Words that a post is compared by: those that tell most of it. */
const MOST_TERMS = 12;
/** A word that more of all posts have tells nothing. */
const COMMON = 0.1;
/** So many posts may have it in any case. */
const FEW = 5;
/** UTF-16 units of a text that are looked at: what it is about is said by then. */
const LONGEST_TEXT = 30_000;
/** A word in the title counts like so many in the text. */
const IN_TITLE = 4;
/** How soon further occurrences stop to matter. */
const SATURATION = 2;
/** Posts that share fewer of the words have them by chance. */
const FEWEST_SHARED = 2;
/** Letters of which a word has at least two, or it is a letter or a part of a number. */
const TELLING = /\p{L}.*\p{L}/u;

/** What a post says. */
interface PostText {
	id: PostId;
	title: string;
	text: string;
}

interface TellingTerm {
	term: string;
	/** How rare it is, and how much of this post it is. */
	weight: number;
}

/**
 * The posts that are most about what `post` is about, best first, newest first between equals: a search for its most telling words,
 * ranked by BM25.
 */
export function relatedPosts(index: PostIndex, post: PostText, most: number): PostId[] {
	const terms = tellingTerms(index, post);
	const own = index.slotOf(post.id);
	const { worth, shared, touched } = worthByTerms(index, terms);
	const needed = Math.min(FEWEST_SHARED, terms.length);
	const ranking = new Ranking(index.dateOrder(), touched.length);
	for (const slot of touched) if (slot !== own && shared[slot]! >= needed) ranking.add(slot, worth[slot]!);
	return ranking.slots(0, most).map((slot) => index.idAt(slot));
}

/** By tf × idf; words that this post alone has lead nowhere, and so do words of every tenth one. */
function tellingTerms(index: PostIndex, { title, text }: PostText): TellingTerm[] {
	const counts = new Map<string, number>();
	const count = (part: string, weight: number) => {
		for (const { term } of tokenize(part)) counts.set(term, (counts.get(term) ?? 0) + weight);
	};
	count(title, IN_TITLE);
	count(text.slice(0, LONGEST_TEXT), 1);
	const common = Math.min(index.size - 1, Math.max(FEW, index.size * COMMON));
	const terms: TellingTerm[] = [];
	for (const [term, times] of counts) {
		if (!TELLING.test(term)) continue;
		const frequency = frequencyOf(index, term);
		if (frequency < 2 || frequency > common) continue;
		terms.push({ term, weight: (times / (times + SATURATION)) * rarityOf(frequency, index.size) });
	}
	return terms.sort((a, b) => b.weight - a.weight).slice(0, MOST_TERMS);
}

/** Posts with `term`; those that are edited or gone since may be among them. */
function frequencyOf(index: PostIndex, term: string): number {
	let frequency = 0;
	for (const { segment } of index.segments) {
		const found = segment.vocabulary.find(term);
		if (found !== -1) frequency += segment.frequencies[found]!;
	}
	return frequency;
}

interface Worths {
	/** By slot. */
	worth: Float32Array;
	/** By slot: how many of the terms the post has. */
	shared: Uint8Array;
	touched: number[];
}

const reader = new PostingReader();

function worthByTerms(index: PostIndex, terms: readonly TellingTerm[]): Worths {
	const norms = index.lengthNorms();
	const worth = new Float32Array(index.slotCount);
	const shared = new Uint8Array(index.slotCount);
	const touched: number[] = [];
	for (const live of index.segments) {
		for (const { term, weight } of terms) {
			const found = live.segment.vocabulary.find(term);
			if (found === -1) continue;
			reader.open(live.segment, found);
			while (reader.next()) {
				if (live.alive[reader.post] === 0) continue;
				const slot = live.base + reader.post;
				const { count, fields } = reader;
				if (shared[slot]!++ === 0) touched.push(slot);
				worth[slot]! += weight * (worthOfFields(live, reader.post, fields) + count / (count + norms[slot]!));
			}
		}
	}
	return { worth, shared, touched };
}
