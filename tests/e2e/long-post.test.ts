import { expect, item, test } from './reader';

test('of a very long post the beginning is shown at first, and all of it on press; search knows every word', async ({
	page,
	reader,
	site
}) => {
	const html = `${'<p>Line after line <b>of it</b>.</p>'.repeat(6_000)}<p>The last word is quince.</p>`;
	await reader.add(site.putFeed('/feed.json', 'Long', [item('long', 'A long one', html, 0)]), 'Long');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(1);
	await reader.find('quince');
	await reader.link('A long one').click();
	await expect(page.getByText(/This post is very long/)).toBeVisible();
	await expect(page.locator('.prose').getByText('The last word is quince.')).toHaveCount(0);
	await page.getByRole('button', { name: 'Show all of it' }).click();
	await expect(page.locator('.prose').getByText('The last word is quince.')).toHaveCount(1);
	await expect(page.getByText(/This post is very long/)).toHaveCount(0);
});

test('a very long post opens where it was left, beyond what is shown at first too', async ({
	page,
	reader,
	site
}) => {
	const html = `${'<p>Line after line <b>of it</b>.</p>'.repeat(11_000)}<p>The last word is quince.</p>`;
	await reader.add(site.putFeed('/feed.json', 'Long', [item('long', 'A long one', html, 0)]), 'Long');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('A long one').click();
	await page.getByRole('button', { name: 'Show all of it' }).click();
	const last = page.locator('.prose').getByText('The last word is quince.');
	await expect(last).toBeAttached();
	await last.evaluate((paragraph) => paragraph.scrollIntoView());
	await expect.poll(() => page.evaluate(() => localStorage.getItem('backlist-positions'))).not.toBeNull();
	await page.reload();
	await expect(last).toBeInViewport();
});
