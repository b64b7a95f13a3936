import type { FileFeed } from '$lib/sources/files/file-format';
import { webAddress } from '$lib/model/web-address';
import { summaryOf } from '$lib/sources/feed-text';
import { isObject, memberOf } from '$lib/sources/json-values';
import { parseJson } from '$lib/sources/parse-json';
import { jsonList, namesIn, textIn } from './json-list';
import { linkItem } from './kept-link';

const OMNIVORE: FileFeed = { url: 'file:omnivore', kind: 'page', description: { title: 'Omnivore' } };

/** Files of its archive: lists, pages and what was marked in them, each by the name of its article. */
export const OMNIVORE_FILES = {
	list: /(?:^|\/)metadata_\d+_to_\d+\.json$/,
	page: /(?:^|\/)content\/([^/]+)\.html?$/,
	quotes: /(?:^|\/)highlights\/([^/]+)\.md$/
};

/** What {@link withPages} puts into an item. */
const [PAGE, QUOTES] = ['backlist_page', 'backlist_quotes'];

/**
 * A list of Omnivore with the pages that lie beside it.
 * @param list its text
 * @param find the text of a file of an article, or null
 */
export async function withPages(
	list: string,
	find: (kind: 'page' | 'quotes', slug: string) => Promise<string | null>
): Promise<string> {
	const items = parseJson(list);
	if (!Array.isArray(items)) return list;
	const joined: unknown[] = [];
	for (const item of items as unknown[]) {
		const slug = isObject(item) ? textIn(item, 'slug') : '';
		if (!isObject(item) || slug === '') joined.push(item);
		else joined.push({ ...item, [PAGE]: await find('page', slug), [QUOTES]: await find('quotes', slug) });
	}
	return JSON.stringify(joined);
}

/**
 * The lists `metadata_0_to_20.json` of what Omnivore exported. The pages lie beside them, in other files: see {@link withPages}.
 * @see https://github.com/omnivore-app/omnivore/blob/main/packages/api/src/jobs/export.ts
 */
export const omnivore = jsonList({
	kind: 'links',
	recognises: (start) => /"savedAt"\s*:/.test(start) && /"slug"\s*:/.test(start),
	member: null,
	read: (item, number) => {
		const link = {
			address: textIn(item, 'url'),
			title: textIn(item, 'title'),
			savedAt: textIn(item, 'savedAt'),
			authors: [textIn(item, 'author')],
			summary: summaryOf(memberOf(item, 'description')),
			tags: namesIn(item, 'labels', 'name'),
			image: webAddress(textIn(item, 'thumbnail')),
			content: textIn(item, PAGE),
			quote: textIn(item, QUOTES).replace(/^> ?/gm, '').trim(),
			isRead: textIn(item, 'state').toLowerCase() === 'archived'
		};
		return linkItem(OMNIVORE, link, number);
	}
});
