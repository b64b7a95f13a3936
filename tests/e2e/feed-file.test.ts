import { expect, gardenItems, test } from './reader';

/** An RSS feed in an encoding of its own, as old blogs have them; of `count` posts. */
function rss(count: number): Buffer {
	const items = Array.from(
		{ length: count },
		(_, i) => `<item><title>Caf\xe9 ${i + 1}</title><guid>cafe-${i + 1}</guid>
			<pubDate>0${i + 1} Jun 2026 08:00:00 GMT</pubDate><description>&lt;p&gt;Th\xe9&lt;/p&gt;</description></item>`
	);
	const xml = `<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>Quai</title>
		<link>https://quai.example/</link><description/>${items.reverse().join('')}</channel></rss>`;
	return Buffer.from(xml, 'latin1');
}

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/xml', buffer });

test('a feed in a file is looked at, imported by a press, and another file of its blog adds to it', async ({
	reader,
	page
}) => {
	await page.goto('/add');
	await page.getByLabel('Choose files').setInputFiles(file('quai.rss', rss(2)));
	const preview = page.getByRole('region', { name: 'Preview' });
	await expect(preview).toContainText('2 posts in this file');
	await expect(preview).toContainText('Café 2');
	await page.goto('/feeds');
	await expect(page.getByRole('listitem').filter({ hasText: 'Quai' })).toHaveCount(0);

	await page.goto('/add');
	await page.getByLabel('Choose files').setInputFiles(file('quai.rss', rss(2)));
	await page.getByRole('button', { name: 'Import' }).click();
	await expect(page.getByText('Quai: 2 new.')).toBeVisible();
	await page.getByLabel('Choose files').setInputFiles(file('later.rss', rss(3)));
	await expect(preview).toContainText('what is new in the file is added');
	await page.getByRole('button', { name: 'Import' }).click();
	await expect(page.getByText('Quai: 1 new.')).toBeVisible();

	await page.goto('/feeds');
	const feed = page.getByRole('listitem').filter({ hasText: 'Quai' });
	await expect(feed).toContainText('RSS feed, from a file. 3 posts kept.');
	await expect(feed.getByRole('button', { name: 'Sync now' })).toHaveCount(0);
	await page.goto('/');
	await reader.find('café');
	await reader.link('Café 3').click();
	await expect(reader.title()).toHaveText('Café 3');
	await expect(page.locator('.prose')).toContainText('Thé');
});

const bad = {
	'a web page': ['page.html', '<!doctype html><title>Blog</title>', 'cannot read'],
	'a feed cut off': [
		'cut.json',
		JSON.stringify({ version: '1', title: 'T', items: gardenItems }).slice(0, 90),
		'cut off'
	],
	nothing: ['empty.rss', '', 'is empty']
} as const;

for (const [what, [name, text, words]] of Object.entries(bad)) {
	test(`${what} is told in words, and nothing is added`, async ({ reader, page }) => {
		await page.goto('/add');
		await page.getByLabel('Choose files').setInputFiles(file(name, Buffer.from(text)));
		await expect(reader.alert()).toContainText(words);
		await expect(reader.alert()).toContainText('Nothing was added');
		await expect(page.getByRole('button', { name: 'Import' })).toHaveCount(0);
	});
}
