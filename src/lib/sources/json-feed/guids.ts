import { httpUrl } from '$lib/sources/http-url';
import { memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { guidsOf, type Nameable } from '$lib/sources/xml/guids';

/**
 * What to call each item of a page. The specification requires `id` and wants a number read as text; an item without it is
 * known by its `url`, and one without either as {@link guidsOf} says.
 * @param homeUrl absolute address of the blog's page, or null
 * @see https://www.jsonfeed.org/version/1.1/#items (`id`)
 */
export function guidReader(
	items: readonly JsonObject[],
	base: string,
	homeUrl: string | null
): (item: JsonObject) => string {
	const guids = guidsOf(
		items.map((item) => nameableOf(item, base)),
		[base, homeUrl]
	);
	const byItem = new Map(items.map((item, i) => [item, guids[i]]));
	return (item) => byItem.get(item) ?? '';
}

function nameableOf(item: JsonObject, base: string): Nameable {
	const text = (name: string) => textOf(memberOf(item, name));
	return {
		id: idOf(memberOf(item, 'id')),
		url: httpUrl(memberOf(item, 'url'), base),
		title: text('title'),
		date: text('date_published'),
		content: ['content_html', 'content_text', 'summary', 'external_url', 'url'].map(text)
	};
}

/** None of a number that is beyond those JavaScript can tell from their neighbours: two posts would have one name. */
function idOf(value: unknown): string {
	const isBlurred = typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
	const id = isBlurred ? '' : textOf(value);
	return id.trim() === '' ? '' : id;
}
