import { say } from '$lib/messages/problem-words';
import { feedIdOf } from '$lib/model/ids';
import { visibleLine } from '$lib/model/visible-text';
import { kindOfAnswer } from '$lib/sources/answer-kind';
import { lineOf } from '$lib/sources/feed-text';
import { hostName, httpUrl } from '$lib/sources/http-url';
import { commentsApart } from '$lib/sources/json-feed/comments';
import { isObject, memberOf } from '$lib/sources/json-values';
import { parseJson } from '$lib/sources/parse-json';
import type { FetchedText, Source, SourcePage } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { sourceFor } from '$lib/sources/sources';
import { markupOf } from '$lib/sources/xml/markup';
import { postsOfBlogger } from './blogger';
import { feedTextsOf } from './feed-texts';
import { NAMELESS } from './file-format';
import type { FileFeed, FilePart, FileStart, OpenFile, ReadOptions } from './file-format';
import { tellingOfLostLetters } from './lost-letters';

/** Addresses in a file that begin nowhere are read against this one, which no site can have. */
const NOWHERE = 'https://file.invalid/';
/** Also what stands for the address of a blog without one in RSS, which asks for it: as our own exports write it. */
const NOWHERES = [NOWHERE, 'https://backlist.invalid/'];
/** Posts that are given at once. */
const BATCH = 100;
/** Of the head of a feed in XML, this much is looked at for its own address, in UTF-16 units. */
const HEAD = 64 * 1024;
const FEED_IN_JSON = /jsonfeed\.org\/version|"(?:items|rss)"\s*:/;
const NO_POSTS = { posts: [], comments: [], starred: [], read: [], skipped: [], unpublished: 0 };
const IN_XML = new Set(['rss', 'atom', 'rdf']);

/** A feed: JSON Feed, RSS, Atom, RDF, RSS in JSON. */
export const feedFile = tellingOfLostLetters({ kind: 'feed', recognises, read });

function recognises({ text }: FileStart): boolean {
	return IN_XML.has(kindOfAnswer(text)) || (/^\ufeff?\s*\{/.test(text) && FEED_IN_JSON.test(text));
}

async function* read(file: OpenFile, options: ReadOptions): AsyncGenerator<FilePart> {
	for await (const text of feedTextsOf(file)) yield* readText(file, text, options);
}

async function* readText(file: OpenFile, whole: string, options: ReadOptions): AsyncGenerator<FilePart> {
	const { text, unpublished, comments } = postsOfBlogger(whole, options.withUnpublished);
	const source = sourceOf(file.name, text);
	const says = await namesOf(source, text, options);
	const addresses = [says.selfUrl, says.homeUrl].filter(isSomewhere);
	const home = addresses.at(-1);
	const ofFile = visibleLine(file.name);
	const known = await keptOf([...addresses, ofFile === '' ? NAMELESS.file : `file:${ofFile}`], options);
	const url = known ?? home ?? addressNamed(says.title || ofFile);
	const page = await firstPageOf(source, text, { base: home ?? NOWHERE, url }, options);
	const title = titleOf(page.description) || ofFile || 'A file without a name';
	const selfUrl = isSomewhere(says.selfUrl) ? says.selfUrl : null;
	const feed = { url, selfUrl, kind: source.kind, description: { ...page.description, title } };
	yield* partsOf(feed, page, options);
	if (unpublished > 0) yield { is: 'posts', feed, ...NO_POSTS, unpublished };
	const left = comments > 0 ? [say('wxr_other_kinds', { entries: comments, kinds: 'comment' })] : [];
	for (const note of [...(page.notes ?? []), ...left]) yield { is: 'note', note };
}

/** What a feed says of itself by which it is known. */
interface FeedNames {
	/** '' for none. */
	title: string;
	homeUrl: string | null;
	/** The address at which it says that it is. */
	selfUrl: string | null;
}

/** Of a JSON Feed its items need not be read for that: it is most of the work. */
async function namesOf(source: Source, text: string, options: ReadOptions): Promise<FeedNames> {
	const value = source.kind === 'json-feed' ? parseJson(text) : null;
	if (isObject(value)) {
		const address = (name: string) => httpUrl(memberOf(value, name), NOWHERE);
		const title = lineOf(memberOf(value, 'title'));
		return { title, homeUrl: address('home_page_url'), selfUrl: address('feed_url') };
	}
	const { description } = await firstPageOf(source, text, { base: NOWHERE, url: NOWHERE }, options);
	return { title: titleOf(description), homeUrl: description.homeUrl ?? null, selfUrl: selfLinkOf(text) };
}

/** The address of what is nowhere on the web. */
function addressNamed(name: string): string {
	if (name === '') return NAMELESS.file;
	const address = `file:${name}`;
	// Two slashes would begin a host, which a name hardly is.
	return URL.canParse(address) ? address : `file:${encodeURIComponent(name)}`;
}

/** '' where it says none: what it has then is the host of nowhere. */
function titleOf({ title = '' }: SourcePage['description']): string {
	return title === hostName(NOWHERE) ? '' : title;
}

function sourceOf(name: string, text: string): Source {
	const source = sourceFor(pageOf(NOWHERE, text));
	if (source !== null && source.kind !== 'wordpress') return source;
	// What is cut off, or damaged, is told by where: it throws.
	if (/^\ufeff?\s*[{[]/.test(text)) parseJson(text);
	throw new SourceError('not-a-feed', say('file_not_a_feed', { file: name }), say('file_not_a_feed_advice'));
}

/**
 * Where the feed is kept already: its own address goes before that of its blog, since that is what a subscription has. Where none is
 * kept, a feed is known by its blog, so that other files of the same blog add to it, whatever their format; else by its own address,
 * and without either by its title.
 */
async function keptOf(addresses: readonly string[], { isKept }: ReadOptions): Promise<string | undefined> {
	for (const address of addresses) if ((await isKept?.(address)) === true) return address;
	return undefined;
}

function isSomewhere(address: string | null | undefined): address is string {
	return address != null && !NOWHERES.some((host) => address.startsWith(host));
}

/** The first page is all of the file: what it names as the next one is on the site. */
async function firstPageOf(
	source: Source,
	text: string,
	{ base, url }: { base: string; url: string },
	{ now }: ReadOptions
): Promise<SourcePage> {
	const fetchText = () => Promise.resolve(pageOf(base, text));
	const pages = source.pages({ id: feedIdOf(url), url }, base, { now: () => now, fetchText });
	try {
		const first = await pages.next();
		if (first.done === true) throw new Error(`The ${source.kind} source gave no page`);
		const { description, ...page } = first.value;
		const { homeUrl } = description;
		return { ...page, description: isSomewhere(homeUrl) ? description : { ...description, homeUrl: null } };
	} finally {
		await pages.return(undefined);
	}
}

function pageOf(url: string, text: string): FetchedText {
	return { url, text, mimeType: '' };
}

/** At least one part, even of a feed without posts: it is kept, too. */
function* partsOf(feed: FileFeed, { posts, skipped }: SourcePage, { now }: ReadOptions): Generator<FilePart> {
	const nothing = { starred: [], read: [], unpublished: 0 };
	for (let start = 0; start === 0 || start < posts.length; start += BATCH) {
		const batch = posts.slice(start, start + BATCH).map((post) => commentsApart(post, now));
		yield {
			is: 'posts',
			feed,
			posts: batch.map(({ incoming }) => incoming),
			comments: batch.flatMap(({ comments }) => comments),
			skipped: start === 0 ? skipped : [],
			...nothing
		};
	}
}

/** The address at which a feed in XML says that it is; null when it does not. */
function selfLinkOf(text: string): string | null {
	if (/^\ufeff?\s*\{/.test(text)) return null;
	const head = text.slice(0, HEAD);
	for (const { kind, name, from, to } of markupOf(head)) {
		if (/^(?:item|entry|rss:item)$/.test(name)) return null;
		const tag = /(?:^|:)link$/.test(name) && kind !== 'close' ? head.slice(from, to) : '';
		const href = /\shref\s*=\s*["']([^"']*)["']/i.exec(tag)?.[1];
		if (/\srel\s*=\s*["']self["']/i.test(tag) && href !== undefined) {
			return httpUrl(href.replaceAll('&amp;', '&'), NOWHERE);
		}
	}
	return null;
}
