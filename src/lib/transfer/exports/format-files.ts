import type { FormatName } from './export-format';

/** What a file is to browsers and systems. */
export interface FormatFile {
	mediaType: string;
	/** With the dot. */
	extension: string;
}

/** The files of the formats; apart from what writes them, which pages do not load. */
export const FORMAT_FILES: Readonly<Record<FormatName, FormatFile>> = {
	'json-feed': { mediaType: 'application/feed+json', extension: '.json' },
	'json-feed-pages': { mediaType: 'application/zip', extension: '.zip' },
	rss: { mediaType: 'application/rss+xml', extension: '.xml' },
	markdown: { mediaType: 'application/zip', extension: '.zip' },
	epub: { mediaType: 'application/epub+zip', extension: '.epub' },
	csv: { mediaType: 'text/csv', extension: '.csv' }
};
