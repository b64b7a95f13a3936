import * as en from './compiled-links/messages/en.js';
import { spokenLanguage, type Language, type MessagesOf } from './messages';

/*
 * What is said of links and their pages. Few readers ever need it, so that it comes with that part of the app, and is not among
 * what is kept for reading.
 */

const LINKS: Record<Language, () => Promise<typeof en>> = {
	en: () => Promise.resolve(en),
	de: () => import('./compiled-links/messages/de.js'),
	es: () => import('./compiled-links/messages/es.js'),
	fr: () => import('./compiled-links/messages/fr.js'),
	ko: () => import('./compiled-links/messages/ko.js'),
	ru: () => import('./compiled-links/messages/ru.js')
};

/** The messages in the language that {@link speakOfLinks} has brought last. */
export let m = en as MessagesOf<typeof en>;

/** Brings them in the reader's language; whatever says one of them waits for it. */
export async function speakOfLinks(): Promise<void> {
	m = await LINKS[spokenLanguage()]();
}
