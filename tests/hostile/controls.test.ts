import { expect, test as base, type Page } from '@playwright/test';
import { PAYLOADS } from './payloads/index';
import { BarePages } from './bare-pages';
import { Canary } from './canary';
import { poke } from './poke';

/*
 * What the other tests say is worth as much as their traps: here the same posts are shown without a sanitiser.
 */

interface Traps {
	canary: Canary;
	pages: BarePages;
}

const test = base.extend<Traps>({
	// Playwright asks for a pattern here, even an empty one.
	// eslint-disable-next-line no-empty-pattern
	canary: async ({}, use) => {
		const canary = await Canary.start();
		await use(canary);
		await canary.stop();
	},
	pages: async ({ canary }, use) => {
		const pages = await BarePages.start(PAYLOADS, canary.host);
		await use(pages);
		await pages.stop();
	}
});

/** Frames that are open at once. */
const AT_ONCE = 48;

/** What a page in a frame tells the one around it. */
interface Harness {
	ran: Set<number>;
	poke: typeof poke;
}

/** Shows every payload in a frame of its own. @returns the numbers of those that ran. */
async function showAll(page: Page, pages: BarePages, kind: 'bare' | 'walled'): Promise<Set<number>> {
	await page.context().addInitScript(() => {
		const inFrame = window.frameElement;
		// A frame within a frame belongs to the payload of the outer one.
		const number = Number(inFrame?.getAttribute('data-number') ?? -1);
		Object.assign(window, {
			trap: (said = number) => {
				if (window.top === null) return;
				const { ran } = window.top as unknown as Harness;
				ran.add(said);
			}
		});
	});
	await page.goto(`${pages.origin}/bare/none`);
	await page.evaluate(`window.poke = ${poke.toString()}`);
	const ran = await page.evaluate(
		async ({ kind, count, atOnce }) => {
			const ran = new Set<number>();
			const { poke } = Object.assign(window as unknown as Harness, { ran });
			const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
			const show = async (number: number) => {
				const frame = document.createElement('iframe');
				// Not above this page, and no dialogs.
				frame.sandbox.add('allow-scripts', 'allow-same-origin', 'allow-forms');
				frame.dataset.number = String(number);
				frame.src = `/${kind}/${number}`;
				const isLoaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
				document.body.append(frame);
				await Promise.race([isLoaded, pause(3000)]);
				try {
					if (frame.contentDocument !== null) poke(frame.contentDocument, true);
				} catch (error) {
					// It has gone somewhere else: to the canary, which has counted it.
					if (!(error instanceof DOMException)) console.warn(number, error);
				}
				await pause(400);
				frame.remove();
			};
			const waiting = Array.from({ length: count }, (_, number) => number);
			const work = async () => {
				for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await show(next);
			};
			await Promise.all(Array.from({ length: atOnce }, work));
			return [...ran];
		},
		{ kind, count: PAYLOADS.length, atOnce: AT_ONCE }
	);
	return new Set(ran);
}

const namesOf = (numbers: Iterable<number>) => [...numbers].map((number) => PAYLOADS[number]?.name ?? number);
const numbersWhere = (isMeant: (payload: (typeof PAYLOADS)[number]) => boolean | undefined) =>
	PAYLOADS.flatMap((payload, number) => (isMeant(payload) === true ? number : []));

test('there are at least 500 payloads, each with a name of its own and unlike all others', () => {
	expect(PAYLOADS.length).toBeGreaterThanOrEqual(500);
	expect(new Set(PAYLOADS.map(({ name }) => name)).size).toBe(PAYLOADS.length);
	const repeated = PAYLOADS.filter(({ html }, i) => PAYLOADS.findIndex((other) => other.html === html) !== i);
	expect(repeated.map(({ name }) => name)).toEqual([]);
});

test('shown as they are, payloads run and ask: the traps work', async ({ page, pages, canary }) => {
	await page.goto(`http://${canary.host}/`);
	const ran = await showAll(page, pages, 'bare');
	const asked = new Set(canary.asked.map(({ number }) => number));
	console.log(`${ran.size} of ${PAYLOADS.length} payloads ran, ${asked.size} asked the canary.`);
	expect(namesOf(numbersWhere(({ runs }) => runs).filter((number) => !ran.has(number)))).toEqual([]);
	expect(namesOf(numbersWhere(({ asks }) => asks).filter((number) => !asked.has(number)))).toEqual([]);
	expect(ran.size).toBeGreaterThanOrEqual(200);
	expect(asked.size).toBeGreaterThanOrEqual(100);
	const pictures = canary.asked.filter(({ file }) => file === 'picture.png');
	expect(pictures.map(({ cookie }) => cookie)).toEqual(['who=reader']);
	expect(pictures.map(({ referrer }) => referrer)).toEqual([`${pages.origin}/`]);
});

test('shown as they are but under the policy of the app, none runs: the second wall holds alone', async ({
	page,
	pages,
	canary
}) => {
	const ran = await showAll(page, pages, 'walled');
	const asked = new Set(canary.asked.map(({ number }) => number));
	console.log(
		`Under the policy ${ran.size} ran, ${asked.size} asked the canary: those the sanitiser stops alone.`
	);
	expect(namesOf(ran)).toEqual([]);
});
