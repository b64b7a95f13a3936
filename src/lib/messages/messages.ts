import * as en from './compiled/messages/en.js';
import { speakOfProblemsIn, type ProblemMessages } from './problem-words';

type PageMessages = typeof import('./compiled-pages/messages/en.js');
type Compiled = typeof en & PageMessages;

/** What a catalogue says, by key: a function for each message, that takes what it speaks of. */
export type MessagesOf<Catalogue> = { readonly [Key in keyof Catalogue]: Said<Catalogue[Key]> };

/** What the app says. */
export type Messages = MessagesOf<Compiled>;

/** A message that speaks of nothing is called with nothing, which the compiled types do not allow. */
type Said<Message> = Message extends (inputs: infer Inputs) => infer Words
	? keyof Inputs extends never
		? { say(inputs?: Inputs): Words }['say']
		: Message
	: never;

/** Languages that the whole app speaks. */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'ko', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Of the first page: the list, its search and what is around it. Each comes only to those who read it. */
const FIRST: Record<Language, () => Promise<typeof en>> = {
	en: () => Promise.resolve(en),
	de: () => import('./compiled/messages/de.js'),
	es: () => import('./compiled/messages/es.js'),
	fr: () => import('./compiled/messages/fr.js'),
	ko: () => import('./compiled/messages/ko.js'),
	ru: () => import('./compiled/messages/ru.js')
};

/** Of the other pages, posts among them. */
const PAGES: Record<Language, () => Promise<PageMessages>> = {
	en: () => import('./compiled-pages/messages/en.js'),
	de: () => import('./compiled-pages/messages/de.js'),
	es: () => import('./compiled-pages/messages/es.js'),
	fr: () => import('./compiled-pages/messages/fr.js'),
	ko: () => import('./compiled-pages/messages/ko.js'),
	ru: () => import('./compiled-pages/messages/ru.js')
};

/** Of what goes wrong in the page itself; English is always there. */
const TROUBLE: Record<Language, () => Promise<Partial<ProblemMessages> | null>> = {
	en: () => Promise.resolve(null),
	de: () => import('./compiled-trouble/messages/de.js'),
	es: () => import('./compiled-trouble/messages/es.js'),
	fr: () => import('./compiled-trouble/messages/fr.js'),
	ko: () => import('./compiled-trouble/messages/ko.js'),
	ru: () => import('./compiled-trouble/messages/ru.js')
};

/** Of what goes wrong in workers, which say it in English themselves. */
const PROBLEMS: Record<Language, () => Promise<Partial<ProblemMessages>>> = {
	en: () => Promise.resolve({}),
	de: () => import('./compiled-problems/messages/de.js'),
	es: () => import('./compiled-problems/messages/es.js'),
	fr: () => import('./compiled-problems/messages/fr.js'),
	ko: () => import('./compiled-problems/messages/ko.js'),
	ru: () => import('./compiled-problems/messages/ru.js')
};

/**
 * The messages in the reader's language; English until {@link speak} has brought another. Those of the first page alone until
 * {@link speakOfPages} has brought the others, which all that needs them waits for.
 */
export let m = en as Messages;

let language: Language = 'en';
let locale: string | undefined;
let hasPages = false;
let spokenTrouble: Partial<ProblemMessages> | null = null;

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
	const [first, trouble, others] = await Promise.all([
		FIRST[chosen](),
		TROUBLE[chosen](),
		hasPages ? ofOtherPages(chosen) : null
	]);
	language = chosen;
	locale = preferred.find((tag) => baseOf(tag) === chosen && isTag(tag)) ?? chosen;
	m = first as Messages;
	spokenTrouble = trouble;
	speakOfProblemsIn(trouble);
	if (others !== null) add(others);
	else if (hasPages) {
		// They have come meanwhile, in the language before.
		hasPages = false;
		await speakOfPages();
	}
}

/** Brings what is said on other pages than the first, and of what goes wrong in workers, once. */
export async function speakOfPages(): Promise<void> {
	if (hasPages) return;
	const chosen = language;
	const others = await ofOtherPages(chosen);
	// The reader may have chosen another language meanwhile.
	if (chosen !== language) return speakOfPages();
	add(others);
	hasPages = true;
}

interface OfOtherPages {
	pages: PageMessages;
	problems: Partial<ProblemMessages>;
}

async function ofOtherPages(chosen: Language): Promise<OfOtherPages> {
	const [pages, problems] = await Promise.all([PAGES[chosen](), PROBLEMS[chosen]()]);
	return { pages, problems };
}

function add({ pages, problems }: OfOtherPages): void {
	m = { ...m, ...pages };
	if (spokenTrouble !== null) speakOfProblemsIn({ ...spokenTrouble, ...problems });
}

/** Whether `chosen` can be spoken now: without a network only what was spoken before is here. */
export async function canSpeak(chosen: Language): Promise<boolean> {
	return Promise.all([FIRST[chosen](), TROUBLE[chosen](), ofOtherPages(chosen)]).then(
		() => true,
		() => false
	);
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
