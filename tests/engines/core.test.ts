import { gunzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { gardenItems, item } from '../e2e/reader';
import { expect, test } from './reader';

test('the first visit brings the handbook', async ({ reader }) => {
	await reader.firstVisit();
	await reader.sees({ role: 'status' }, /\d\d posts kept/);
	await reader.read('Welcome to Backlist');
	await expect
		.poll(() => reader.window.run(() => document.querySelector<HTMLImageElement>('.prose img')?.naturalWidth))
		.toBeGreaterThan(0);
});

test('a feed is synced, and what is new in it comes too', async ({ reader, site }) => {
	await reader.firstVisit();
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await reader.open('/?category=Winter');
	await reader.seesPosts(['Turning the compost', 'A soup for November']);
	const frost = item('frost', 'The first frost', '<p>The dahlias are black.</p>', -1, { tags: ['Winter'] });
	site.putFeed('/feed.json', 'Garden', [frost, ...gardenItems]);
	await reader.open('/feeds');
	await reader.press({ role: 'button', name: 'Sync now', item: 'Garden' });
	await reader.sees({ role: 'status' }, /Garden.*5 posts kept/);
	await reader.open('/?category=Winter');
	await reader.seesPosts(['The first frost', 'Turning the compost', 'A soup for November']);
});

test('a post is found by any word of it as it is typed, one letter wrong', async ({ reader, site }) => {
	await reader.firstVisit();
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await reader.open('/');
	await reader.type({ role: 'searchbox', name: 'Search posts' }, 'chanterelles');
	await reader.seesPosts(['A soup for November']);
	await reader.open('/?q=sourdouhg%20rye');
	await reader.seesPosts(['Bread without hurry']);
	await reader.read('Bread without hurry');
	await reader.sees({ role: 'article' }, /Sourdough wants patience/);
});

test('after one visit everything opens without a network, by reload and by deep link', async ({
	reader,
	site,
	app
}) => {
	await reader.firstVisit();
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await reader.open('/?category=Garden');
	await reader.read('Beans on strings');
	const path = await reader.window.run(() => location.pathname);
	await site.stop();
	await app.close();
	await reader.window.reload();
	await reader.sees({ role: 'article' }, /Runner beans/);
	for (const each of ['/', '/feeds', '/add', '/settings', '/archive', '/highlights', '/?q=rye', path]) {
		await reader.open(each);
		await reader.sees({ role: 'heading' });
	}
	await reader.open('/?q=rye');
	await reader.seesPosts(['Bread without hurry']);
});

test('what was read and starred stays so after a reload', async ({ reader, site }) => {
	await reader.firstVisit();
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await reader.open('/?category=Kitchen');
	await reader.read('Bread without hurry');
	await reader.turnOn({ role: 'button', name: 'Star' });
	await reader.sees({ role: 'button', name: 'Mark as unread' });
	await reader.open('/?is=starred');
	await reader.seesPosts(['Bread without hurry']);
	await reader.window.reload();
	await reader.seesPosts(['Bread without hurry']);
	await reader.open('/?is=unread&category=Kitchen');
	await reader.seesPosts(['A soup for November']);
});

test('a backup brings everything to another device', async ({ reader, another, site }) => {
	await reader.firstVisit();
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await reader.open('/?q=compost');
	await reader.read('Turning the compost');
	await reader.turnOn({ role: 'button', name: 'Star' });
	await reader.open('/settings');
	await reader.press({ role: 'button', name: 'Save a backup' });
	await reader.sees({ role: 'status' }, /^Backup saved: 2 blogs, \d+ posts, 1 star/);
	const path = await reader.downloaded(/^backlist-\d{4}-\d\d-\d\d\.backlist$/);
	expect(gunzipSync(await readFile(path)).toString()).toContain('Sourdough wants patience');

	site.put('/feed.json', { status: 500, body: '' });
	await another.firstVisit();
	await another.open('/settings');
	await another.attach({ role: 'file', name: 'Backup file' }, path);
	await another.press({ role: 'button', name: 'Restore' });
	await another.sees({ role: 'status' }, /Restored: 1 blog, 4 posts/);
	await another.open('/?is=starred');
	await another.seesPosts(['Turning the compost']);
	await another.open('/?q=rye');
	await another.seesPosts(['Bread without hurry']);
});

test('pages that are left in the middle of their work leave the library to the next one', async ({
	reader,
	site
}) => {
	await reader.firstVisit();
	const feed = site.putFeed('/feed.json', 'Garden', gardenItems);
	for (let round = 0; round < 4; round += 1) {
		await reader.open('/');
		await reader.open(`/add?url=${encodeURIComponent(feed)}`);
		await reader.open('/settings');
		await reader.open(`/add?url=${encodeURIComponent(feed)}`);
		await reader.sees({ role: 'button', name: 'Add feed' });
	}
	await reader.add(feed, 'Garden');
});

test('who goes to another site and comes back goes on where they were', async ({ reader, site }) => {
	await reader.firstVisit();
	await reader.open('/?q=category');
	await reader.sees({ role: 'link', name: 'Filtering by category' });
	await reader.window.go(site.put('/elsewhere', { type: 'text/html', body: '<h1>Elsewhere</h1>' }));
	await reader.sees({ role: 'heading', name: 'Elsewhere' });
	await reader.window.run(() => {
		history.back();
		return null;
	});
	await reader.read('Filtering by category');
	await reader.type({ role: 'searchbox', name: 'Search posts' }, ' comfortable');
	await reader.open('/?q=comfortable');
	await reader.sees({ role: 'link', name: 'Making the page comfortable' });
});
