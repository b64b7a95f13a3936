import type { Inputs, Sentence } from '$lib/messages/problem-words';
import type { SyncOutcome } from '$lib/model/feed';
import { LONGEST_MESSAGE, MOST_SENTENCES, type Problem } from '$lib/model/problem';
import { isMembers, isText } from './values';

/** Inputs of one sentence. */
const MOST_INPUTS = 20;
/** Notes or reasons of one sync. */
const MOST_NOTES = 100;

/** Whether this is what a problem is made of, and nothing besides. */
export function isSaidOfProblem(value: unknown): value is NonNullable<Problem['said']> {
	return hasJust(value, ['message', 'advice'], isSentences);
}

/** Whether this is what the notes of a sync are made of, and nothing besides. */
export function isSaidOfNotes(value: unknown): value is NonNullable<SyncOutcome['said']> {
	return hasJust(value, ['skippedReasons', 'notes'], (texts) => isShortList(texts, MOST_NOTES, isSentences));
}

function isSentences(value: unknown): value is Sentence[] {
	return isShortList(value, MOST_SENTENCES, isSentence);
}

function isSentence(value: unknown): boolean {
	return hasJust(value, ['key', 'inputs'], () => true) && isShortText(value.key) && isInputs(value.inputs);
}

function isInputs(value: unknown): value is Inputs {
	if (!isMembers(value)) return false;
	const inputs = Object.entries(value);
	const isSound = (input: unknown) => isShortText(input) || Number.isFinite(input);
	return inputs.length <= MOST_INPUTS && inputs.every(([name, input]) => isShortText(name) && isSound(input));
}

function isShortText(value: unknown): boolean {
	return isText(value) && value.length <= LONGEST_MESSAGE && value.isWellFormed();
}

/** A list without gaps: `every` would pass over them. */
function isShortList(value: unknown, most: number, isSound: (item: unknown) => boolean): boolean {
	return Array.isArray(value) && value.length <= most && Array.from<unknown>(value).every(isSound);
}

function hasJust(
	value: unknown,
	names: readonly string[],
	isSound: (member: unknown) => boolean
): value is Record<string, unknown> {
	if (!isMembers(value) || Object.keys(value).length !== names.length) return false;
	return names.every((name) => Object.hasOwn(value, name) && isSound(value[name]));
}
