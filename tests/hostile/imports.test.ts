import { PAYLOADS } from './payloads/index';
import { BACKED_UP, FEED_BACKED_UP, hostileBackup } from './hostile-backup';
import { expect, readThrough, test } from './watched';
import { hostileRss } from './words-feeds';

test('a hostile backup that is whole by its own sums brings only words', async ({
	page,
	reader,
	watch,
	quiet,
	pictures
}) => {
	await reader.firstVisit();
	await page.goto('/settings');
	const name = '"><img src=x: onerror=trap()>.backlist';
	await page
		.getByLabel('Backup file')
		.setInputFiles({ name, mimeType: 'application/gzip', buffer: hostileBackup(pictures.host) });
	await page.getByRole('button', { name: 'Restore', exact: true }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Restored:' })).toContainText(
		`${BACKED_UP.length} posts`
	);
	await page.goto('/feeds');
	await expect(page.getByRole('listitem').filter({ hasText: '& friends' }).first()).toBeVisible();
	await page.goto('/?is=starred');
	await reader.expectFound(BACKED_UP.length);
	await page.goto(`/?feed=${FEED_BACKED_UP}`);
	await reader.expectFound(BACKED_UP.length);

	const faulty = await readThrough(page, BACKED_UP, 2);
	expect(faulty).toEqual([]);
	watch.expectNothing();
	expect(quiet.connections).toBe(0);
	const leaks = pictures.asked.filter(({ number, file }) => PAYLOADS[number]?.shows?.includes(file) !== true);
	expect(leaks).toEqual([]);
});

test('a hostile file with a hostile name is told of and imported as words', async ({
	page,
	reader,
	watch,
	quiet
}) => {
	await page.goto('/add');
	const name = '"><img src=x: onerror=trap()>{{trap()}}\u202egpj.rss';
	const buffer = Buffer.from(hostileRss(quiet.host));
	const box = page.getByLabel('Choose files');
	await box.setInputFiles({ name, mimeType: 'text/html', buffer: Buffer.from('<script>trap()</script>') });
	await expect(reader.alert()).toBeVisible();
	await box.setInputFiles({ name, mimeType: 'text/html', buffer });
	await expect(page.getByRole('region', { name: 'Preview' })).toContainText('& friends');
	await page.getByRole('button', { name: 'Import' }).click();
	await expect(page.getByText(/& friends: \d+ new\./)).toBeVisible();
	await page.goto('/feeds');
	await expect(page.getByRole('listitem').filter({ hasText: '& friends' }).first()).toBeVisible();
	watch.expectNothing();
	expect(quiet.asked).toEqual([]);
	expect(quiet.connections).toBe(0);
});
