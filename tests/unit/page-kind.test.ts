import { expect, test } from 'vitest';
import { newFeed } from '$lib/model/feed';
import { feedIdOf } from '$lib/model/ids';
import { readFeed } from '$lib/store/backup/read-feed';
import { unsoundInFeed } from '$lib/store/sound/feed';
import { kindWords } from '$lib/ui/feed-words';

const url = 'file:saved-pages';
const feed = newFeed(
	{ id: feedIdOf(url), kind: 'page', url, isRelayed: false, isFromFile: true, addedAt: 1 },
	{
		...{ title: 'Saved pages', homeUrl: null, description: '', authors: [], language: null },
		...{ icon: null, favicon: null, expired: false, categoryParents: {} }
	}
);

test('a blog of saved pages is sound, comes back from a backup, and has a name', () => {
	expect(unsoundInFeed(feed)).toEqual([]);
	expect(readFeed(feed)).toMatchObject({ kind: 'page', url, isFromFile: true });
	expect(kindWords('page')).toBe('Saved pages');
});
