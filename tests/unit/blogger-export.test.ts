import { expect, test } from 'vitest';
import { englishOf } from '$lib/model/problem';
import { feedFile } from '$lib/sources/files/feed-file';
import { opened, partsOf, readAll } from './opened-file';

const kind = (name: string) =>
	`<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#${name}'/>`;
const entry = (id: string, kindOfEntry: string, more = '') =>
	`<entry><id>tag:blogger.com,1999:blog-1.${id}</id><published>2010-01-02T00:00:00Z</published>${kindOfEntry}` +
	`<category scheme='http://www.blogger.com/atom/ns#' term='Birds'/><title type='text'>${id}</title>` +
	`<content type='html'>&lt;p&gt;Words&lt;/p&gt;</content>${more}</entry>`;
const feed = (...entries: string[]) =>
	opened(
		'blog.xml',
		`<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://www.w3.org/2007/app' xmlns:blogger='http://schemas.google.com/blogger/2018'>` +
			`<id>tag:blogger.com,1999:blog-1.archive</id><title>Harbour</title>${entries.join('')}</feed>`
	);
const draft = '<app:control><app:draft>yes</app:draft></app:control>';

async function read(file: ReturnType<typeof feed>, withUnpublished = false) {
	const { parts } = await readAll(feedFile, file, { withUnpublished });
	const given = partsOf(parts, 'posts');
	return {
		posts: given.flatMap(({ posts }) => posts.map(({ post }) => [post.title, post.categories])),
		unpublished: given.reduce((sum, part) => sum + part.unpublished, 0),
		notes: partsOf(parts, 'note').map(({ note }) => englishOf(note))
	};
}

test('an export of Blogger gives its posts and pages, and tells of the comments', async () => {
	const file = feed(
		entry('template', kind('template')),
		entry('setting', kind('settings')),
		entry('post', kind('post')),
		entry('page', kind('page')),
		entry('reply', kind('comment')),
		entry('draft', kind('post'), draft)
	);
	expect(await read(file)).toEqual({
		posts: [
			['post', ['Birds']],
			['page', ['Birds']]
		],
		unpublished: 1,
		notes: ['1 entry of another kind (comment) was left out: only posts and pages are read.']
	});
	expect((await read(file, true)).posts.map(([title]) => title)).toEqual(['post', 'page', 'draft']);
});

test('so does one as Blogger writes them since 2024', async () => {
	const type = (name: string, status = 'LIVE') =>
		`<blogger:type>${name}</blogger:type><blogger:status>${status}</blogger:status>`;
	const file = feed(
		entry('post', type('POST')),
		entry('reply', type('COMMENT')),
		entry('draft', type('POST', 'DRAFT')),
		entry('thrown away', type('POST', 'SOFT_TRASHED'))
	);
	expect(await read(file)).toMatchObject({ posts: [['post', ['Birds']]], unpublished: 1 });
});
