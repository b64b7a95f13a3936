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
	const blurred = blurredIds(items);
	const guids = guidsOf(
		items.map((item) => nameableOf(item, base, blurred)),
		[base, homeUrl]
	);
	const byItem = new Map(items.map((item, i) => [item, guids[i]]));
	return (item) => byItem.get(item) ?? '';
}

function nameableOf(item: JsonObject, base: string, blurred: ReadonlySet<unknown>): Nameable {
	const text = (name: string) => textOf(memberOf(item, name));
	return {
		id: idOf(memberOf(item, 'id'), blurred),
		url: httpUrl(memberOf(item, 'url'), base),
		title: text('title'),
		date: text('date_published'),
		content: ['content_html', 'content_text', 'summary', 'external_url', 'url'].map(text)
	};
}

/**
 * None of a number that JavaScript cannot tell from its neighbours, where another item of the page seems to have the same: two posts
 * would have one name.
 */
function idOf(value: unknown, blurred: ReadonlySet<unknown>): string {
	const id = blurred.has(value) ? '' : textOf(value);
	return id.trim() === '' ? '' : id;
}

/** Numbers beyond those that can be told apart which several items have. */
function blurredIds(items: readonly JsonObject[]): Set<unknown> {
	const met = new Set<unknown>();
	const twice = new Set<unknown>();
	for (const item of items) {
		const id = memberOf(item, 'id');
		if (typeof id !== 'number' || Math.abs(id) <= Number.MAX_SAFE_INTEGER) continue;
		if (met.has(id)) twice.add(id);
		met.add(id);
	}
	return twice;
}
