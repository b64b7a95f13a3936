import { expect, item, test } from './reader';

const PLAYER = 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ';

test('a film is asked for only on press, in a frame that can do little', async ({ page, reader, site }) => {
	const asked: { url: string; referer: string | undefined }[] = [];
	await page.route(/youtube/, async (route) => {
		asked.push({ url: route.request().url(), referer: route.request().headers().referer });
		await route.fulfill({
			contentType: 'text/html',
			body: '<h1>The film</h1><script>try { top.document.title = "taken" } catch { document.body.append("alone") }</script>'
		});
	});
	const frame = `<p>Look:</p><iframe src="${PLAYER}?autoplay=1" title="A song" width="560" height="315"></iframe><p>After.</p>`;
	await reader.add(site.putFeed('/feed.json', 'Films', [item('film', 'A film', frame, 0)]), 'Films');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('A film').click();
	const article = page.locator('article').filter({ has: page.getByRole('heading', { level: 1 }) });
	await expect(article.getByRole('link', { name: 'Video on www.youtube.com: A song' })).toHaveAttribute(
		'href',
		'https://www.youtube.com/watch?v=dQw4w9WgXcQ'
	);
	await expect(article.locator('iframe')).toHaveCount(0);
	expect(asked).toEqual([]);

	await article.getByRole('button', { name: 'Play here, from www.youtube-nocookie.com' }).press('Enter');
	const player = page.frameLocator('iframe[title="Video on www.youtube.com: A song"]');
	await expect(player.getByText('alone')).toBeVisible();
	await expect(article.locator('iframe')).toBeFocused();
	expect(asked).toEqual([{ url: PLAYER, referer: new URL('/', page.url()).href }]);
	expect(await article.locator('iframe').getAttribute('sandbox')).not.toMatch(
		/top-navigation|modals|forms|downloads/
	);
	await expect(page).toHaveTitle(/A film/);
});

test('a frame of an unknown site is a link and nothing else; were one put in, the policy would stop it', async ({
	page,
	reader,
	site
}) => {
	const framed = site.put('/framed', { type: 'text/html', body: '<h1>framed</h1>' });
	const html = `<iframe src="${framed}"></iframe>`;
	await reader.add(site.putFeed('/feed.json', 'Frames', [item('frame', 'A frame', html, 0)]), 'Frames');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('A frame').click();
	await expect(page.getByRole('link', { name: /^Embedded page on 127\.0\.0\.1/ })).toHaveAttribute(
		'href',
		framed
	);
	await expect(page.getByRole('button', { name: /here/ })).toHaveCount(0);

	const stopped = await page.evaluate(async (address) => {
		const violation = new Promise<string>((resolve) =>
			document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
		);
		const frame = document.createElement('iframe');
		frame.src = address;
		document.body.append(frame);
		return violation;
	}, framed);
	expect(stopped).toBe('frame-src');
	expect(site.requests).not.toContain('/framed');
});
