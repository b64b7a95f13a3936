import type { Page } from '@playwright/test';
import type { FeedSite } from './feed-site';
import { expect, item, test, type Reader } from './reader';

const SENTENCE = 'The tide comes in over the flats, and the light goes with it. ';
const section = (name: string) => `<h2>${name}</h2>${`<p>${SENTENCE.repeat(6)}</p>`.repeat(6)}`;
const LONG =
	`<p>Before all else<sup><a href="#fn1" id="ref1">1</a></sup>.</p>${['Ebb', 'Slack', 'Flood', 'Spring'].map(section).join('')}` +
	'<pre><code>let depth = 4;\nsound(depth);\n</code></pre>' +
	'<ol><li id="fn1"><p>A note about <em>tides</em>. <a href="#ref1">↩</a></p></li></ol>';

async function openLong(page: Page, reader: Reader, site: FeedSite): Promise<void> {
	const feed = site.putFeed('/feed.json', 'Tides', [
		item('long', 'On tides', LONG, 0),
		item('short', 'Shorter', '<p>No more than this.</p>', 1)
	]);
	await reader.add(feed, 'Tides');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.expectFound(2);
	await reader.link('On tides').click();
	await expect(page.locator('.prose').getByText('Before all else')).toBeVisible();
}

/** What the reader sees first of a post: the beginning of the topmost line that is whole. */
async function firstLine(page: Page): Promise<number> {
	return page.evaluate(() => {
		const scroller = document.querySelector('.article .scroller');
		if (scroller === null) return -1;
		const edge = scroller.getBoundingClientRect().top;
		const paragraphs = [...document.querySelectorAll('.prose p')];
		return paragraphs.findIndex((paragraph) => paragraph.getBoundingClientRect().bottom > edge + 12);
	});
}

test('a note is read where it is referred to, by keyboard too, and the place in the text is kept', async ({
	page,
	reader,
	site
}) => {
	await openLong(page, reader, site);
	const reference = page.locator('.prose').getByRole('link', { name: '1', exact: true });
	await reference.focus();
	await page.keyboard.press('Enter');
	const note = page.getByRole('dialog', { name: 'Note 1' });
	await expect(note).toBeVisible();
	await expect(note).toBeFocused();
	await expect(note).toHaveText('A note about tides.');
	await expect(page.locator('.prose').getByText('Before all else')).toBeInViewport();
	await page.keyboard.press('Escape');
	await expect(note).toHaveCount(0);
	await expect(reference).toBeFocused();
	await reference.click();
	await expect(note).toBeVisible();
	await reader.title().click();
	await expect(note).toHaveCount(0);
});

test('code is copied as it is', async ({ page, reader, site, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await openLong(page, reader, site);
	const button = page.getByRole('button', { name: 'Copy' });
	await button.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: 'Copied' })).toBeFocused();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('let depth = 4;\nsound(depth);');
	await reader.find('copy');
	await expect(page.locator('.prose mark')).toHaveCount(0);
});

test('the headings of a long post lead to its parts', async ({ page, reader, site }) => {
	await openLong(page, reader, site);
	await page.getByText('Contents').click();
	const contents = page.getByRole('navigation', { name: 'Contents' });
	await expect(contents.getByRole('link')).toHaveText(['Ebb', 'Slack', 'Flood', 'Spring']);
	await contents.getByRole('link', { name: 'Spring' }).click();
	await expect(page.getByRole('heading', { name: 'Spring' })).toBeInViewport();
	await expect(page.getByRole('heading', { name: 'Ebb' })).not.toBeInViewport();
	await reader.link('Shorter').click();
	await expect(page.locator('.prose').getByText('No more than this.')).toBeVisible();
	await expect(page.getByText('Contents')).toHaveCount(0);
});

test('a post opens where the reader left it: after another post, a reload, with larger letters, in a narrow window', async ({
	page,
	reader,
	site
}) => {
	await openLong(page, reader, site);
	await page
		.locator('.prose p')
		.nth(14)
		.evaluate((paragraph) => paragraph.scrollIntoView());
	await expect.poll(() => page.evaluate(() => localStorage.getItem('backlist-positions'))).not.toBeNull();
	const left = await firstLine(page);
	expect(left).toBeGreaterThan(12);

	await reader.link('Shorter').click();
	await expect(page.locator('.prose').getByText('No more than this.')).toBeVisible();
	await reader.link('On tides').click();
	await expect.poll(() => firstLine(page)).toBe(left);
	await page.reload();
	await expect.poll(() => firstLine(page)).toBe(left);

	await page.evaluate(() => {
		localStorage.setItem('backlist-reading', JSON.stringify({ textSize: 150, leading: 20, font: 'onest' }));
	});
	await page.setViewportSize({ width: 500, height: 700 });
	await page.reload();
	await expect.poll(() => firstLine(page)).toBe(left);
});

/** Scrolls the `nth` paragraph to the top, and waits until that is kept. @returns what is first then */
async function leaveAt(page: Page, nth: number): Promise<number> {
	const kept = () => page.evaluate(() => localStorage.getItem('backlist-positions'));
	const before = await kept();
	await page
		.locator('.prose p')
		.nth(nth)
		.evaluate((paragraph) => paragraph.scrollIntoView());
	await expect.poll(kept).not.toBe(before);
	return firstLine(page);
}

test('a post that was found by a search is where it was left after a reload, too', async ({
	page,
	reader,
	site
}) => {
	await openLong(page, reader, site);
	await reader.find('tide');
	await reader.link('On tides').click();
	await expect(page.locator('.prose mark').first()).toBeAttached();
	const left = await leaveAt(page, 14);
	expect(left).toBeGreaterThan(12);
	await page.reload();
	await expect.poll(() => firstLine(page)).toBe(left);
});

test('going back from a part of a post leads to where its link was pressed, and a reload to where the reader was', async ({
	page,
	reader,
	site
}) => {
	await openLong(page, reader, site);
	await page.getByText('Contents').click();
	await page
		.getByRole('navigation', { name: 'Contents' })
		.getByRole('link', { name: 'Spring' })
		.press('Enter');
	const spring = page.getByRole('heading', { name: 'Spring' });
	await expect(spring).toBeInViewport();
	await page.goBack();
	await expect(spring).not.toBeInViewport();
	await expect(page.locator('.prose').getByText('Before all else')).toBeInViewport();
	await page.goForward();
	await expect(spring).toBeInViewport();
	const left = await leaveAt(page, 9);
	await page.reload();
	await expect.poll(() => firstLine(page)).toBe(left);
	await page.evaluate(() => localStorage.removeItem('backlist-positions'));
	await page.reload();
	await expect(spring).toBeInViewport();
});

test('the place within a tall picture, and beneath the text, is kept', async ({ page, reader, site }) => {
	const body =
		'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="4000"><rect width="100%" height="100%"/></svg>';
	const strip = site.put('/strip.svg', { type: 'image/svg+xml', body });
	const html = `<p>Herons stand by the pond at dawn, and otters swim.</p><p><img src="${strip}" alt="" width="400" height="4000"></p><p>The end.</p>`;
	const more = Array.from({ length: 12 }, (_, i) =>
		item(`other-${i}`, `Strip ${i}`, '<p>Herons and otters of the pond, at dawn.</p>', i + 1)
	);
	await reader.add(
		site.putFeed('/feed.json', 'Strips', [item('strip', 'A strip', html, 0), ...more]),
		'Strips'
	);
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('A strip').first().click();
	const picture = page.locator('.prose img');
	await expect(picture).toHaveJSProperty('complete', true);
	const scroller = page.locator('.article .scroller');
	const top = () => scroller.evaluate((element) => Math.round(element.scrollTop));
	for (const place of [2000, 100_000]) {
		const before = await page.evaluate(() => localStorage.getItem('backlist-positions'));
		await expect(page.getByRole('region', { name: 'Related posts' })).toBeAttached();
		await scroller.evaluate((element, there) => element.scrollTo(0, there), place);
		await expect.poll(() => page.evaluate(() => localStorage.getItem('backlist-positions'))).not.toBe(before);
		const left = await top();
		expect(left).toBeGreaterThan(1900);
		await page.reload();
		await expect.poll(async () => Math.abs((await top()) - left)).toBeLessThan(8);
	}
});

test('a place is kept when letters get larger while reading', async ({ page, reader, site }) => {
	await openLong(page, reader, site);
	const left = await leaveAt(page, 14);
	await page.setViewportSize({ width: 700, height: 700 });
	await expect.poll(() => firstLine(page)).toBe(left);
});

test('the typeface, the height of lines and straight edges are the reader’s to choose', async ({
	page,
	reader,
	site
}) => {
	await openLong(page, reader, site);
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('radio', { name: 'Onest' }).check();
	await page.getByRole('slider', { name: 'Line height' }).fill('20');
	await page.getByRole('checkbox', { name: /Straight edges/ }).check();
	await page.goBack();
	const text = page.locator('.prose p').nth(1);
	await expect(text).toHaveCSS('text-align', 'justify');
	await expect(text).toHaveCSS('font-family', /^Onest/);
	await page.reload();
	await expect(text).toHaveCSS('text-align', 'justify');
	const [size, leading] = await text.evaluate((element) => {
		const style = getComputedStyle(element);
		return [parseFloat(style.fontSize), parseFloat(style.lineHeight)];
	});
	expect(leading / size).toBeCloseTo(2, 1);
});

test('a line has as many characters as the reader wants, however wide the window', async ({
	page,
	reader
}) => {
	await page.setViewportSize({ width: 1920, height: 900 });
	await reader.firstVisit();
	await reader.link('Welcome to Backlist').click();
	await expect(page.locator('.prose p').first()).toBeVisible();
	// The last line of a paragraph is half as long as the others, in the mean.
	const perLine = () =>
		page.locator('.prose').evaluate((prose) => {
			const height = parseFloat(getComputedStyle(prose).lineHeight);
			const texts = [...prose.querySelectorAll(':scope > p')].map((element) => ({
				letters: element.textContent.length,
				lines: Math.round(element.getBoundingClientRect().height / height)
			}));
			const long = texts.filter(({ lines }) => lines > 2);
			const sum = (of: 'letters' | 'lines') => long.reduce((all, text) => all + text[of], 0);
			return sum('letters') / (sum('lines') - long.length / 2);
		});
	expect(await perLine()).toBeGreaterThan(60);
	expect(await perLine()).toBeLessThan(75);
	await page.getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('slider', { name: 'Line length' }).fill('50');
	await page.goBack();
	await expect.poll(perLine).toBeLessThan(54);
	expect(await perLine()).toBeGreaterThan(44);
});

test('on paper there is the article alone, in dark ink whatever the theme', async ({
	page,
	reader,
	site
}) => {
	await openLong(page, reader, site);
	await page.evaluate(() => localStorage.setItem('backlist-reading', JSON.stringify({ theme: 'black' })));
	await page.reload();
	await expect(page.getByText('Contents')).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	await expect(reader.title()).toBeVisible();
	await expect(reader.title()).toHaveCSS('color', 'rgb(0, 0, 0)');
	for (const hidden of [
		page.getByRole('navigation'),
		reader.search(),
		page.getByRole('button'),
		page.getByText('Contents')
	]) {
		await expect(hidden.filter({ visible: true })).toHaveCount(0);
	}
});
