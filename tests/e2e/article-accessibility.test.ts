import type { Page } from '@playwright/test';
import { violationsOn } from './axe';
import { expect, item, test } from './reader';

const SENTENCE = 'The tide comes in over the flats, and the light goes with it. ';
const WIDE = `<table><caption>Tides</caption><tr>${'<th>High water at the pier</th>'.repeat(8)}</tr><tr>${'<td>04:12</td>'.repeat(8)}</tr></table>`;

/** A post with everything that one may have. */
function richPost(origin: string): string {
	const headings = ['Ebb', 'Slack', 'Flood', 'Spring'].map((name) => `<h2>${name}</h2><p>${SENTENCE}</p>`);
	return (
		`<p>${SENTENCE}<sup><a href="#n1" id="r1">1</a></sup></p>${headings.join('')}` +
		`<figure><img src="${origin}/bay.svg" alt="A bay" width="1600" height="1000"><figcaption>The bay</figcaption></figure>` +
		`${WIDE}<pre>sound(${'depth, '.repeat(40)})</pre><blockquote><p>${SENTENCE}</p></blockquote>` +
		`<audio src="${origin}/a.wav"></audio><iframe src="https://www.youtube.com/embed/abc" title="Film"></iframe>` +
		`<p dir="rtl">${'הגאות עולה על המישורים. '.repeat(4)}</p><ol><li id="n1">A note. <a href="#r1">↩</a></li></ol>`
	);
}

async function expectNoViolations(page: Page, what: string): Promise<void> {
	expect(await violationsOn(page), what).toEqual([]);
}

test('axe finds nothing in a rich post, its look and its pictures; nothing is wider than a narrow window', async ({
	page,
	reader,
	site
}) => {
	test.setTimeout(240_000);
	const body =
		'<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1000"><rect width="100%" height="100%" fill="teal"/></svg>';
	site.put('/bay.svg', { type: 'image/svg+xml', body });
	site.put('/top.svg', { type: 'image/svg+xml', body });
	const more = {
		banner_image: `${site.origin}/top.svg`,
		authors: [{ name: 'Ada' }],
		tags: ['Sea'],
		language: 'en',
		attachments: [{ url: `${site.origin}/b.wav`, mime_type: 'audio/wav', title: 'Episode 1' }]
	};
	const items = [
		item('rich', 'On tides', richPost(site.origin), 0, more),
		item('other', 'Tides and flats', SENTENCE, 1)
	];
	await reader.add(site.putFeed('/feed.json', 'Tides', items), 'Tides');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('On tides').click();
	await expect(page.getByRole('region', { name: 'Related posts' })).toBeVisible();

	for (const theme of ['light', 'dark', 'sepia']) {
		await page.evaluate(
			(name) => localStorage.setItem('backlist-reading', JSON.stringify({ theme: name })),
			theme
		);
		await page.reload();
		await expect(page.getByRole('region', { name: 'Related posts' })).toBeVisible();
		for (const width of [320, 390, 820, 1440]) {
			await page.setViewportSize({ width, height: 844 });
			const scroller = page.locator('.scroller').filter({ has: page.locator('article h1') });
			expect(await scroller.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
			if (width !== 320) await expectNoViolations(page, `${theme} ${width}`);
		}
		await page.getByRole('button', { name: 'Reading settings' }).click();
		await expectNoViolations(page, `${theme}, its look`);
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Enlarge: A bay' }).click();
		await expect(page.getByRole('dialog', { name: 'Picture' })).toBeVisible();
		await expectNoViolations(page, `${theme}, its pictures`);
		await page.keyboard.press('Escape');
	}
	await page.setViewportSize({ width: 320, height: 844 });
	const table = page.getByRole('region', { name: 'Table: Tides' });
	await table.focus();
	await page.keyboard.press('ArrowRight');
	await expect.poll(() => table.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
});
