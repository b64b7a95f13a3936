import type { Page } from '@playwright/test';
import { expect, item, test } from './reader';
import { SoundSite } from './sound';

/** What the system's buttons would do: a browser under test shows none. */
interface SystemUnderTest {
	handlers: Map<string, (details: { action: string; seekTime?: number }) => void>;
}

async function watchSystem(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const system: SystemUnderTest = { handlers: new Map() };
		Object.assign(globalThis, { systemUnderTest: system });
		const session = MediaSession.prototype;
		const { setActionHandler } = session;
		session.setActionHandler = function (action, handler) {
			setActionHandler.call(this, action, handler);
			if (handler === null) system.handlers.delete(action);
			else system.handlers.set(action, handler as () => void);
		};
	});
}

const metadata = (page: Page) =>
	page.evaluate(() => {
		const { metadata: shown, playbackState } = navigator.mediaSession;
		if (shown === null) return null;
		const { title, artist, album, artwork } = shown;
		return { title, artist, album, artwork: artwork.map(({ src }) => new URL(src).pathname), playbackState };
	});
const actions = (page: Page) =>
	page.evaluate(() => [
		...(globalThis as unknown as { systemUnderTest: SystemUnderTest }).systemUnderTest.handlers.keys()
	]);
const press = (page: Page, action: string, seekTime?: number) =>
	page.evaluate(
		([name, time]) =>
			(globalThis as unknown as { systemUnderTest: SystemUnderTest }).systemUnderTest.handlers.get(name)?.({
				action: name,
				...(time !== undefined && { seekTime: time })
			}),
		[action, seekTime] as const
	);

test('the system shows what plays, and its buttons play, move and go to the next', async ({
	page,
	reader,
	site
}) => {
	await watchSystem(page);
	const sound = await SoundSite.start();
	const attachments = ['one', 'two'].map((name) => ({
		url: `${sound.origin}/${name}.wav`,
		mime_type: 'audio/wav',
		title: name
	}));
	const more = { attachments, authors: [{ name: 'Ida Holm' }] };
	const items = [
		item('talk', 'A talk', '<p>Listen.</p>', 0, more),
		item('other', 'Another', '<p>No sound.</p>', 1)
	];
	await reader.add(site.putFeed('/feed.json', 'Talks', items), 'Talks');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link('A talk').click();
	const [one, two] = [0, 1].map((at) => page.locator('article audio').nth(at));
	await expect(two!).toBeVisible();
	expect(await metadata(page)).toBeNull();

	await one!.evaluate((media: HTMLAudioElement) => media.play());
	await expect
		.poll(() => metadata(page))
		.toEqual({
			title: 'one',
			artist: 'Ida Holm',
			album: 'A talk',
			artwork: ['/icons/icon-512.png'],
			playbackState: 'playing'
		});
	expect(await actions(page)).not.toContain('previoustrack');
	await press(page, 'seekto', 30);
	await expect(one!).toHaveJSProperty('seeking', false);
	await press(page, 'seekforward');
	await expect
		.poll(() => one!.evaluate((media: HTMLAudioElement) => media.currentTime))
		.toBeGreaterThanOrEqual(59);
	await press(page, 'seekbackward');
	await press(page, 'pause');
	await expect(one!).toHaveJSProperty('paused', true);
	await expect.poll(async () => (await metadata(page))?.playbackState).toBe('paused');
	await press(page, 'nexttrack');
	await expect(two!).toHaveJSProperty('paused', false);
	await expect.poll(async () => (await metadata(page))?.title).toBe('two');
	expect(await actions(page)).toContain('previoustrack');
	expect(await actions(page)).not.toContain('nexttrack');

	await reader.link('Another').click();
	await expect(page.locator('.prose').getByText('No sound.')).toBeVisible();
	await expect.poll(() => metadata(page)).toBeNull();
	expect(await actions(page)).toEqual([]);
	await sound.stop();
});
