import type { FileFeed } from '$lib/sources/files/file-format';
import { webAddress } from '$lib/model/web-address';
import { summaryOf } from '$lib/sources/feed-text';
import { memberOf } from '$lib/sources/json-values';
import { jsonList, namesIn, textIn } from './json-list';
import { linkItem } from './kept-link';

const OMNIVORE: FileFeed = { url: 'file:omnivore', kind: 'page', description: { title: 'Omnivore' } };

/**
 * The lists `metadata_0_to_20.json` of what Omnivore exported. The pages lie beside them, in other files.
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
			isRead: textIn(item, 'state').toLowerCase() === 'archived'
		};
		return linkItem(OMNIVORE, link, number);
	}
});
