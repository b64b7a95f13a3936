import type { Page } from '@playwright/test';
import type { FeedSite } from './feed-site';
import { expect, item, test, type Reader } from './reader';

interface Voice {
	lang: string;
	localService: boolean;
}

/** What the page has said, and a way to let it end what it says: a browser under test has no voice of its own. */
interface Speech {
	said: { text: string; lang: string; rate: number }[];
	end: () => void;
	fail: () => void;
}

async function giveVoices(page: Page, voices: Voice[]): Promise<void> {
	await page.addInitScript((known) => {
		class Utterance {
			voice: unknown = null;
			lang = '';
			rate = 1;
			onend: (() => void) | null = null;
			onerror: ((event: { error: string }) => void) | null = null;
			constructor(readonly text: string) {}
		}
		const speech: Speech = { said: [], end: () => undefined, fail: () => undefined };
		const synthesis = {
			getVoices: () =>
				known.map((voice) => ({ ...voice, name: voice.lang, voiceURI: voice.lang, default: false })),
			speak: (utterance: Utterance) => {
				speech.said.push({ text: utterance.text, lang: utterance.lang, rate: utterance.rate });
				speech.end = () => utterance.onend?.();
				speech.fail = () => utterance.onerror?.({ error: 'synthesis-failed' });
			},
			cancel: () => (speech.end = () => undefined)
		};
		Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
		Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
		Object.defineProperty(window, 'speechUnderTest', { value: speech });
	}, voices);
}

const speechOf = (page: Page) =>
	page.evaluate(() => (globalThis as unknown as { speechUnderTest: Speech }).speechUnderTest.said);
const said = async (page: Page) => (await speechOf(page)).map(({ text }) => text);
const end = (page: Page) =>
	page.evaluate(() => (globalThis as unknown as { speechUnderTest: Speech }).speechUnderTest.end());

async function open(page: Page, reader: Reader, site: FeedSite, title = 'Tides'): Promise<void> {
	const items = [
		item('tides', 'Tides', `<p>The tide came in. It left again.</p>${'<p>More of it.</p>'.repeat(60)}`, 0, {
			language: 'en'
		}),
		item('ko', '비', '<p>비가 그쳤다.</p>', 1)
	];
	await reader.add(site.putFeed('/feed.json', 'Sea', items), 'Sea');
	await page.getByRole('link', { name: 'Start reading' }).click();
	await reader.link(title).click();
	await expect(page.locator('.prose p').first()).toBeVisible();
}

const toggle = (page: Page) => page.getByRole('button', { name: 'Read aloud' });
const bar = (page: Page) => page.getByRole('group', { name: 'Read aloud' });

test('a post is read sentence by sentence, marked as it is read, paused and stopped by keyboard', async ({
	page,
	reader,
	site
}) => {
	await giveVoices(page, [{ lang: 'en-GB', localService: true }]);
	await open(page, reader, site);
	await toggle(page).focus();
	await page.keyboard.press('Enter');
	await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
	await expect.poll(() => said(page)).toEqual(['Tides']);
	const marked = () =>
		page.evaluate(() =>
			[...(CSS.highlights.get('spoken') ?? [])].map((range) => (range as Range).toString())
		);
	while ((await said(page)).at(-1) !== 'The tide came in.') await end(page);
	expect(await marked()).toEqual(['The tide came in.']);

	await bar(page).getByRole('button', { name: 'Pause' }).focus();
	await page.keyboard.press('Enter');
	await end(page);
	expect((await said(page)).at(-1)).toBe('The tide came in.');
	await expect(bar(page).getByRole('button', { name: 'Go on' })).toBeFocused();
	await page.keyboard.press('Enter');
	await bar(page).getByRole('combobox', { name: 'Reading speed' }).selectOption('1.5×');
	await end(page);
	expect((await speechOf(page)).at(-1)).toEqual({ text: 'It left again.', lang: 'en-GB', rate: 1.5 });
	for (let i = 0; i < 40; i += 1) await end(page);
	await expect(page.locator('.prose p').nth(39)).toBeInViewport();

	await bar(page).getByRole('button', { name: 'Stop' }).click();
	await expect(bar(page)).toHaveCount(0);
	await expect(toggle(page)).toBeFocused();
	expect(await marked()).toEqual([]);
});

test('another post is not read on with', async ({ page, reader, site }) => {
	await giveVoices(page, [{ lang: 'en-GB', localService: true }]);
	await open(page, reader, site);
	await toggle(page).click();
	await expect(bar(page)).toBeVisible();
	await page.getByRole('link', { name: 'Next post' }).click();
	await expect(reader.title()).toHaveText('비');
	await expect(bar(page)).toHaveCount(0);
	await toggle(page).click();
	await expect(bar(page)).toContainText('No voice on this device speaks Korean.');
	expect(await said(page)).toHaveLength(1);
});

test('no text is sent to the maker of the browser without the reader’s leave', async ({
	page,
	reader,
	site
}) => {
	await giveVoices(page, [{ lang: 'en-GB', localService: false }]);
	await open(page, reader, site);
	await toggle(page).click();
	await expect(bar(page)).toContainText('it would be sent the text of the post');
	expect(await said(page)).toEqual([]);
	await bar(page).getByRole('button', { name: 'Send the text and read aloud' }).click();
	await expect.poll(() => said(page)).toHaveLength(1);
	await expect(bar(page)).toContainText('The text is sent');
	await expect(bar(page).getByRole('button', { name: 'Pause' })).toBeFocused();

	await page.goto('/settings');
	await page.getByRole('checkbox', { name: 'Voices of the browser’s maker may read posts aloud' }).uncheck();
	await page.goBack();
	await toggle(page).click();
	await expect(bar(page)).toContainText('it would be sent the text of the post');
});

test('after the last sentence the focus is on the button again', async ({ page, reader, site }) => {
	await giveVoices(page, [{ lang: 'ko-KR', localService: true }]);
	await open(page, reader, site, '비');
	await toggle(page).click();
	await bar(page).getByRole('button', { name: 'Pause' }).focus();
	for (let i = 0; i < 2; i += 1) await end(page);
	await expect(bar(page)).toHaveCount(0);
	await expect(toggle(page)).toBeFocused();
});

test('a voice that fails says so', async ({ page, reader, site }) => {
	await giveVoices(page, [{ lang: 'en-GB', localService: true }]);
	await open(page, reader, site);
	await toggle(page).click();
	await expect(bar(page).getByRole('button', { name: 'Pause' })).toBeVisible();
	await page.evaluate(() => (globalThis as unknown as { speechUnderTest: Speech }).speechUnderTest.fail());
	await expect(bar(page)).toContainText('The voice has failed.');
	await bar(page).getByRole('button', { name: 'Stop' }).click();
	await expect(bar(page)).toHaveCount(0);
});

test('where no voice is, nothing offers one', async ({ page, reader, site }) => {
	await giveVoices(page, []);
	await open(page, reader, site);
	await expect(page.getByRole('button', { name: 'Star' })).toBeVisible();
	await expect(toggle(page)).toHaveCount(0);
});

test('the screen stays on while a post is read aloud, and no longer', async ({ page, reader, site }) => {
	await giveVoices(page, [{ lang: 'en-GB', localService: true }]);
	await page.addInitScript(() => {
		const held: boolean[] = [];
		Object.assign(globalThis, { held });
		const request = () => {
			const at = held.push(true) - 1;
			const release = () => Promise.resolve((held[at] = false));
			return Promise.resolve({ release, released: false });
		};
		Object.defineProperty(navigator, 'wakeLock', { value: { request } });
	});
	const held = () => page.evaluate(() => (globalThis as unknown as { held: boolean[] }).held);
	await open(page, reader, site);
	expect(await held()).toEqual([]);
	await toggle(page).click();
	await expect.poll(held).toEqual([true]);
	await bar(page).getByRole('button', { name: 'Pause' }).click();
	await expect.poll(held).toEqual([false]);
	await bar(page).getByRole('button', { name: 'Go on' }).click();
	await expect.poll(held).toEqual([false, true]);
	await toggle(page).click();
	await expect.poll(held).toEqual([false, false]);
});
