import { expect, test } from './reader';

test('the page shows what was there last before the app has started, and then the app alone', async ({
	page,
	reader
}) => {
	await reader.firstVisit();
	await page.reload();
	const title = await reader.rows().first().getByRole('link').first().innerText();
	const kept = () => page.evaluate(async () => (await caches.match('/last-view'))?.text());
	await expect.poll(kept, { timeout: 20_000 }).toContain(title);

	const refused: string[] = [];
	await page.exposeFunction('refused', (directive: string) => refused.push(directive));
	await page.addInitScript(() =>
		document.addEventListener('securitypolicyviolation', (event) => {
			(window as unknown as { refused: (directive: string) => void }).refused(event.effectiveDirective);
		})
	);
	const response = await page.goto('/');
	const html = (await response?.text()) ?? '';
	expect(html).toContain('<template shadowrootmode="closed">');
	expect(html).toContain(title);
	await expect(reader.link(title)).toBeVisible();
	await expect(page.locator('.last-view')).toHaveCount(0);
	expect(refused).toEqual([]);

	const search = await page.goto('/?category=Guide');
	expect(await search?.text(), 'only the front page is kept').not.toContain('shadowrootmode');
});
