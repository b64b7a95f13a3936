import type { FileFormat } from '$lib/sources/files/file-format';
import { bookmarks } from './bookmarks';
import { googleReader } from './google-reader';
import { linkTable } from './link-table';
import { miniflux } from './miniflux';
import { omnivore } from './omnivore';
import { wallabag } from './wallabag';

/** What other readers export. To be asked before feeds: articles of Google Reader have a title and items, as a JSON Feed. */
export const readerFormats: readonly FileFormat[] = [
	googleReader,
	miniflux,
	wallabag,
	omnivore,
	linkTable,
	bookmarks
];
