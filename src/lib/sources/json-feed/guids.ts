import { httpUrl, withoutFragment } from '$lib/sources/http-url';
import { memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { revisionOf } from '$lib/sources/revision';

/** Beginning of the content that takes part in the identity of an item without id, in UTF-16 units. */
const CONTENT_BEGINNING = 500;

/**
 * What to call each item of a page. The specification requires `id` and wants a number read as text; an item without it is
 * known by its `url`, and one without either by title, date and beginning. An address that several different items
 * share, or that is the blog's own, names none of them: the next item there would overwrite the last.
 * @param homeUrl absolute address of the blog's page, or null
 * @see https://www.jsonfeed.org/version/1.1/#items (`id`)
 */
export function guidReader(
	items: readonly JsonObject[],
	base: string,
	homeUrl: string | null
): (item: JsonObject) => string {
	const common = new Set([base, homeUrl].filter((url) => url !== null).map(placeOf));
	const first = new Map<string, string>();
	for (const item of items) {
		const url = idOf(item) === '' ? httpUrl(memberOf(item, 'url'), base) : null;
		if (url === null) continue;
		const known = first.get(url);
		if (known === undefined) first.set(url, fingerprintOf(item));
		else if (known !== fingerprintOf(item)) common.add(url);
	}
	return (item) => {
		const id = idOf(item);
		if (id !== '') return id;
		const url = httpUrl(memberOf(item, 'url'), base);
		return url === null || common.has(url) || common.has(placeOf(url)) ? fingerprintOf(item) : url;
	};
}

function idOf(item: JsonObject): string {
	const id = textOf(memberOf(item, 'id'));
	return id.trim() === '' ? '' : id;
}

function fingerprintOf(item: JsonObject): string {
	const content = ['content_html', 'content_text', 'summary', 'external_url', 'url'].map((name) =>
		textOf(memberOf(item, name)).slice(0, CONTENT_BEGINNING)
	);
	const parts = [textOf(memberOf(item, 'title')), textOf(memberOf(item, 'date_published')), ...content];
	return `hash:${revisionOf(parts)}`;
}

/** One way to write an address that is often written in several. A fragment is kept: it names a part of the page. */
function placeOf(url: string): string {
	return (url.endsWith('#') ? withoutFragment(url) : url)
		.replace(/^https?:\/\/(www\.)?/, '')
		.replace(/\/$/, '');
}
