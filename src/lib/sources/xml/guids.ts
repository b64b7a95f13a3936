import { withoutFragment } from '$lib/sources/http-url';
import { revisionOf } from '$lib/sources/revision';

/** What can name an item. */
export interface Nameable {
	/** What the feed calls it; '' for nothing. */
	id: string;
	/** Its page, absolute, or null. */
	url: string | null;
	/** What tells it from others when nothing names it: title, date and beginning of the content. */
	traits: readonly string[];
}

/** Beginning of a text that takes part in the identity of an item without id, in UTF-16 units. */
const BEGINNING = 500;
/** No longer id is kept as it is, in UTF-16 units. */
const LONGEST_ID = 2000;

/**
 * What to call each item of a page: by its id, else by its address, else by its traits. An address that several
 * different items share, or that is the blog's own, names none of them: the next item there would overwrite the last.
 * @param pageUrls absolute addresses of the feed and of the blog
 */
export function guidsOf(items: readonly Nameable[], pageUrls: readonly (string | null)[]): string[] {
	const common = new Set(pageUrls.filter((url) => url !== null).map(placeOf));
	const first = new Map<string, string>();
	for (const item of items) {
		if (item.id !== '' || item.url === null) continue;
		const known = first.get(item.url);
		if (known === undefined) first.set(item.url, fingerprintOf(item));
		else if (known !== fingerprintOf(item)) common.add(placeOf(item.url));
	}
	return items.map((item) => {
		if (item.id !== '') return item.id.length <= LONGEST_ID ? item.id : `hash:${revisionOf(item.id)}`;
		return item.url === null || common.has(placeOf(item.url)) ? fingerprintOf(item) : item.url;
	});
}

function fingerprintOf({ traits, url }: Nameable): string {
	return `hash:${revisionOf([...traits.map((trait) => trait.slice(0, BEGINNING)), url ?? ''])}`;
}

/** One way to write an address that is often written in several. A fragment is kept: it names a part of the page. */
function placeOf(url: string): string {
	return (url.endsWith('#') ? withoutFragment(url) : url)
		.replace(/^https?:\/\/(www\.)?/, '')
		.replace(/\/$/, '');
}
