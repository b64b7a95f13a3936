import { PAYLOADS } from './payloads/index';
import { armed } from './payloads/payload';
import { item } from '../e2e/reader';
import { expect, readThrough, test } from './watched';

/** Parts of the payloads, so that two browsers share them. */
const PARTS = 2;

for (let part = 0; part < PARTS; part++) {
	test(`posts with hostile texts, part ${part + 1} of ${PARTS}: read, pressed and left, they are only texts`, async ({
		page,
		reader,
		site,
		watch,
		pictures,
		quiet
	}) => {
		// The browser has a cookie that would tell the canary who reads.
		await page.goto(`http://${pictures.host}/`);
		const numbers = PAYLOADS.map((_, number) => number).filter((number) => number % PARTS === part);
		const items = numbers.map((number, day) => {
			const { html, shows } = PAYLOADS[number]!;
			const { host } = shows === undefined ? quiet : pictures;
			const post = `<p>Shown ${number}.</p>${armed(html, number, host)}`;
			return item(`p${number}`, `Payload ${number}`, post, day, { url: `${site.origin}/base/${number}` });
		});
		await reader.firstVisit();
		watch.incidents.length = 0;
		await reader.add(site.putFeed('/feed.json', 'Hostile', items), 'Hostile');
		await page.getByRole('link', { name: 'Start reading' }).click();
		await reader.expectFound(items.length);

		const faulty = await readThrough(page, numbers);

		const named = (number: number) => PAYLOADS[number]?.name;
		expect(faulty.map(({ number, faults }) => [named(number), ...faults])).toEqual([]);
		expect(watch.ran.map((number) => named(Number(number)) ?? number)).toEqual([]);
		watch.expectNothing();
		expect(quiet.asked, 'asked without leave').toEqual([]);
		expect(quiet.connections, 'connected to without leave').toBe(0);
		const leaks = pictures.asked.filter(
			({ number, file }) => PAYLOADS[number]?.shows?.includes(file) !== true
		);
		expect(leaks, 'asked beside pictures').toEqual([]);
		expect(pictures.asked.filter(({ referrer }) => referrer !== undefined)).toEqual([]);
		expect(pictures.asked.filter(({ cookie }) => cookie !== undefined)).toEqual([]);
	});
}
