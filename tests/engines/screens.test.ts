import { writeFile } from 'node:fs/promises';
import { gardenItems } from '../e2e/reader';
import { expect, test } from './reader';

/** CSS pixels of a phone, a tablet and a desk. */
const widths = [390, 820, 1440];

/** What is there once the page has been put together. */
const screens: [name: string, path: string, words: RegExp][] = [
	['list', '/', /Welcome to Backlist/],
	['search', '/?q=frost', /Turning the compost/],
	['feeds', '/feeds', /Garden/],
	['archive', '/archive', /Archive/],
	['settings', '/settings', /Storage/],
	['add', '/add', /Keep a whole blog/]
];

/** How far anything reaches beyond the page, in CSS pixels. */
const overflow = () =>
	Math.max(
		...[...document.querySelectorAll('html, .scroller')].map(
			({ scrollWidth, clientWidth }) => scrollWidth - clientWidth
		)
	);

test('every screen fits at every width', async ({ reader, site }, testInfo) => {
	test.slow();
	await reader.firstVisit();
	await reader.add(site.putFeed('/feed.json', 'Garden', gardenItems), 'Garden');
	await reader.open('/');
	await reader.read('Welcome to Backlist');
	const post = await reader.window.run(() => location.pathname);
	for (const width of widths) {
		await reader.window.resize(width, 844);
		for (const [name, path, words] of [...screens, ['post', post, /Welcome to Backlist/] as const]) {
			await reader.open(path);
			await reader.sees({ role: 'heading' }, words);
			expect(await reader.window.run(overflow), `${name} at ${width} px`).toBeLessThanOrEqual(0);
			// To look at: it says more than a number.
			await writeFile(testInfo.outputPath(`${name}-${width}.png`), await reader.window.picture());
		}
	}
});
