import { say, type Said } from '$lib/messages/problem-words';
import { webAddress } from '$lib/model/web-address';
import { kindOfAnswer } from '$lib/sources/answer-kind';
import type { FileFormat, FilePart, FileStart, OpenFile } from '$lib/sources/files/file-format';
import { keptPost } from '$lib/sources/files/kept-article';
import { lettersLost } from '$lib/sources/files/lost-letters';
import { SourceError } from '$lib/sources/source-error';
import { readFrontMatter } from './front-matter';
import { isMhtml, readMhtml } from './mhtml';
import { pageArticle, textArticle, type ReadPage } from './page-article';
import { pageText } from './page-text';

const PAGES = new Set([
	'text/html',
	'application/xhtml+xml',
	'multipart/related',
	'message/rfc822',
	'application/x-mimearchive'
]);
const TEXTS = new Set(['', 'text/plain', 'text/markdown', 'application/octet-stream']);
/** What is text for sure, though in which encoding nobody says. */
const PLAIN = new Set(['text/plain', 'text/markdown']);
/** Names of files that are text and no post. */
const NO_POST =
	/\.(?:json|csv|tsv|xml|opml|js|mjs|ts|css|log|ya?ml|ini|sql|svg|pdf|zip|epub|docx?|odt|rtf)$/i;
/** Letters among which one that cannot be read is a slip, and no sign of a file of another kind. */
const LETTERS_PER_SLIP = 100;

/** A page as a browser saves it, or its text: one post. Takes nearly any text. */
export const savedPage: FileFormat = {
	kind: 'page',
	recognises: (start) => isPage(start) || isText(start),
	read: readPage
};

function isPage({ text, mimeType }: FileStart): boolean {
	if (isMhtml(text)) return true;
	return kindOfAnswer(text) === 'html' && (PAGES.has(mimeType) || TEXTS.has(mimeType));
}

function isText({ name, text, mimeType }: FileStart): boolean {
	const words = text.trim();
	if (!TEXTS.has(mimeType) || NO_POST.test(name) || words === '' || /^(?:[{<]|%PDF)/.test(words))
		return false;
	// eslint-disable-next-line no-control-regex -- what no text has
	if (/[\u0000-\u0008\u000e-\u001a]/.test(text)) return false;
	if (PLAIN.has(mimeType)) return true;
	return (text.match(/\ufffd/g)?.length ?? 0) * LETTERS_PER_SLIP <= text.length;
}

async function* readPage(file: OpenFile, { now }: { now: number }): AsyncGenerator<FilePart> {
	const bytes = await file.bytes();
	const { article, isCut, notes } = isMhtml(file.text) ? await ofMhtml(file, bytes) : ofText(file, bytes);
	if (article === null) throw nothingToRead(file.name);
	if (isCut) yield { is: 'note', note: say('saved_page_cut', { file: file.name }) };
	for (const note of notes) yield { is: 'note', note };
	const post = keptPost(article, now);
	yield {
		is: 'posts',
		feed: article.feed,
		posts: [post],
		comments: [],
		starred: article.isStarred ? [post.post.id] : [],
		read: [],
		skipped: [],
		unpublished: 0
	};
	if (readFrontMatter(file.text) !== null) yield { is: 'note', note: say('saved_markdown') };
}

/** A page, or null where nothing can be read; whether it is larger than is looked at; and what the reader should know of its letters. */
type Read = Pick<ReadPage, 'article' | 'isCut'> & { notes: Said[] };

async function ofMhtml({ name }: OpenFile, bytes: Uint8Array): Promise<Read> {
	const page = await readMhtml(bytes);
	if (page === null) throw nothingToRead(name);
	return { ...pageArticle(page.html, webAddress(page.address)), notes: lettersLost(page.html) };
}

function ofText({ name }: OpenFile, bytes: Uint8Array): Read {
	const { text, isGuessed } = pageText(bytes);
	const notes = isGuessed ? [say('saved_page_encoding', { file: name })] : lettersLost(text);
	if (kindOfAnswer(text) === 'html') return { ...pageArticle(text, null), notes };
	return { article: textArticle(text), isCut: false, notes };
}

function nothingToRead(file: string): SourceError {
	return new SourceError('unsupported-format', say('saved_nothing', { file }), say('saved_nothing_advice'));
}
