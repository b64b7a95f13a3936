import type { Random } from './random';

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');
/** The first letter is hardly ever mistyped. */
const SPARES_FIRST = 0.8;

/** `word` with one letter inserted, deleted, replaced or swapped with the next: never the word itself. */
export function mistype(word: string, random: Random): string {
	const first = random.chance(SPARES_FIRST) ? 1 : 0;
	const slip = random.pick([insert, remove, replace, swap]);
	// Swapping two equal letters changes nothing: another place, another slip.
	const typed = slip(word, first, random);
	return typed === word ? mistype(word, random) : typed;
}

function insert(word: string, first: number, random: Random): string {
	const at = first + random.below(word.length - first + 1);
	return word.slice(0, at) + random.pick(LETTERS) + word.slice(at);
}

function remove(word: string, first: number, random: Random): string {
	const at = first + random.below(word.length - first);
	return word.slice(0, at) + word.slice(at + 1);
}

function replace(word: string, first: number, random: Random): string {
	const at = first + random.below(word.length - first);
	return word.slice(0, at) + random.pick(LETTERS) + word.slice(at + 1);
}

function swap(word: string, first: number, random: Random): string {
	const at = first + random.below(word.length - first - 1);
	return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}
