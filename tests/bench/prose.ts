import type { Random } from './random';
import { COMMON, type Vocabulary } from './vocabulary';

/** An English text, and what it is made of. */
export interface Prose {
	/** Paragraphs, one a line. */
	text: string;
	/** What it is about: rarer words that come again in it. */
	subject: string[];
	/** The rank of each of its words. */
	ranks: Uint32Array;
}

/** How often a word is one of the subject. */
const ABOUT = 0.06;
/** A subject's words are rarer than these. */
const FAMILIAR = 1_500;
const ENDINGS = ['. ', '. ', '. ', '. ', '. ', '. ', '? ', '! '];

/** Writes `length` words. */
export function writeProse(vocabulary: Vocabulary, random: Random, length: number): Prose {
	const subjectRanks = chooseSubject(vocabulary, random, Math.max(8, Math.round(Math.sqrt(length) * 0.7)));
	const ranks = new Uint32Array(length);
	let text = '';
	let isStart = true;
	let leftInSentence = sentenceLength(random);
	let leftInParagraph = paragraphLength(random);
	for (let i = 0; i < length; i++) {
		const rank = random.chance(ABOUT) ? random.pick(subjectRanks) : vocabulary.draw(random);
		ranks[i] = rank;
		text += dressed(vocabulary.words[rank]!, rank, isStart, random);
		isStart = --leftInSentence <= 0 || i === length - 1;
		if (!isStart) text += separator(random);
		else if (--leftInParagraph > 0) text += random.pick(ENDINGS);
		else {
			text += '.\n';
			leftInParagraph = paragraphLength(random);
		}
		if (isStart) leftInSentence = sentenceLength(random);
	}
	return { text: text.trimEnd(), subject: subjectRanks.map((rank) => vocabulary.words[rank]!), ranks };
}

function chooseSubject(vocabulary: Vocabulary, random: Random, count: number): number[] {
	const ranks = new Set<number>();
	while (ranks.size < count) {
		const rank = vocabulary.draw(random);
		if (rank >= FAMILIAR) ranks.add(rank);
	}
	return [...ranks];
}

function sentenceLength(random: Random): number {
	return 4 + random.below(22);
}

/** In sentences. */
function paragraphLength(random: Random): number {
	return 2 + random.below(6);
}

/** The word as it is written where it stands. */
function dressed(word: string, rank: number, isStart: boolean, random: Random): string {
	const isName = rank >= COMMON && random.chance(0.015);
	const written = isStart || isName ? capitalised(word) : word;
	return rank >= COMMON && random.chance(0.008) ? `${written}'s` : written;
}

/** What is between two words of a sentence; now and then with something that is no word of the vocabulary. */
function separator(random: Random): string {
	const chance = random.next();
	if (chance > 0.1) return ' ';
	if (chance > 0.03) return ', ';
	if (chance > 0.022) return '-';
	if (chance > 0.012) return ` ${numberOf(random)} `;
	if (chance > 0.009) return ' – ';
	if (chance > 0.006) return random.pick([" don't ", " it's ", " couldn't ", ' we’ll ']);
	if (chance > 0.005) return ` https://www.example.org/${1990 + random.below(36)}/${random.hex(8)}?page=2 `;
	return '; ';
}

function numberOf(random: Random): string {
	return random.chance(0.3)
		? String(1900 + random.below(127))
		: String(random.below(10 ** (1 + random.below(5))));
}

function capitalised(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}
