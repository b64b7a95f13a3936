import { m } from '$lib/messages/messages';
import type { FormatName } from '$lib/state/exports.svelte';

/** Formats in the order in which they are offered. A list of subscriptions has its place where feeds are, not posts. */
export const FORMAT_NAMES: readonly FormatName[] = [
	'json-feed',
	'json-feed-pages',
	'rss',
	'markdown',
	'epub',
	'csv'
];

/** Formats that have the pictures that are kept. */
export const WITH_PICTURES: readonly FormatName[] = ['json-feed-pages', 'markdown', 'epub'];

/** What a format is called, and for whom it is. */
export function formatWords(format: FormatName): { name: string; about: string } {
	switch (format) {
		case 'json-feed':
			return { name: m.export_json(), about: m.export_json_about() };
		case 'json-feed-pages':
			return { name: m.export_pages(), about: m.export_pages_about() };
		case 'rss':
			return { name: m.export_rss(), about: m.export_rss_about() };
		case 'markdown':
			return { name: m.export_markdown(), about: m.export_markdown_about() };
		case 'epub':
			return { name: m.export_epub(), about: m.export_epub_about() };
		case 'csv':
			return { name: m.export_csv(), about: m.export_csv_about() };
	}
}
