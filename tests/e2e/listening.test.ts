import { expect, item, test } from './reader';
import { SoundSite } from './sound';

test('sound goes on where it was left, one at a time, at the speed that the reader likes', async ({
	page,
	reader,
	site
}) => {
	const sound = await SoundSite.start();
	const attachments = ['one', 'two'].map((name) => ({
		url: `${sound.origin}/${name}.wav`,
		mime_type: 'audio/wav',
		title: name
	}));
	const html = `<p>Listen.</p><audio src="${sound.origin}/three.wav"></audio>`;
	const items = [
		item('talk', 'A talk', html, 0, { attachments }),
		item('other', 'Another', '<p>No sound.</p>', 1)
	];
	await reader.add(site.putFeed('/feed.json', 'Talks', items), 'Talks');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('A talk').click();
	// That of the text comes with it.
	await expect(page.locator('article audio')).toHaveCount(3);

	const [inText, one, two] = [0, 1, 2].map((at) => page.locator('article audio').nth(at));
	if (inText === undefined || one === undefined || two === undefined) throw new Error('There are three.');
	const play = (audio: typeof one) => audio.evaluate((media: HTMLAudioElement) => media.play());
	await play(one);
	await one.evaluate((media: HTMLAudioElement) => (media.currentTime = 30));
	await expect(one).toHaveJSProperty('seeking', false);
	await play(inText);
	await expect(one).toHaveJSProperty('paused', true);
	await play(two);
	await expect(inText).toHaveJSProperty('paused', true);

	const speed = page.getByRole('button', { name: /^Speed:/ }).first();
	await expect(speed).toHaveAccessibleName('Speed: 1×');
	await speed.focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await expect(speed).toHaveAccessibleName('Speed: 1.5×');
	for (const audio of [one, two, inText]) await expect(audio).toHaveJSProperty('playbackRate', 1.5);

	await reader.link('Another').click();
	await expect(page.locator('.prose').getByText('No sound.')).toBeVisible();
	await reader.link('A talk').click();
	await expect(reader.title()).toHaveText('A talk');
	await page.reload();
	await expect(speed).toHaveAccessibleName('Speed: 1.5×');
	await expect(page.locator('article audio')).toHaveCount(3);
	await reader.title().click();
	await play(one);
	await expect(one).toHaveJSProperty('playbackRate', 1.5);
	await expect.poll(() => one.evaluate((media: HTMLAudioElement) => media.currentTime)).toBeGreaterThan(29);
	// To its end: it begins anew the next time.
	await one.evaluate((media: HTMLAudioElement) => (media.currentTime = 59.8));
	await expect(one).toHaveJSProperty('ended', true);
	await expect
		.poll(() => page.evaluate(() => localStorage.getItem('backlist-media-places')))
		.not.toContain('one.wav');
	await sound.stop();
});

test('related posts stand under a post, the nearest first, and lead there', async ({
	page,
	reader,
	site
}) => {
	const filler = Array.from({ length: 12 }, (_, i) =>
		item(`f${i}`, `Filler ${i}`, `<p>Something ${i}.</p>`, i + 5)
	);
	const items = [
		item('open', 'Compost in winter', '<p>Worms and straw keep the heap warm.</p>', 0),
		item('near', 'Worms', '<p>Compost needs worms, straw and a heap.</p>', 1),
		item('far', 'Straw hats', '<p>A hat of straw in winter.</p>', 2),
		...filler
	];
	await reader.add(site.putFeed('/feed.json', 'Heaps', items), 'Heaps');
	await page.goto('/');
	await reader.find('worms');
	await reader.link('Compost in winter').click();
	const related = page.getByRole('region', { name: 'Related posts' });
	await expect(related.getByRole('link')).toHaveText(['Worms', 'Straw hats']);
	await related.getByRole('link', { name: 'Worms' }).click();
	await expect(reader.title()).toHaveText('Worms');
	await expect(page).toHaveURL(/\/post\/\w+$/);
	await expect(related.getByRole('link').first()).toHaveText('Compost in winter');
});

test('the look of the text is changed beside it, by keyboard, and that stays', async ({
	page,
	reader,
	site
}) => {
	await reader.add(site.putFeed('/feed.json', 'Talks', [item('talk', 'A talk', '<p>Text.</p>', 0)]), 'Talks');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('A talk').click();
	const text = page.locator('.prose p');
	const size = () => text.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
	const before = await size();
	const button = page.getByRole('button', { name: 'Reading settings' });
	await button.focus();
	await page.keyboard.press('Enter');
	const look = page.getByRole('dialog', { name: 'Reading settings' });
	await look.getByRole('slider', { name: 'Text size' }).focus();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowRight');
	expect(await size()).toBeCloseTo(before * 1.2, 1);
	await look.getByRole('radio', { name: 'Sepia' }).check();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia');
	await page.keyboard.press('Escape');
	await expect(look).toBeHidden();
	await expect(button).toBeFocused();
	await page.reload();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia');
	expect(await size()).toBeCloseTo(before * 1.2, 1);
});
