import { asset } from '$app/paths';
import type { ClientInit } from '@sveltejs/kit';
import { openEarly } from '$lib/state/early-database';
import { keepEarlyKeys } from '$lib/state/early-keys';
import { languageAsSet, speakAsSet } from '$lib/state/settings.svelte';

/** Milliseconds that the first paint may wait for the fonts; after that this visit goes on with the device's own. */
const PATIENCE = 300;

/** Milliseconds after which the rest is fetched. */
const LATER = 1000;

/** Opens the library, learns the reader's language, and waits for the fonts, so that no text moves after it has been drawn. */
export const init: ClientInit = async () => {
	keepEarlyKeys('page');
	// A task of its own: what the app is made of has only just been read.
	await new Promise((resolve) => setTimeout(resolve));
	openEarly();
	const language = languageAsSet();
	const speaking = speakAsSet(language);
	// Each script has files of its own.
	const letters = language === 'ru' ? 'aя' : 'a';
	const fonts = ['600 1rem Literata', '400 1rem Literata', '400 1rem Onest'];
	// One that fails to load is the device's own then.
	const loading = Promise.allSettled(fonts.map((font) => document.fonts.load(font, letters)));
	await Promise.race([loading, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
	await speaking;
	// Only iOS has it; before it puts the app on the home screen it needs pictures to start with.
	if ((navigator as { standalone?: boolean }).standalone === false && navigator.onLine)
		setTimeout(() => void prepareForHomeScreen().catch(reportError), LATER);
};

async function prepareForHomeScreen(): Promise<void> {
	const { addStartupImages } = await import('$lib/ui/startup-image');
	await addStartupImages(asset('/icons/icon-512.png'), getComputedStyle(document.body).backgroundColor);
}
