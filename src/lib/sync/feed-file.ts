import { say } from '$lib/messages/problem-words';
import { feedIdOf } from '$lib/model/ids';
import { visibleLine } from '$lib/model/visible-text';
import { look, type Discovery } from '$lib/sources/discovery/look';
import { decodeText } from '$lib/sources/fetch/decode-text';
import type { FetchedText, SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import type { FoundFeed } from './preview';

/** Addresses in a file that begin nowhere are read against this one, which no site can have. */
const NOWHERE = 'https://file.invalid/';
/** Largest file, in bytes, as of an answer. */
const LARGEST = 64 * 1024 * 1024;
/** Near the start of a list of blogs. */
const OPML = /<opml[\s>]/i;
/** UTF-16 units within which a list of blogs says that it is one. */
const START = 4000;

/** A file that the reader chose, as far as it is needed. */
export type FeedFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/**
 * Reads a file that holds a feed. Where the feed names its blog, that is its address, so that another file of the same blog
 * adds to it.
 * @throws SourceError in words for the person who chose it
 */
export async function readFeedFile(file: FeedFile, context: SourceContext): Promise<FoundFeed> {
	if (file.size > LARGEST) throw tooLarge(file);
	const text = decodeText(new Uint8Array(await file.arrayBuffer()), '');
	const page: FetchedText = { url: NOWHERE, text, mimeType: '' };
	const discovery = await recognise(file, page);
	const { homeUrl } = (await firstPageOf(discovery, NOWHERE, context)).description;
	const isNamed = homeUrl != null && !homeUrl.startsWith(NOWHERE);
	const url = isNamed ? homeUrl : `file:${visibleLine(file.name) || 'a file without a name'}`;
	const firstPage = await firstPageOf(discovery, isNamed ? homeUrl : NOWHERE, context, url);
	// What it names as the next page is on the site, not in the file.
	return { ...discovery, url, id: feedIdOf(url), firstPage: { ...firstPage, next: null, total: null } };
}

async function recognise({ name }: FeedFile, page: FetchedText): Promise<Discovery> {
	const { found, error } = await look(page.url, () => Promise.resolve(page));
	if (found !== null && found.source.kind !== 'wordpress') return found;
	if (error?.code === 'invalid-json') throw error;
	throw OPML.test(page.text.slice(0, START)) ? aListOfBlogs(name) : notAFeed(name);
}

/** @param base what addresses in the file are relative to */
async function firstPageOf(
	{ source, page }: Discovery,
	base: string,
	context: SourceContext,
	url = base
): Promise<FoundFeed['firstPage']> {
	const fetchText = () => Promise.resolve({ ...page, url: base });
	const pages = source.pages({ id: feedIdOf(url), url }, base, { ...context, fetchText });
	try {
		const first = await pages.next();
		if (first.done === true) throw new Error(`The ${source.kind} source gave no page`);
		return first.value;
	} finally {
		await pages.return(undefined);
	}
}

function notAFeed(name: string): SourceError {
	const message = say('file_not_a_feed', { file: name });
	return new SourceError('not-a-feed', message, say('file_not_a_feed_advice'));
}

function aListOfBlogs(name: string): SourceError {
	return new SourceError('not-a-feed', say('file_is_opml', { file: name }), say('file_is_opml_advice'));
}

function tooLarge({ name, size }: FeedFile): SourceError {
	const inputs = { file: name, size: Math.round(size / 1024 ** 2), most: LARGEST / 1024 ** 2 };
	return new SourceError('too-large', say('file_too_large', inputs), say('file_too_large_advice'));
}
