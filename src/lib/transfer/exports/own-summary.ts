import { excerptOf } from '$lib/content/plain-text';
import type { Body, Post } from '$lib/model/post';

/** Of a text, so much is looked at: what is cut out of it stands in its beginning, in UTF-16 units. */
const BEGINNING = 4000;
/** What is put behind a text that was cut. */
const CUT = /\s*\[?(?:…|\.{3})\]?\s*$/;

/** The excerpt that was written for a post; null where it is a piece of its text, as sites and readers cut it. */
export function ownSummary({ excerpt }: Pick<Post, 'excerpt'>, { text }: Pick<Body, 'text'>): string | null {
	if (excerpt === '' || excerpt === excerptOf(text)) return null;
	const words = lettersOf(excerpt.replace(CUT, ''));
	return words === '' || lettersOf(text.slice(0, BEGINNING)).includes(words) ? null : excerpt;
}

/** Where words stand on lines differs. */
function lettersOf(text: string): string {
	return text.replace(/\s+/g, '');
}
