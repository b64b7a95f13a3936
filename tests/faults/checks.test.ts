import { addSite, expect, libraryOf, test, untilSynced } from './harness/faults';
import type { KeptLibrary } from './harness/kept-library';
import {
	lostBehindCheckpoint,
	lostOfReader,
	lostOfShown,
	lostOfSite,
	mistakenForWithdrawn
} from './harness/lost';
import { Shown } from './harness/reading';
import { doubledIn, tornIn } from './harness/torn';

/** What a kill might do to a library, and what the checks have to say of it. */
const HARM: { name: string; harm: (library: KeptLibrary) => void; words: RegExp }[] = [
	{ name: 'a body is missing', harm: ({ bodies }) => bodies.pop(), words: /1 posts without a body/ },
	{ name: 'a post is missing', harm: ({ posts }) => posts.pop(), words: /1 bodies without a post/ },
	{ name: 'a feed is missing', harm: ({ feeds }) => feeds.pop(), words: /posts without a feed/ },
	{ name: 'posts are not counted', harm: ({ feeds }) => (feeds[0]!.postCount -= 1), words: /postCount/ },
	{
		name: 'unread posts are not counted',
		harm: ({ feeds }) => (feeds[0]!.unreadCount -= 1),
		words: /unreadCount/
	},
	{ name: 'the size is not counted', harm: ({ feeds }) => (feeds[0]!.size += 1), words: /size/ },
	{
		name: 'a category is not counted',
		harm: ({ categories }) => (categories[0]!.count += 1),
		words: /: count/
	},
	{ name: 'unread in a category', harm: ({ categories }) => (categories[0]!.unread += 1), words: /: unread/ },
	{
		name: 'a category is missing',
		harm: ({ categories }) => categories.pop(),
		words: /categories that are not kept/
	},
	{
		name: 'a mark without its post',
		harm: ({ marks, posts }) => marks.push({ ...markOf(posts[0]!.id), id: posts.pop()!.id }),
		words: /marks without a post/
	},
	{
		name: 'a star without its place',
		harm: ({ marks, posts }) => marks.push({ ...markOf(posts[0]!.id), starredAt: 1 }),
		words: /starred place/
	},
	{
		name: 'a read post in the place of the unread',
		harm: ({ marks, posts }) => marks.push({ ...markOf(posts[0]!.id), readAt: 1 }),
		words: /unread place/
	},
	{
		name: 'a post that is not under its category',
		harm: ({ posts }) => posts.find(({ categoryKeys }) => categoryKeys.length > 0)!.categoryPlaces.pop(),
		words: /under their categories/
	},
	{
		name: 'an index without an entry',
		harm: ({ postIndexes }) => (postIndexes.publishedAt! -= 1),
		words: /index publ/
	},
	{
		name: 'a commit that is not counted',
		harm: (library) => (library.sequence = 0),
		words: /commit that is not counted/
	},
	{
		name: 'a piece of the search index is missing',
		harm: (library) => (library.index = { named: [1, 2], present: [1], sequence: 0 }),
		words: /pieces of the search index/
	}
];

test('the checks find nothing in a library that is whole, and notice each kind of harm', async ({
	app,
	site,
	startBrowser
}) => {
	const { page } = await startBrowser();
	await addSite(page, app, site);
	await untilSynced(page, site, 0);
	const whole = await libraryOf(page, app);
	expect([...tornIn(whole), ...doubledIn(whole), ...lostOfSite(whole, site)]).toEqual([]);
	expect(mistakenForWithdrawn(whole, site)).toEqual([]);

	for (const { name, harm, words } of HARM) {
		const library = structuredClone(whole);
		harm(library);
		expect(tornIn(library).join('\n'), name).toMatch(words);
	}

	const twice = structuredClone(whole);
	twice.posts.push({ ...twice.posts[0]!, id: twice.posts[1]!.id });
	expect(doubledIn(twice)).toHaveLength(1);

	const without = structuredClone(whole);
	const newest = without.posts.findIndex(({ guid }) => guid === `post-${site.size.posts}`);
	const [gone] = without.posts.splice(newest, 1);
	expect(lostOfSite(without, site)).toEqual([gone!.guid]);
	const feed = without.feeds.find(({ url }) => url === site.feedUrl)!;
	feed.checkpoint = { next: `${site.feedUrl}?page=2`, pages: 1, total: null };
	expect(lostBehindCheckpoint(without, site)).toEqual([gone!.guid]);
	const shown = new Shown();
	shown.kept = site.size.posts;
	shown.starred.add(gone!.id);
	expect(lostOfShown(without, shown, site.feedUrl)).toEqual([
		'1 posts that were shown as kept',
		`star of ${gone!.id}`
	]);
	expect(lostOfReader(null, shown)).toHaveLength(1);

	const old = structuredClone(whole);
	site.edit([1]);
	site.withdraw([2]);
	expect(lostOfSite(old, site)).toEqual(['post-1: edition 1']);
	expect(mistakenForWithdrawn(old, site)).toEqual(['post-2: whether it is there']);
});

const markOf = (id: KeptLibrary['marks'][number]['id']) => ({
	id,
	readAt: 0,
	starredAt: 0,
	changedAt: 1,
	sequence: 0
});
