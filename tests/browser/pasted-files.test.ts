import { expect, test } from 'vitest';
import { pastedFiles } from '$lib/state/pasted-files';

const COLOURED = '<meta charset="utf-8"><div style="color: #d4d4d4"><span>&lt;rss</span></div>';
const PICTURE = new File([new Uint8Array([0x89, 0x50])], 'image.png', { type: 'image/png' });

function copied(texts: Record<string, string>, files: File[] = []): DataTransfer {
	const data = new DataTransfer();
	for (const [type, text] of Object.entries(texts)) data.setData(type, text);
	for (const file of files) data.items.add(file);
	return data;
}

async function pasted(data: DataTransfer): Promise<[type: string, text: string][]> {
	const files = pastedFiles(data, 'pasted');
	return Promise.all(files.map(async (file) => [file.type, await file.text()] as [string, string]));
}

test.each([
	'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>',
	'\n<rss version="2.0"></rss>',
	'<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
	'<opml version="2.0"></opml>',
	'<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL></DL>',
	'<!doctype html><title>Heron</title>',
	'{ "version": "https://jsonfeed.org/version/1.1", "items": [] }',
	'[{"title":"Heron","url":"https://heron.example/"}]',
	'title,url,time_added,tags,status\nHeron,https://heron.example/,1,,unread\n',
	'Title\tURL\tFolder\nHeron\thttps://heron.example/\tUnread\n'
])('A source that is copied coloured is taken as it is written: %s', async (text) => {
	expect(await pasted(copied({ 'text/html': COLOURED, 'text/plain': text }))).toEqual([['text/plain', text]]);
});

test.each([
	'The Heron\n\nIt stood there.',
	'[Update] The heron',
	'<3 herons',
	'A url, and more,\nthen a line',
	''
])('A part of a page that is copied is taken as the page has it: %s', async (text) => {
	const html = '<h1>The Heron</h1><p>It stood there.</p>';
	expect(await pasted(copied({ 'text/html': html, 'text/plain': text }))).toEqual([['text/html', html]]);
});

test('A picture that comes along with a text is passed over, and files are not', async () => {
	const html = '<p>It stood there.</p>';
	expect(await pasted(copied({ 'text/html': html, 'text/plain': 'It stood there.' }, [PICTURE]))).toEqual([
		['text/html', html]
	]);
	const feed = new File(['{}'], 'feed.json', { type: 'application/json' });
	const files = pastedFiles(copied({ 'text/plain': 'feed.json' }, [PICTURE, feed]), 'pasted');
	expect(files.map(({ name }) => name)).toEqual(['image.png', 'feed.json']);
});

test('A picture alone is told of', () => {
	expect(pastedFiles(copied({}, [PICTURE]), 'pasted').map(({ name }) => name)).toEqual(['image.png']);
});
