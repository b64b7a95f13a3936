import type { Page } from '@playwright/test';
import type { FeedSite } from './feed-site';
import { expect, item, test, type Reader } from './reader';

const drawing = (width: number, height: number) =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="teal"/></svg>`;

/** A post with a picture at its top, one with a caption, a sign in a line, and one that leads to its file. */
async function openPictures(page: Page, reader: Reader, site: FeedSite): Promise<void> {
	const svg = (path: string, width: number, height: number) =>
		site.put(path, { type: 'image/svg+xml', body: drawing(width, height) });
	const [top, bay, sign, small, big] = [
		svg('/top.svg', 1200, 800),
		svg('/bay.svg', 3000, 2000),
		svg('/sign.svg', 20, 20),
		svg('/small.svg', 300, 200),
		svg('/big.svg', 2400, 1600)
	];
	const html =
		`<p>Before <img src="${sign}" alt="tick">.</p>` +
		`<figure><img src="${bay}" alt="A bay at dusk" width="3000" height="2000"><figcaption>The bay in November</figcaption></figure>` +
		`<p><a href="${big}"><img src="${small}" alt="The shed" width="300" height="200"></a></p>`;
	const feed = site.putFeed('/feed.json', 'Bays', [item('bay', 'A bay', html, 0, { banner_image: top })]);
	await reader.add(feed, 'Bays');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('A bay').click();
	await expect(page.getByRole('img', { name: 'A bay at dusk' })).toHaveJSProperty('complete', true);
}

const box = (page: Page) => page.getByRole('dialog', { name: 'Picture' });

test('a picture is enlarged by keyboard, with its caption, and the focus comes back to it', async ({
	page,
	reader,
	site
}) => {
	await openPictures(page, reader, site);
	const button = page.getByRole('button', { name: 'Enlarge: A bay at dusk' });
	await button.focus();
	await page.keyboard.press('Enter');
	await expect(box(page)).toBeVisible();
	await expect(box(page)).toContainText('Picture 2 of 3');
	await expect(box(page)).toContainText('The bay in November');
	const picture = box(page).getByRole('img', { name: 'A bay at dusk' });
	await expect(picture).toHaveJSProperty('naturalWidth', 3000);
	const { width, height } = (await picture.boundingBox())!;
	expect(width).toBeLessThanOrEqual(1440);
	expect(height).toBeLessThanOrEqual(900);
	expect(width / height).toBeCloseTo(1.5, 1);

	await box(page).getByRole('button', { name: 'Actual size' }).click();
	await expect.poll(async () => (await picture.boundingBox())?.width).toBe(3000);
	// The button goes with the picture; the keys are heard all the same.
	await page.keyboard.press('ArrowRight');
	await expect(box(page)).toContainText('Picture 3 of 3');
	await page.keyboard.press('ArrowLeft');
	await expect(box(page)).toContainText('Picture 2 of 3');
	// The keys of the library do nothing meanwhile.
	await page.keyboard.press('s');
	await page.keyboard.press('Escape');
	await expect(box(page)).toHaveCount(0);
	await expect(button).toBeFocused();
	await expect(page.getByRole('button', { name: 'Star' })).toHaveAttribute('aria-pressed', 'false');
});

test('arrows and buttons turn to the others and round again; a link to the file of a picture shows that', async ({
	page,
	reader,
	site
}) => {
	await openPictures(page, reader, site);
	await page.getByRole('button', { name: 'Enlarge the picture at the top' }).click();
	await expect(box(page)).toContainText('Picture 1 of 3');
	await page.keyboard.press('ArrowRight');
	await expect(box(page)).toContainText('Picture 2 of 3');
	expect(site.requests).not.toContain('/big.svg');
	await box(page).getByRole('button', { name: 'Next picture' }).click();
	await expect(box(page)).toContainText('Picture 3 of 3');
	await expect(box(page).getByRole('img', { name: 'The shed' })).toHaveJSProperty('naturalWidth', 2400);
	await page.keyboard.press('ArrowRight');
	await expect(box(page)).toContainText('Picture 1 of 3');
	await box(page).getByRole('button', { name: 'Previous picture' }).click();
	await expect(box(page)).toContainText('Picture 3 of 3');
	await box(page).getByRole('button', { name: 'Close' }).click();
	await expect(page.locator('.prose').getByRole('link', { name: 'The shed' })).toBeFocused();
	await expect(page).toHaveURL(/\/post\//);
	await expect(page.getByRole('button', { name: 'Enlarge: tick' })).toHaveCount(0);
});

test('a finger turns the pictures', async ({ browser, site }) => {
	const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
	const page = await context.newPage();
	const { Reader } = await import('./reader');
	await openPictures(page, new Reader(page), site);
	await page.getByRole('img', { name: 'A bay at dusk' }).tap();
	await expect(box(page)).toContainText('Picture 2 of 3');
	await expect(box(page).getByRole('img')).toHaveJSProperty('complete', true);
	const devtools = await context.newCDPSession(page);
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...xs: number[]) =>
		devtools.send('Input.dispatchTouchEvent', { type, touchPoints: xs.map((x) => ({ x, y: 420 })) });
	await touch('touchStart', 300);
	for (const x of [250, 200, 150]) await touch('touchMove', x);
	await touch('touchEnd');
	await expect(box(page)).toContainText('Picture 3 of 3');
	await touch('touchStart', 100);
	for (const x of [150, 200, 250]) await touch('touchMove', x);
	await touch('touchEnd');
	await expect(box(page)).toContainText('Picture 2 of 3');
	await context.close();
});

test('where pictures wait for a press, only those that came are enlarged, and no other file is asked for', async ({
	page,
	reader,
	site
}) => {
	await page.goto('/settings');
	await page
		.getByRole('group', { name: 'Load pictures' })
		.getByRole('radio', { name: 'When I press' })
		.check();
	const openWaiting = page.getByRole('button', { name: 'Load the picture: The shed' });
	site.put('/small.svg', { type: 'image/svg+xml', body: drawing(300, 200) });
	const html = `<p><img src="/other.svg" alt="Another"></p><p><a href="/big.svg"><img src="/small.svg" alt="The shed"></a></p>`;
	await reader.add(
		site.putFeed('/feed.json', 'Bays', [item('bay', 'A bay', html, 0, { url: `${site.origin}/bay` })]),
		'Bays'
	);
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('A bay').click();
	await openWaiting.click();
	await page.locator('.prose').getByRole('link', { name: 'The shed' }).click();
	await expect(box(page).getByRole('img', { name: 'The shed' })).toHaveJSProperty('naturalWidth', 300);
	await expect(box(page)).not.toContainText('Picture 1 of');
	expect(site.requests.filter((path) => path.endsWith('.svg'))).not.toContain('/big.svg');
	expect(site.requests).not.toContain('/other.svg');
});

test('where no larger size of a picture comes, the one in the text is shown', async ({
	page,
	reader,
	site
}) => {
	const small = site.put('/small.svg', { type: 'image/svg+xml', body: drawing(300, 200) });
	const html = `<p><img src="${small}" srcset="${small} 300w, ${site.origin}/gone.svg 3000w" sizes="300px" alt="The shed"></p>`;
	await reader.add(site.putFeed('/feed.json', 'Bays', [item('bay', 'A bay', html, 0)]), 'Bays');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('A bay').click();
	await page.getByRole('button', { name: 'Enlarge: The shed' }).click();
	await expect.poll(() => site.requests).toContain('/gone.svg');
	await expect(box(page).getByRole('img', { name: 'The shed' })).toHaveJSProperty('currentSrc', small);
	await expect(box(page).getByRole('img', { name: 'The shed' })).toHaveJSProperty('complete', true);
});
