import * as en from './compiled/messages/en.js';
import { speakOfProblemsIn, type ProblemMessages } from './problem-words';

/** What the app says, by key: a function for each, that takes what it speaks of. */
export type Messages = { readonly [Key in keyof typeof en]: Said<(typeof en)[Key]> };

/** A message that speaks of nothing is called with nothing, which the compiled types do not allow. */
type Said<Message> = Message extends (inputs: infer Inputs) => infer Words
	? keyof Inputs extends never
		? { say(inputs?: Inputs): Words }['say']
		: Message
	: never;

/** Languages that the whole app speaks. */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'ko', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each comes only to those who read it. */
const OTHERS: Record<Exclude<Language, 'en'>, () => Promise<Messages>> = {
	de: () => import('./compiled/messages/de.js'),
	es: () => import('./compiled/messages/es.js'),
	fr: () => import('./compiled/messages/fr.js'),
	ko: () => import('./compiled/messages/ko.js'),
	ru: () => import('./compiled/messages/ru.js')
};

const PROBLEMS: Record<Exclude<Language, 'en'>, () => Promise<ProblemMessages>> = {
	de: () => import('./compiled-problems/messages/de.js'),
	es: () => import('./compiled-problems/messages/es.js'),
	fr: () => import('./compiled-problems/messages/fr.js'),
	ko: () => import('./compiled-problems/messages/ko.js'),
	ru: () => import('./compiled-problems/messages/ru.js')
};

/** The messages in the reader's language; English until {@link speak} has brought another. */
export let m: Messages = en;

let language: Language = 'en';
let locale: string | undefined;

/** The language of {@link m}. */
export function spokenLanguage(): Language {
	return language;
}

/** For Intl: the reader's own kind of the language, such as `en-GB`; undefined, the browser's, before {@link speak}. */
export function spokenLocale(): string | undefined {
	return locale;
}

/**
 * Says everything in `chosen` from now on, which what is on the screen does not know yet.
 * @param preferred BCP 47 tags, the dearest first, as the browser has them
 */
export async function speak(chosen: Language, preferred: readonly string[] = []): Promise<void> {
	if (chosen === 'en') {
		m = en;
		speakOfProblemsIn(null);
	} else {
		const [messages, problems] = await load(chosen);
		m = messages;
		speakOfProblemsIn(problems);
	}
	language = chosen;
	locale = preferred.find((tag) => baseOf(tag) === chosen && isTag(tag)) ?? chosen;
}

/** Whether `chosen` can be spoken now: without a network only what was spoken before is here. */
export async function canSpeak(chosen: Language): Promise<boolean> {
	if (chosen === 'en') return true;
	return load(chosen).then(
		() => true,
		() => false
	);
}

function load(chosen: Exclude<Language, 'en'>): Promise<[Messages, ProblemMessages]> {
	return Promise.all([OTHERS[chosen](), PROBLEMS[chosen]()]);
}

/** The first of `preferred` that the app speaks, or English. */
export function languageFor(preferred: readonly string[]): Language {
	const bases = preferred.map(baseOf);
	const base = bases.find((tag) => LANGUAGES.some((known) => known === tag));
	return LANGUAGES.find((known) => known === base) ?? 'en';
}

/** Some browsers have tags that Intl does not take, such as `en-US@posix`. */
function isTag(text: string): boolean {
	try {
		return Intl.getCanonicalLocales(text).length > 0;
	} catch {
		return false;
	}
}

function baseOf(tag: string): string {
	return tag.split('-', 1)[0]?.toLowerCase() ?? '';
}
