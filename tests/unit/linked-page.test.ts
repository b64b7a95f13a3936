import { describe, expect, test } from 'vitest';
import { bareLink } from '$lib/sources/files/bare-link';
import { decodePage, pageOfLink, type LinkedPage } from '$lib/sources/files/page/linked-page';
import { bookmarks } from '$lib/sources/files/readers/bookmarks';
import { linkTable } from '$lib/sources/files/readers/link-table';
import { wallabag } from '$lib/sources/files/readers/wallabag';
import { ClosedHosts } from '$lib/transfer/links/closed-hosts';
import { openFile, postsOf } from './file-parts';

const asked = 'https://harbour.example/2006/the-heron/';
const SENTENCE = 'It stood on the third pile all morning, as it does when the tide is low. ';
const TEXT = `<p>${SENTENCE.repeat(3)}</p>`.repeat(4);

const page = (title: string, body: string, head = '') =>
	`<!doctype html><html lang="en-GB"><head><title>${title}</title>${head}</head><body>${body}</body></html>`;

interface Given {
	url?: string;
	mimeType?: string;
}
const read = (text: string, { url = asked, mimeType = 'text/html' }: Given = {}): LinkedPage =>
	pageOfLink({ url, text, mimeType }, asked);

const whyOf = (text: string, given: Given = {}) => {
	const found = read(text, given);
	return 'why' in found ? found.why : null;
};

describe('a page that a link leads to', () => {
	test('is its article, with the addresses in it made absolute by where it was found', () => {
		const found = read(
			page('The Heron | Harbour', `<nav>Menu</nav><article>${TEXT}<img src="heron.jpg"></article>`),
			{ url: 'https://harbour.example/notes/heron' }
		);
		if ('why' in found) throw new Error(found.why);
		expect(found.article).toMatchObject({ language: 'en-GB' });
		expect(found.article.html).toContain('It stood on the third pile');
		expect(found.article.html).toContain('src="https://harbour.example/notes/heron.jpg"');
		expect(found.article.html).not.toContain('Menu');
	});

	test('may be short where the blog’s own markup says that it is a post', () => {
		const short = '<p>The heron is back.</p>';
		expect(whyOf(page('The Heron', `<div class="entry-content">${short}</div>`))).toBeNull();
		expect(whyOf(page('The Heron', `<div>${short}</div>`))).toBe('no-text');
	});

	const article = `<article>${TEXT}</article>`;
	const login = '<form><input name="user"><input type="password"></form>';
	test.each<[what: string, why: string, text: string, given?: Given]>([
		['a PDF', 'other-kind', '%PDF-1.7', { mimeType: 'application/pdf' }],
		['a picture that calls itself a page', 'other-kind', '\ufffdPNG', { mimeType: 'text/html' }],
		['plain text', 'other-kind', SENTENCE.repeat(20), { mimeType: 'text/plain' }],
		['a feed', 'other-kind', '<rss version="2.0"><channel/></rss>', { mimeType: '' }],
		['data that is called a page', 'other-kind', '{"text":"Hello"}'],
		['nothing', 'other-kind', ''],
		['the front page', 'front-page', page('Harbour', article), { url: 'https://harbour.example/' }],
		['a page to sign in', 'sign-in', page('X', article), { url: 'https://harbour.example/login?next=1' }],
		[
			'a short page with a password',
			'sign-in',
			page('Harbour', `<article>${TEXT.slice(0, 700)}</article>${login}`)
		],
		[
			'a page that asks to sign in',
			'sign-in',
			page('Sign in to read', `<article><p>${SENTENCE.repeat(5)}</p></article>`)
		],
		['a soft 404', 'gone', page('Page not found', `<article><p>${SENTENCE.repeat(5)}</p></article>`)],
		['a numbered soft 404', 'gone', page('404 | Harbour', `<article><p>${SENTENCE.repeat(5)}</p></article>`)],
		[
			'a check of visitors',
			'no-text',
			page('Just a moment...', `<article><p>${SENTENCE.repeat(5)}</p></article>`)
		],
		['a page that scripts fill', 'no-text', page('App', '<div id="root"></div><script>start()</script>')],
		['an endless page', 'too-large', page('Long', `<article>${'<i>a</i>'.repeat(60_000)}</article>`)]
	])('is not %s: %s', (_, why, text, given = {}) => expect(whyOf(text, given)).toBe(why));

	test('is an article about such pages where it is long', () => {
		const long = `<article><h1>404: a history of pages not found</h1>${TEXT.repeat(3)}</article>${login}`;
		expect(whyOf(page('404: a history of pages not found', long))).toBeNull();
	});

	test('may be the front page where the link led there', () => {
		const front = 'https://harbour.example/';
		expect(pageOfLink({ url: front, text: page('Harbour', article), mimeType: '' }, front)).toHaveProperty(
			'article'
		);
	});

	test('is in the encoding of its answer, else in the one that it names', () => {
		const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
		const named = latin('<meta charset="iso-8859-1"><p>Caf\u00e9</p>');
		expect(decodePage(named, 'text/html')).toContain('Café');
		expect(decodePage(latin('<p>Caf\u00e9</p>'), 'text/html; charset=iso-8859-1')).toContain('Café');
		const utf8 = new TextEncoder().encode('<meta charset="iso-8859-1"><p>Café</p>');
		expect(decodePage(utf8, 'text/html; charset=utf-8')).toContain('Café');
	});
});

describe('a post that is only a link', () => {
	const linkOf = ({ url, html }: { url: string | null; html: string }) => bareLink(url, html);

	test('is known as it comes from each list, with what its reader wrote beside it', async () => {
		const instapaper =
			'URL,Title,Selection,Folder,Timestamp\n' +
			'https://a.example/?a=1&b=2,"A & <b>B</b>","One ""line""\n\nand another",Unread,1700000000\n' +
			'https://a.example/caf%C3%A9,,,Unread,1700000000\n';
		const [quoted, plain] = await postsOf(linkTable, openFile(instapaper, 'instapaper.csv'));
		expect(linkOf(quoted!)?.quote).toContain('and another');
		expect(linkOf(plain!)).toEqual({ quote: '' });
		const browser =
			'<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://a.example/x?a=1&amp;b">T</A></DL>';
		expect(linkOf((await postsOf(bookmarks, openFile(browser)))[0]!)).toEqual({ quote: '' });
		const entry = { is_archived: 0, is_starred: 0, url: 'https://a.example/', title: 'T', content: '' };
		const [empty, full] = await postsOf(
			wallabag,
			openFile(JSON.stringify([entry, { ...entry, url: 'https://b.example/', content: '<p>Text.</p>' }]))
		);
		expect(linkOf(empty!)).toEqual({ quote: '' });
		expect(linkOf(full!)).toBeNull();
	});

	test.each([
		['another link', '<p><a href="https://b.example/">A</a></p>'],
		['words after it', '<p><a href="https://a.example/">A</a></p><p>Words.</p>'],
		['words beside it', '<p><a href="https://a.example/">A</a> is good.</p>'],
		['a picture in it', '<p><a href="https://a.example/"><img src="x"></a></p>'],
		['nothing', '']
	])('has not %s', (_, html) => expect(bareLink('https://a.example/', html)).toBeNull());
});

test('a host that lets no page be read is not asked for more, until it does', () => {
	const hosts = new ClosedHosts();
	const url = (path: string) => `https://closed.example/${path}`;
	for (const path of ['1', '2']) hosts.take(url(path), 'blocked');
	expect(hosts.whyNot(url('3'))).toBeNull();
	hosts.take(url('3'), 'blocked');
	expect(hosts.whyNot(url('4'))).toBe('blocked');
	expect(hosts.whyNot('https://open.example/')).toBeNull();
	for (const answer of ['blocked', 'blocked', 'gone', 'blocked']) hosts.take('https://some.example/', answer);
	expect(hosts.whyNot('https://some.example/')).toBeNull();
});
