import { say, type Inputs, type Said, type Sentence } from '$lib/messages/problem-words';
import { shortened, visibleLine } from './visible-text';

/** Something that went wrong, in words a person can act on. */
export interface Problem {
	/** Stable name of the cause, such as `blocked-by-cors`. */
	code: string;
	/** What happened, in English. */
	message: string;
	/** What to do about it, in English. */
	advice: string;
	/** The sentences of both, for other languages; absent where they are not known, as in what an older version has kept. */
	said?: { message: readonly Sentence[]; advice: readonly Sentence[] };
}

/** What a sentence says: by its name, or in words that nobody can say in another language. */
export type Words = Said | string;

/** Longest message, in UTF-16 units: it may hold what a site or a file calls itself. */
export const LONGEST_MESSAGE = 2000;

/** Most sentences of one text. */
export const MOST_SENTENCES = 100;

/** A problem in words that can be shown: each in one line of text. */
export function newProblem(code: string, message: Words, advice: Words): Problem {
	const [happened, toDo] = [shown(message), shown(advice)];
	const said = { message: sentencesOf(message), advice: sentencesOf(advice) };
	const isKnown = said.message.length > 0 || said.advice.length > 0;
	return { code, message: happened, advice: toDo, ...(isKnown && { said }) };
}

/** What a problem says happened, to be said in another one. */
export function messageOf({ message, said }: Problem): Said {
	return { text: message, sentences: said?.message ?? [] };
}

/** What a problem advises, to be said in another one. */
export function adviceOf({ advice, said }: Problem): Said {
	return { text: advice, sentences: said?.advice ?? [] };
}

export function englishOf(words: Words): string {
	return typeof words === 'string' ? words : words.text;
}

/** Words as a text that other sentences can join. */
export function saidOf(words: Words): Said {
	return typeof words === 'string' ? { text: words, sentences: [] } : words;
}

/** What a text is made of, within the bounds of what is kept; none where that is not known. */
export function sentencesOf(words: Words): readonly Sentence[] {
	if (typeof words === 'string' || words.sentences.length > MOST_SENTENCES) return [];
	return words.sentences.map(({ key, inputs }) => ({ key, inputs: boundedInputs(inputs) }));
}

/** Those that say the same come once. */
export function eachOnce(all: readonly Words[]): Words[] {
	const texts = all.map(englishOf);
	return all.filter((_, at) => texts.indexOf(texts[at] ?? '') === at);
}

/** For a fault of ours: what was thrown is told as it is, since nobody foresaw it. */
export function unexpectedProblem(thrown: unknown): Problem {
	const reason = visibleLine(thrown instanceof Error ? thrown.message : String(thrown));
	return newProblem('unexpected', say('unexpected', { reason }), say('unexpected_advice'));
}

function shown(words: Words): string {
	return visibleLine(englishOf(words), LONGEST_MESSAGE);
}

function boundedInputs(inputs: Inputs): Inputs {
	const bounded = ([name, input]: [string, string | number]) =>
		[name, typeof input === 'string' ? shortened(input, LONGEST_MESSAGE) : input] as const;
	return Object.fromEntries(Object.entries(inputs).map(bounded));
}
