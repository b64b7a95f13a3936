import { csv } from './csv';
import { epub } from './epub';
import type { FormatName, WriteExport } from './export-format';
import { jsonFeed } from './json-feed';
import { jsonFeedPages } from './json-feed-pages';
import { markdown } from './markdown';
import { rss } from './rss';

/** All formats that posts can be written in. A new one is a file of its own, a line here and one in `FORMAT_FILES`. */
export const FORMATS: Readonly<Record<FormatName, WriteExport>> = {
	'json-feed': jsonFeed,
	'json-feed-pages': jsonFeedPages,
	rss,
	markdown,
	epub,
	csv
};
