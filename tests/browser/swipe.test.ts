import { beforeEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { swipe } from '$lib/ui/swipe';

interface Cdp {
	send: (method: 'Input.dispatchTouchEvent', event: object) => Promise<unknown>;
}
type Point = readonly [x: number, y: number];

/** A real finger, as Chromium gets it from a screen. */
async function draw(points: Point[]): Promise<void> {
	const { send } = cdp() as unknown as Cdp;
	// The frame that tests run in may be shown smaller than it is.
	const frame = window.frameElement?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth);
	const scale = frame.width / innerWidth;
	const touch = (type: string, point?: Point) =>
		send('Input.dispatchTouchEvent', {
			type,
			touchPoints:
				point === undefined ? [] : [{ x: point[0] * scale + frame.x, y: point[1] * scale + frame.y }]
		});
	await touch('touchStart', points[0]);
	for (const point of points.slice(1)) await touch('touchMove', point);
	await touch('touchEnd');
}

/** From `from`, in ten even steps. */
function line([x, y]: Point, [across, down]: Point): Point[] {
	return Array.from({ length: 11 }, (_, i) => [x + (across * i) / 10, y + (down * i) / 10] as const);
}

let done: string[];
let stop: () => void;

function place(html: string, attributes: Record<string, string> = {}): HTMLElement {
	const element = document.createElement('div');
	element.style.cssText = 'position: fixed; inset: 0 auto auto 0; inline-size: 320px; block-size: 300px';
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	element.innerHTML = html;
	document.body.replaceChildren(element);
	const swipes = { onStart: () => done.push('start'), onEnd: () => done.push('end') };
	stop = swipe(swipes)(element) ?? (() => undefined);
	return element;
}

beforeEach(() => {
	done = [];
	getSelection()?.removeAllRanges();
});

test('a finger that goes along the line swipes, to either side', async () => {
	place('<p>Beans on strings</p>');
	await draw(line([200, 100], [-100, 10]));
	await draw(line([100, 100], [100, -10]));
	expect(done).toEqual(['start', 'end']);
});

test('where one reads from right to left, the start is on the right', async () => {
	place('<p>בוקר בגן הישן</p>', { dir: 'rtl' });
	await draw(line([100, 100], [100, 0]));
	expect(done).toEqual(['start']);
});

test('a short way, a slanting way and the way down are no swipes', async () => {
	place('<p>Beans on strings</p>');
	await draw(line([200, 100], [-50, 0]));
	await draw(line([200, 50], [-90, 80]));
	await draw(line([200, 50], [-10, 150]));
	expect(done).toEqual([]);
});

test('one who changes their mind on the way has not swiped', async () => {
	place('<p>Beans on strings</p>');
	await draw([...line([200, 100], [-100, 0]), ...line([100, 100], [90, 0])]);
	expect(done).toEqual([]);
});

test('what scrolls along the line keeps its finger, and so does what is marked with it', async () => {
	place(
		'<div id="wide" style="overflow-x: auto; block-size: 100px"><div style="inline-size: 900px; block-size: 80px"></div></div><p>Beans</p>'
	);
	await draw(line([200, 40], [-100, 0]));
	expect(done).toEqual([]);
	getSelection()?.selectAllChildren(document.querySelector('p')!);
	await draw(line([200, 200], [-100, 0]));
	expect(done).toEqual([]);
});

test('the element goes a little with the finger, and back', async () => {
	const element = place('<p>Beans on strings</p>');
	const seen: string[] = [];
	element.addEventListener('pointermove', () => seen.push(element.style.translate));
	await draw(line([200, 100], [-100, 0]));
	expect(seen.at(-1)).toMatch(/^-\d/);
	expect(element.style.translate).toBe('');
});

test('when it is over, a finger is only a finger', async () => {
	const element = place('<p>Beans on strings</p>');
	stop();
	await draw(line([200, 100], [-100, 0]));
	expect(done).toEqual([]);
	expect(element.style.touchAction).toBe('');
});
