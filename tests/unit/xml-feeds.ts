import { readFileSync } from 'node:fs';
import { feedIdOf } from '$lib/model/ids';
import { atomFormat } from '$lib/sources/xml/atom';
import { rdfFormat } from '$lib/sources/xml/rdf';
import { rssFormat } from '$lib/sources/xml/rss';
import type { SourcePage } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { parseXmlFeed } from '$lib/sources/xml/feed';

/** 23 November 2026, in UTC milliseconds. */
export const now = Date.UTC(2026, 10, 23);
export const url = 'https://heron.example/feed';

const id = feedIdOf(url);

/** What stands in a file of tests/fixtures/feeds. */
export const fixture = (name: string) =>
	readFileSync(new URL(`../fixtures/feeds/${name}`, import.meta.url), 'utf8');

export const parseRss = (text: string, at = url): SourcePage =>
	parseXmlFeed(rssFormat, { url: at, text, mimeType: '' }, { id }, now);
export const parseAtom = (text: string, at = url): SourcePage =>
	parseXmlFeed(atomFormat, { url: at, text, mimeType: '' }, { id }, now);
export const parseRdf = (text: string, at = url): SourcePage =>
	parseXmlFeed(rdfFormat, { url: at, text, mimeType: '' }, { id }, now);

/** What `work` throws. */
export function errorOf(work: () => unknown): SourceError {
	try {
		work();
	} catch (error) {
		if (error instanceof SourceError) return error;
		throw error;
	}
	throw new Error('nothing was thrown');
}
