import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contextOf, emptySite, postOf, wall, DAY, type WordPress } from '../unit/wordpress-in-memory';
import { violationsOn } from './axe';
import { expect, gardenItems, test as base } from './reader';

const test = base.extend<{ blog: { site: WordPress; address: string } }>({
	// Playwright asks for a pattern here, even an empty one.
	// eslint-disable-next-line no-empty-pattern
	blog: async ({}, use) => {
		const site = harbour();
		const server = await serve(site);
		const { port } = server.address() as AddressInfo;
		await use({ site, address: `http://127.0.0.1:${port}/wp-json/` });
		server.closeAllConnections();
		server.close();
	}
});

const START = Date.UTC(2026, 4, 1, 12);

/** A blog with a post that five people talk about. */
function harbour(): WordPress {
	const site = emptySite();
	site.index.name = 'Harbour Notes';
	site.categories = [
		{ id: 1, name: 'Europe', parent: 0 },
		{ id: 2, name: 'Atlas', parent: 0 },
		{ id: 3, name: 'Iberia', parent: 1 }
	];
	site.posts = [
		postOf(10, START, {
			title: { rendered: 'The tide tables' },
			comment_status: 'open',
			categories: [3]
		}),
		postOf(11, START + DAY, { title: { rendered: 'Rope' }, categories: [1, 2], comment_status: 'open' })
	];
	site.comments = [
		commentOf(1, 0, 'Ida', '<p>I have the <em>1911</em> ones.</p>'),
		commentOf(2, 1, 'Jon', '<p>May I see?<script>window.ran = true</script></p>'),
		commentOf(3, 2, 'Ida', '<p>Of course.</p><img src="x" onerror="window.ran = true">'),
		commentOf(4, 0, 'Xenia', '<p>Which harbour?</p>'),
		commentOf(5, 99, '', '<p>An answer to what has gone.</p>')
	];
	return site;
}

function commentOf(id: number, parent: number, author: string, html: string): WordPress['comments'][number] {
	const date = wall(START + id * 60_000);
	return {
		id,
		post: 10,
		parent,
		author_name: author,
		author_url: author === 'Ida' ? 'https://ida.example/' : '',
		date,
		date_gmt: date,
		content: { rendered: html },
		link: `https://harbour.example/10/#comment-${id}`
	};
}

/** The site at an address of this machine, readable for other sites as WordPress's API is. */
async function serve(site: WordPress): Promise<Server> {
	const server = createServer((request, response) => {
		response.setHeader('Access-Control-Allow-Origin', '*');
		response.setHeader('Access-Control-Expose-Headers', 'X-WP-Total, X-WP-TotalPages');
		const address = new URL(request.url ?? '/', 'https://harbour.example').href;
		contextOf(site)
			.fetchText(address)
			.then(({ text, headers }) => {
				const total = headers?.get('X-WP-Total') ?? null;
				if (total !== null) response.setHeader('X-WP-Total', total);
				response.setHeader('Content-Type', 'application/json');
				response.end(text);
			})
			.catch(() => {
				response.writeHead(404, { 'Content-Type': 'application/json' });
				response.end('{"code":"rest_no_route"}');
			});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

test('an archive can be paused, resumed and cancelled, and says so', async ({ page, reader, site }) => {
	site.putFeed('/a.json', 'Slow', [gardenItems[0]!], { next_url: '/b.json' });
	site.put('/b.json', { delay: 60_000, body: {} });
	await page.goto('/add');
	await page.getByRole('textbox', { name: 'Feed or site address' }).fill(`${site.origin}/a.json`);
	await page.getByRole('button', { name: 'Add feed' }).click();
	const progress = page.getByRole('progressbar', { name: 'Syncing Slow' });
	await expect(progress).toBeVisible();
	await expect(reader.status()).toContainText('Slow: 1 post, back to June 2026. You can start reading now.');

	await page.getByRole('button', { name: 'Pause syncing Slow' }).click();
	await expect(progress).toHaveCount(0);
	await expect(reader.status()).toContainText('Slow is paused: 1 post kept.');
	await page.getByRole('link', { name: 'Library' }).click();
	const feed = page.getByRole('listitem').filter({ hasText: 'Slow' }).first();
	await expect(feed).toContainText('Paused');

	await feed.getByRole('button', { name: 'Resume' }).click();
	await expect(progress).toBeVisible();
	await expect(feed.getByRole('button', { name: 'Sync now' })).toBeDisabled();
	await feed.getByRole('button', { name: 'Cancel' }).click();
	await expect(reader.status()).toContainText('Syncing Slow was cancelled: 1 post kept.');
	await expect(feed.getByRole('button', { name: 'Sync now' })).toBeEnabled();
	await expect(feed.getByRole('button', { name: 'Pause' })).toBeVisible();

	await feed.getByText('Last syncs').click();
	await expect(feed.getByRole('listitem').first()).toContainText(/^Today \d\d:\d\d — cancelled\./);
	await expect(feed.getByRole('listitem').nth(1)).toContainText('1 new, then paused.');
});

test('how to sync is a choice that lasts', async ({ page, reader }) => {
	await reader.firstVisit();
	await page.goto('/settings');
	const interval = page.getByRole('combobox', { name: 'Sync feeds' });
	const opened = page
		.getByRole('group', { name: 'Comments' })
		.getByRole('radio', { name: 'When a post is opened' });
	// A page that is left at once takes what it has only just said to its worker along.
	await expect(async () => {
		await interval.selectOption({ label: 'Only when I ask' });
		await opened.check();
		await page.reload();
		await expect(interval).toHaveValue('null', { timeout: 3000 });
		await expect(opened).toBeChecked({ timeout: 3000 });
	}).toPass();
});

test('a relay is named in the settings, and chosen feed by feed', async ({ page, reader }) => {
	await reader.firstVisit();
	await page.goto('/feeds');
	const choice = page.getByRole('checkbox', { name: 'Use the relay' });
	await expect(choice).toHaveCount(0);
	await page.goto('/settings');
	const address = page.getByRole('textbox', { name: 'Relay address' });
	await address.fill('https://relay.example/');
	await page.getByRole('button', { name: 'Save relay' }).click();
	await expect(reader.alert()).toContainText('{url}');
	await address.fill('https://relay.example/?url={url}');
	await expect(reader.alert()).toHaveCount(0);
	await page.getByRole('button', { name: 'Save relay' }).click();
	await expect(page.getByText('The relay is set')).toBeVisible();

	await page.goto('/feeds');
	await expect(page.getByRole('checkbox', { name: 'Use the relay (relay.example)' })).not.toBeChecked();
	await expect(async () => {
		await choice.check();
		await page.reload();
		await expect(choice).toBeChecked({ timeout: 3000 });
	}).toPass();

	await page.goto('/settings');
	await page.getByRole('button', { name: 'Remove relay' }).click();
	await expect(address).toHaveValue('');
	await page.goto('/feeds');
	await expect(page.getByRole('checkbox', { name: 'Use the relay (none is set any more)' })).toBeChecked();
});

test('comments stand in threads under their post, and nothing in them runs', async ({
	page,
	reader,
	blog
}) => {
	await reader.add(blog.address, 'Harbour Notes');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('The tide tables').click();
	const section = page.getByRole('region', { name: 'Comments' });
	await expect(section.getByRole('heading', { name: '5 comments' })).toBeVisible();
	const threads = section.getByRole('list').first().locator('> li');
	await expect(threads).toHaveCount(3);
	await expect(threads.nth(0)).toContainText(
		/Ida.*1911.*2 replies.*Jon.*May I see.*1 reply.*Ida.*Of course/s
	);
	await expect(threads.nth(1)).toContainText('Which harbour?');
	await expect(threads.nth(2)).toContainText(/Anonymous.*what has gone/s);
	expect(await page.evaluate(() => 'ran' in window)).toBe(false);

	await threads.nth(0).getByText('2 replies').click();
	await expect(section.getByText('May I see?')).toBeHidden();
	const author = section.getByRole('link', { name: 'Ida' }).first();
	await expect(author).toHaveAttribute('href', 'https://ida.example/');
	await expect(author).toHaveAttribute('rel', 'noopener noreferrer nofollow');
	const reply = section.getByRole('link', { name: 'Leave a reply' });
	await expect(reply).toHaveAttribute('href', /^https:\/\/harbour\.example\/10\//);
	await expect(reply).toHaveAttribute('rel', 'noopener noreferrer');
});

test('comments that are not kept are loaded by a press', async ({ page, reader, blog }) => {
	await reader.firstVisit();
	await page.goto('/settings');
	const never = page.getByRole('group', { name: 'Comments' }).getByRole('radio', { name: 'Never' });
	// A page that is left at once may take the choice with it: it is kept when it is there the next time.
	await expect(async () => {
		await never.check();
		await page.reload();
		await expect(never).toBeChecked({ timeout: 2000 });
	}).toPass();
	await reader.add(blog.address, 'Harbour Notes');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('The tide tables').click();
	const section = page.getByRole('region', { name: 'Comments' });
	await section.getByRole('button', { name: 'Load comments' }).press('Enter');
	await expect(section.getByRole('heading', { name: '5 comments' })).toBeVisible();
	await expect(section.getByRole('heading', { name: '5 comments' })).toBeFocused();
	await expect(section.locator('[aria-live]')).toHaveText('5 comments');
	await reader.link('Rope').click();
	await expect(section.getByRole('link', { name: 'Leave a reply' })).toBeVisible();
	await section.getByRole('button', { name: 'Load comments' }).click();
	await expect(section).toContainText('The site has no comments on this post.');
});

test('with comments when a post is opened, opening it brings them', async ({ page, reader, blog }) => {
	await reader.firstVisit();
	await page.goto('/settings');
	await page.getByRole('radio', { name: 'When a post is opened' }).check();
	await reader.add(blog.address, 'Harbour Notes');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('The tide tables').click();
	await expect(page.getByRole('heading', { name: '5 comments' })).toBeVisible();
	const asked = blog.site.asked.filter((url) => url.searchParams.has('post')).length;
	await page.getByRole('button', { name: 'Star' }).click();
	await expect(page.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'true');
	expect(blog.site.asked.filter((url) => url.searchParams.has('post'))).toHaveLength(asked);
});

test('a category stands under the one that it lies within', async ({ page, reader, blog }) => {
	await reader.add(blog.address, 'Harbour Notes');
	await page.getByRole('link', { name: 'Start reading' }).click();
	const categories = page.getByRole('group', { name: 'Categories' });
	await expect(categories.getByRole('checkbox')).toHaveCount(3);
	const names = await categories
		.getByRole('checkbox')
		.evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')));
	expect(names).toEqual(['Atlas', 'Europe', 'Iberia']);
	const [outer, inner] = [
		await reader.category('Europe').boundingBox(),
		await reader.category('Iberia').boundingBox()
	];
	expect(inner!.x).toBeGreaterThan(outer!.x);
	await reader.category('Iberia').check();
	await reader.expectFound(1);
});

test('axe finds nothing under a post with comments, or on a library with a relay', async ({
	page,
	reader,
	blog
}) => {
	await reader.add(blog.address, 'Harbour Notes');
	await page.getByRole('link', { name: 'Start reading' }).click();
	const post = (await reader.link('The tide tables').getAttribute('href'))!;
	await page.goto('/settings');
	await page.getByRole('textbox', { name: 'Relay address' }).fill('https://relay.example/?url={url}');
	await page.getByRole('button', { name: 'Save relay' }).click();
	await expect(page.getByText('The relay is set')).toBeVisible();
	for (const width of [390, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		for (const path of [post, '/feeds']) {
			await page.goto(path);
			if (path === post) await expect(page.getByRole('heading', { name: '5 comments' })).toBeVisible();
			else await page.getByText('Last syncs').first().click();
			expect(await violationsOn(page)).toEqual([]);
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(overflow, `overflow at ${width} px on ${path}`).toBeLessThanOrEqual(0);
		}
	}
});
