import { mount, unmount } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { MonthCount } from '$lib/model/month-count';
import SpineBesideList from './SpineBesideList.svelte';

/** Two years from December 2025 back, the newest month with 30 posts, each other with two, June 2025 with none. */
const months: MonthCount[] = Array.from({ length: 24 }, (_, i) => ({
	from: new Date(2025, 11 - i, 1).getTime(),
	count: i === 0 ? 30 : 2
})).filter((_, i) => i !== 6);

let shown: Record<string, unknown>;
let jumps: number[] = [];

function show(some: readonly MonthCount[], inSight = 1): HTMLElement {
	jumps = [];
	const onJump = (index: number) => jumps.push(index);
	shown = mount(SpineBesideList, { target: document.body, props: { months: some, onJump, inSight } });
	return document.querySelector<HTMLElement>('.spine')!;
}

afterEach(() => unmount(shown));

const slider = () => page.getByRole('slider', { name: 'Archive' });
const says = (words: string) => expect.element(slider()).toHaveAttribute('aria-valuetext', words);

test('it is one control that says the month and its posts', async () => {
	show(months);
	await expect.element(slider()).toHaveAttribute('aria-orientation', 'vertical');
	await says('December 2025, 30 posts');
	await expect.element(slider()).toHaveAttribute('aria-valuenow', '23');
	await expect.element(slider()).toHaveAttribute('aria-valuemax', '23');
});

test('keys walk it by month and year, and from end to end', async () => {
	show(months);
	await userEvent.tab();
	await userEvent.keyboard('{ArrowDown}');
	await says('November 2025, 2 posts');
	await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}');
	await says('May 2025, 2 posts');
	await userEvent.keyboard('{ArrowUp}');
	await says('July 2025, 2 posts');
	await userEvent.keyboard('{PageDown}');
	await says('July 2024, 2 posts');
	await userEvent.keyboard('{PageUp}');
	await says('July 2025, 2 posts');
	await userEvent.keyboard('{End}');
	await says('January 2024, 2 posts');
	await userEvent.keyboard('{ArrowDown}');
	await says('January 2024, 2 posts');
	await userEvent.keyboard('{Home}');
	await says('December 2025, 30 posts');
	expect(jumps.slice(0, 2)).toEqual([0 + 30, 32]);
});

test('left and right walk it too, and Escape hides the words that the focus brings', async () => {
	show(months);
	await userEvent.tab();
	const words = page.getByText('November 2025, 2 posts');
	await userEvent.keyboard('{ArrowLeft}');
	await says('November 2025, 2 posts');
	await expect.element(words).toBeVisible();
	await userEvent.keyboard('{Escape}');
	await expect.element(words).not.toBeVisible();
	await userEvent.keyboard('{ArrowRight}');
	await says('December 2025, 30 posts');
	await expect.element(page.getByText('December 2025, 30 posts')).toBeVisible();
});

test('months at the end of a list that cannot come to its top are reached all the same', async () => {
	show(months, 10);
	await userEvent.tab();
	await userEvent.keyboard('{End}');
	await says('January 2024, 2 posts');
	await userEvent.keyboard('{ArrowUp}');
	await says('February 2024, 2 posts');
	await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}');
	await says('July 2024, 2 posts');
});

test('however many of them are in sight at once', async () => {
	show(months, 40);
	await userEvent.tab();
	await userEvent.keyboard('{End}');
	await says('January 2024, 2 posts');
	for (const [month, year] of [
		['May', 2024],
		['April', 2025]
	] as const) {
		for (let i = 0; i < (year === 2024 ? 4 : 11); i++) await userEvent.keyboard('{ArrowUp}');
		await says(`${month} ${year}, 2 posts`);
	}
});

test('a press goes to the month under it, and a drag along the months', async () => {
	const spine = show(months);
	await expect.element(slider()).toBeVisible();
	const control = spine.querySelector<HTMLElement>('[role=slider]')!;
	const { left, top, bottom } = control.getBoundingClientRect();
	const at = (type: string, y: number) =>
		control.dispatchEvent(
			new PointerEvent(type, { clientX: left + 20, clientY: y, bubbles: true, button: 0, pointerId: 1 })
		);
	control.setPointerCapture = () => undefined;
	at('pointermove', bottom - 9);
	await expect.element(page.getByText('January 2024, 2 posts')).toBeVisible();
	expect(jumps, 'to point is not to press').toEqual([]);
	at('pointerdown', bottom - 9);
	await says('January 2024, 2 posts');
	at('pointermove', top + 1);
	await says('December 2025, 30 posts');
	at('pointerup', top + 1);
	expect(jumps).toEqual([30 + 22 * 2 - 2, 0]);
	at('pointermove', bottom - 9);
	expect(jumps).toHaveLength(2);
});

test('its room is there before its months are', async () => {
	const spine = show([]);
	expect(spine.getBoundingClientRect().width).toBe(40);
	await expect.element(slider()).not.toBeInTheDocument();
	await unmount(shown);
	show(months);
	expect(document.querySelector('.spine')!.getBoundingClientRect().width).toBe(40);
});

test('thirty years have a bar for each quarter, and as many nodes as two years', async () => {
	const long = Array.from({ length: 360 }, (_, i) => ({
		from: new Date(2025, 11 - i, 1).getTime(),
		count: 1
	}));
	const spine = show(long);
	await says('December 2025, 1 post');
	await expect.poll(() => spine.querySelectorAll('.year').length).toBeGreaterThan(3);
	expect(spine.querySelectorAll('*').length).toBeLessThan(60);
});
