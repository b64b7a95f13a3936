import { LANGUAGES, languageFor, speak, spokenLanguage, type Language } from '$lib/messages/messages';
import { PICTURE_SETTINGS, type PictureSetting } from '$lib/model/pictures';
import { browserStorage, parseStored, type SmallStorage } from './browser-storage';

/** `system` follows the device. */
export type Theme = 'system' | 'light' | 'sepia' | 'dark' | 'black';

/** Of the text of posts: a serif made for books, the sans of the app, or whatever the device has. */
export type ReadingFont = 'literata' | 'onest' | 'device';

/** `system` follows the browser. */
export type LanguageSetting = 'system' | Language;

/** How much of the screen a post takes in the list. */
export type Density = 'comfortable' | 'compact';

/** How the reader likes to read. */
export interface ReadingSettings {
	theme: Theme;
	/** Percent of the standard size of an article's text. */
	textSize: number;
	/** Characters in a line of an article. */
	measure: number;
	font: ReadingFont;
	/** From line to line, in tenths of the size of the text. */
	leading: number;
	/** Both edges of the text are straight, and words are divided for that. */
	justified: boolean;
	pictures: PictureSetting;
	/** Of the app; posts are in their own. */
	language: LanguageSetting;
	density: Density;
	/** Posts of the list that are scrolled past count as read. */
	readsOnScroll: boolean;
	/** Single keys do something, such as `j` and `k`. */
	hasKeys: boolean;
}

export const THEMES: readonly Theme[] = ['system', 'light', 'sepia', 'dark', 'black'];
export const FONTS: readonly ReadingFont[] = ['literata', 'onest', 'device'];
export const LANGUAGE_SETTINGS: readonly LanguageSetting[] = ['system', ...LANGUAGES];
export const DENSITIES: readonly Density[] = ['comfortable', 'compact'];
export const TEXT_SIZE = { min: 80, max: 180, step: 10 } as const;
export const MEASURE = { min: 45, max: 85, step: 5 } as const;

export const LEADING = { min: 13, max: 21, step: 1 } as const;

/** Of the bar that the system draws above the app: as `--sunken` of each theme, and that of `system` in app.html. */
export const BAR_COLOURS = {
	light: '#f1ece3',
	sepia: '#eadcc2',
	dark: '#12100e',
	black: '#0d0c0a'
} as const;

const STANDARD: ReadingSettings = {
	theme: 'system',
	textSize: 100,
	measure: 66,
	font: 'literata',
	leading: 16,
	justified: false,
	pictures: 'always',
	language: 'system',
	density: 'comfortable',
	readsOnScroll: false,
	hasKeys: true
};
const KEY = 'backlist-reading';

/** Settings of this device. They are small and needed before the first paint, so they live in localStorage. */
export class Settings {
	readonly #storage: SmallStorage;
	#reading = $state.raw<ReadingSettings>(STANDARD);

	/** Without an argument: the browser's own storage, or none for this visit where the reader has blocked it. */
	constructor(storage: SmallStorage = browserStorage()) {
		this.#storage = storage;
		this.#reading = readingOf(parseStored(storage.getItem(KEY)));
	}

	get reading(): ReadingSettings {
		return this.#reading;
	}

	change(change: Partial<ReadingSettings>): void {
		this.#reading = { ...this.#reading, ...change };
		this.#storage.setItem(KEY, JSON.stringify(this.#reading));
		this.apply();
	}

	/** Takes over what another device saved, where this one still has the standard; `saved` may be anything. */
	adopt(saved: unknown): void {
		// Not the language: this device has one, and the page is drawn in it.
		const theirs = Object.entries(readingOf(saved)).filter(([name]) => name !== 'language');
		const ours: Record<string, unknown> = { ...this.#reading };
		const standard: Record<string, unknown> = { ...STANDARD };
		this.change(Object.fromEntries(theirs.filter(([name]) => ours[name] === standard[name])));
	}

	/** Shows the settings on the page. */
	apply(root: HTMLElement = document.documentElement): void {
		const { theme, textSize, measure, font, leading, justified, density, hasKeys } = this.#reading;
		if (theme === 'system') delete root.dataset.theme;
		else root.dataset.theme = theme;
		for (const bar of root.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
			const asDevice = bar.media.includes('dark') ? 'dark' : 'light';
			bar.content = BAR_COLOURS[theme === 'system' ? asDevice : theme];
		}
		root.style.setProperty('--reading-scale', String(textSize / 100));
		root.style.setProperty('--characters', String(measure));
		root.style.setProperty('--leading', String(leading / 10));
		root.dataset.font = font;
		root.dataset.density = density;
		root.toggleAttribute('data-justified', justified);
		root.toggleAttribute('data-no-keys', !hasKeys);
	}
}

/** The language that the reader has chosen, or else the one that suits their browser best. */
export function languageAsSet(storage: SmallStorage = browserStorage()): Language {
	const { language } = readingOf(parseStored(storage.getItem(KEY)));
	return language === 'system' ? languageFor(navigator.languages) : language;
}

/** Says everything in `language`. What is on the screen already does not change. */
export async function speakAsSet(language: Language): Promise<void> {
	try {
		await speak(language, navigator.languages);
	} catch (error) {
		// The file did not come: English is here.
		console.error(error);
	}
	document.documentElement.lang = spokenLanguage();
}

/** What was saved, as far as it makes sense. */
function readingOf(value: unknown): ReadingSettings {
	const saved = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	return {
		theme: THEMES.find((theme) => theme === saved.theme) ?? STANDARD.theme,
		textSize: within(saved.textSize, TEXT_SIZE, STANDARD.textSize),
		measure: within(saved.measure, MEASURE, STANDARD.measure),
		font: FONTS.find((font) => font === saved.font) ?? STANDARD.font,
		leading: within(saved.leading, LEADING, STANDARD.leading),
		justified: saved.justified === true,
		pictures: PICTURE_SETTINGS.find((pictures) => pictures === saved.pictures) ?? STANDARD.pictures,
		language: LANGUAGE_SETTINGS.find((language) => language === saved.language) ?? STANDARD.language,
		density: DENSITIES.find((density) => density === saved.density) ?? STANDARD.density,
		readsOnScroll: saved.readsOnScroll === true,
		hasKeys: saved.hasKeys !== false
	};
}

function within(value: unknown, { min, max }: { min: number; max: number }, standard: number): number {
	return typeof value === 'number' && value >= min && value <= max ? value : standard;
}
