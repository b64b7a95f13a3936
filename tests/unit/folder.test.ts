import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newFeed, type Feed } from '$lib/model/feed';
import { folderOf, folderPath, foldersOf, folderTyped, isWithin } from '$lib/model/folder';
import { feedIdOf } from '$lib/model/ids';
import { readFeed } from '$lib/store/backup/read-feed';
import { unsoundInFeed, usableFeed } from '$lib/store/sound/feed';
import { folderTreeOf, groupsOf } from '$lib/ui/folders/folder-tree';

const feedIn = (name: string, folder: string[] = [], unreadCount = 0): Feed => {
	const url = `https://${name}.example/`;
	const known = {
		title: name,
		homeUrl: null,
		description: '',
		authors: [],
		language: null,
		icon: null,
		favicon: null,
		expired: false,
		categoryParents: {}
	};
	const identity = {
		id: feedIdOf(url),
		kind: 'rss',
		url,
		isRelayed: false,
		isFromFile: false,
		addedAt: 0
	} as const;
	return { ...newFeed(identity, known), unreadCount, ...(folder.length > 0 && { folder }) };
};

describe('a folder', () => {
	test('has names that can be shown, five at most', () => {
		expect(folderOf([' Tech \u202e', '', '\u200b', 'Web\nlog'])).toEqual(['Tech', 'Web log']);
		expect(folderOf(['1', '2', '3', '4', '5', '6'])).toHaveLength(5);
		expect(folderOf(['x'.repeat(500)])[0]).toHaveLength(100);
	});

	test('is typed with slashes between spaces; others belong to a name', () => {
		expect(folderTyped('Tech / Web')).toEqual(['Tech', 'Web']);
		expect(folderTyped('TCP/IP')).toEqual(['TCP/IP']);
		expect(folderTyped(' / ')).toEqual([]);
	});

	test('is the same after it was shown and typed again', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 7 }), (names) => {
				const folder = folderOf(names);
				expect(folderOf(folder)).toEqual(folder);
				expect(folderTyped(folderPath(folder))).toEqual(folder);
			})
		);
	});

	test('lies within those around it, and within no other', () => {
		expect(isWithin(['Tech', 'Web'], ['Tech'])).toBe(true);
		expect(isWithin(['Tech'], ['Tech'])).toBe(true);
		expect(isWithin(['Techno'], ['Tech'])).toBe(false);
		expect(isWithin(['Tech'], ['Tech', 'Web'])).toBe(false);
	});
});

describe('the folders of feeds', () => {
	const feeds = [
		feedIn('a', ['Tech', 'Web'], 3),
		feedIn('b'),
		feedIn('c', ['Birds'], 2),
		feedIn('d', ['Tech', 'Web', 'CSS'], 4)
	];

	test('are named once each, with those around them, in the order of their names', () => {
		expect(foldersOf(feeds)).toEqual([['Birds'], ['Tech'], ['Tech', 'Web'], ['Tech', 'Web', 'CSS']]);
	});

	test('come after the feeds that are in none, without those that hold only folders', () => {
		const groups = groupsOf(feeds).map(({ folder, feeds }) => [
			folderPath(folder),
			feeds.map(({ title }) => title)
		]);
		expect(groups).toEqual([
			['', ['b']],
			['Birds', ['c']],
			['Tech / Web', ['a']],
			['Tech / Web / CSS', ['d']]
		]);
	});

	test('count what is unread in them, however deep', () => {
		const { folders, feeds: loose } = folderTreeOf(feeds);
		expect(loose.map(({ title }) => title)).toEqual(['b']);
		expect(folders.map(({ folder, unread }) => [folder[0], unread])).toEqual([
			['Birds', 2],
			['Tech', 7]
		]);
	});
});

describe('the folder of a stored feed', () => {
	test.each([[['Tech']], [['1', '2', '3', '4', '5']], [undefined]])('is sound: %j', (folder) => {
		expect(unsoundInFeed({ ...feedIn('a'), folder })).toEqual([]);
	});

	test.each([
		[[], undefined],
		['Tech', undefined],
		[
			['Tech', 7, 'Web'],
			['Tech', 'Web']
		],
		[
			['1', '2', '3', '4', '5', '6'],
			['1', '2', '3', '4', '5']
		],
		[['x'.repeat(101)], [`${'x'.repeat(99)}…`]]
	])('that is damaged is mended: %j', (folder, mended) => {
		const feed = { ...feedIn('a'), folder };
		expect(unsoundInFeed(feed)).toEqual(['folder']);
		expect(usableFeed(feed).folder).toEqual(mended);
	});

	test('is in a backup, and not where there is none', () => {
		expect(readFeed(feedIn('a', ['Tech', 'Web'])).folder).toEqual(['Tech', 'Web']);
		expect(readFeed({ ...feedIn('a'), folder: ['Tech\u202e', ''] }).folder).toEqual(['Tech']);
		expect('folder' in readFeed(feedIn('a'))).toBe(false);
		expect(() => readFeed({ ...feedIn('a'), folder: [7] })).toThrow('folder');
	});
});
