import { Random } from './random';

/** Ranks below this are the commonest words of English: they say nothing of what a text is about. */
export const COMMON = 150;

/** The commonest first; "s" and "t" as in "it's" and "don't" are left to the prose. */
const COMMONEST =
	'the of and to a in is that it was for on you he be with as by at have are this not but had his they from she which ' +
	'or we an there were her one do been all their has would will what if can when so my no out up into me who about more ' +
	'them some could time him then other only its now like than two first our did any these even over also such well most ' +
	'because how your people way may between those where many after back through should must before much just good new very ' +
	'down make know work use see get year day man life still own here take long while little same great world too never ' +
	'might last going come without under again old think off against place used go being say right each made since both ' +
	'does around another three though something went part';

/** English words by rank, commonest first, drawn as often as such words are written. */
export class Vocabulary {
	readonly words: readonly string[];
	readonly #ranks = new Map<string, number>();
	readonly #draw: AliasTable;

	/** @param list a word per line, in any order. */
	constructor(list: string, seed: number) {
		const common = [...new Set(COMMONEST.split(' '))].slice(0, COMMON);
		const known = new Set(common);
		const others = list.split('\n').filter((word) => word.length > 1 && !known.has(word));
		this.words = [...common, ...byNoisyLength(others, new Random(seed, 1))];
		this.words.forEach((word, rank) => this.#ranks.set(word, rank));
		this.#draw = new AliasTable(weights(this.words.length));
	}

	/** A rank of chance. */
	draw(random: Random): number {
		return this.#draw.draw(random);
	}

	/** Undefined for what is no word of this vocabulary. */
	rankOf(word: string): number | undefined {
		return this.#ranks.get(word);
	}
}

/** Letters by which the order of words is shaken. */
const NOISE = 2.6;
/** Words of this length are the first after the commonest: shorter ones are mostly rare in real texts. */
const TYPICAL = 5.6;

/** Short words tend to be commoner. */
function byNoisyLength(words: string[], random: Random): string[] {
	const keys = new Map(
		words.map((word) => [word, Math.abs(word.length - TYPICAL) + NOISE * random.normal()])
	);
	return words.sort((a, b) => keys.get(a)! - keys.get(b)!);
}

/** Of Zipf and Mandelbrot's law: how steeply frequency falls with rank, and how flat it begins. */
const STEEPNESS = 1.05;
const FLATNESS = 2.7;
/** Beyond the words that everybody uses, frequency falls more steeply in real texts. */
const KNEE = 6_000;
const STEEPNESS_BEYOND = 0.8;

function weights(count: number): Float64Array {
	return Float64Array.from(
		{ length: count },
		(_, rank) => (rank + 1 + FLATNESS) ** -STEEPNESS * (1 + rank / KNEE) ** -STEEPNESS_BEYOND
	);
}

/** Draws from a fixed distribution in constant time (Walker's alias method). */
class AliasTable {
	/** For each place the share of it that is its own; the rest belongs to its alias. */
	readonly #own: Float64Array;
	readonly #alias: Uint32Array;

	constructor(weights: Float64Array) {
		const { length } = weights;
		const mean = weights.reduce((sum, weight) => sum + weight, 0) / length;
		this.#own = weights.map((weight) => weight / mean);
		this.#alias = new Uint32Array(length);
		const small: number[] = [];
		const large: number[] = [];
		this.#own.forEach((share, i) => (share < 1 ? small : large).push(i));
		while (small.length > 0 && large.length > 0) {
			const poor = small.pop()!;
			const rich = large.at(-1)!;
			this.#alias[poor] = rich;
			this.#own[rich]! -= 1 - this.#own[poor]!;
			if (this.#own[rich]! < 1) small.push(large.pop()!);
		}
		// What rounding has left over is full.
		for (const i of [...small, ...large]) this.#own[i] = 1;
	}

	draw(random: Random): number {
		const at = random.next() * this.#own.length;
		const place = Math.floor(at);
		return at - place < this.#own[place]! ? place : this.#alias[place]!;
	}
}
