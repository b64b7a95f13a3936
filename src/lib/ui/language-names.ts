import type { Language } from '$lib/messages/messages';

/** What each language calls itself: who looks for theirs reads no other. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
	en: 'English',
	de: 'Deutsch',
	es: 'Español',
	fr: 'Français',
	ko: '한국어',
	ru: 'Русский'
};
