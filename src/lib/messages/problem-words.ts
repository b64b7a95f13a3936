import * as en from './compiled-trouble/messages/en.js';

/*
 * What goes wrong is said in a worker, which speaks English alone, and may be shown much later, when the reader has chosen
 * another language. So that every text can be said again, the name of each of its sentences is kept with it.
 */

/** What is said of what goes wrong, by key, in one language. */
export type ProblemMessages = typeof en & typeof import('./compiled-problems/messages/en.js');
export type ProblemKey = keyof ProblemMessages;

/** What a sentence speaks of, such as a host or a number. */
export type Inputs = Readonly<Record<string, string | number>>;

/** A sentence by its name. What is stored may have one that this version does not know. */
export interface Sentence {
	key: string;
	inputs: Inputs;
}

/** An English text, and the sentences that it is made of; none where they are not known. */
export interface Said {
	text: string;
	sentences: readonly Sentence[];
}

type InputsOf<K extends ProblemKey> = {
	[Name in keyof Parameters<ProblemMessages[K]>[0]]: Parameters<ProblemMessages[K]>[0][Name] &
		(string | number);
};

/** In English: what can go wrong in the page, and in workers what {@link knowProblems} has brought besides. */
let english: Partial<ProblemMessages> = en;
/** The reader's language; null while that is English. */
let spoken: Partial<ProblemMessages> | null = null;

/** A text of one message. */
export function say<K extends ProblemKey>(
	key: K,
	...given: keyof InputsOf<K> extends never ? [] : [InputsOf<K>]
): Said {
	const message = english[key] as (inputs: Inputs) => string;
	const inputs: Inputs = given[0] ?? {};
	return { text: message(inputs), sentences: [{ key, inputs }] };
}

/** Texts one after the other, as one. */
export function together(...parts: readonly Said[]): Said {
	const isKnown = parts.every(({ sentences }) => sentences.length > 0);
	return {
		text: parts.map(({ text }) => text).join(' '),
		sentences: isKnown ? parts.flatMap(({ sentences }) => sentences) : []
	};
}

/** Has {@link say} know these problems, too. */
export function knowProblems(messages: Partial<ProblemMessages>): void {
	english = { ...english, ...messages };
}

/** Has {@link inSpokenLanguage} speak another language; null for English. Called when the reader's language is loaded. */
export function speakOfProblemsIn(messages: Partial<ProblemMessages> | null): void {
	spoken = messages;
}

/**
 * A text in the reader's language; in English, as it was kept, where a sentence of it is not known, as after a change of
 * version or to a damaged record.
 */
export function inSpokenLanguage({ text, sentences }: Said): string {
	const messages = spoken;
	if (messages === null || sentences.length === 0) return text;
	const said = sentences.map((sentence) => sayIn(messages, sentence));
	return said.includes(null) ? text : said.join(' ');
}

/** Null where there is no such sentence, or one that speaks of more than `inputs` has. */
function sayIn(messages: Partial<ProblemMessages>, { key, inputs }: Sentence): string | null {
	if (!Object.hasOwn(messages, key)) return null;
	const lacking: PropertyKey[] = [];
	const heard = new Proxy(inputs, {
		get(target, name) {
			if (typeof name === 'string' && Object.hasOwn(target, name)) return target[name];
			lacking.push(name);
			return '';
		}
	});
	const text = (messages[key as ProblemKey] as (inputs: Inputs) => string)(heard);
	// A message that has no variant for what it is given says its own name.
	return lacking.length > 0 || text === key ? null : text;
}
