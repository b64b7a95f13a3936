import { mount, unmount } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import CategoryFilter from '$lib/ui/CategoryFilter.svelte';

const MANY = 3000;
const categories = Array.from({ length: MANY }, (_, i) => {
	const name = `Topic ${String(i).padStart(4, '0')}`;
	return { key: name.toLowerCase(), name, count: 1 + (i % 50), unread: 0 };
});

let shown: Record<string, unknown>;

function show(chosen: string[]): void {
	const onToggle = () => undefined;
	shown = mount(CategoryFilter, {
		target: document.body,
		props: { categories, chosen, onToggle, layout: 'column' }
	});
}

afterEach(() => unmount(shown));

const entries = () => document.querySelectorAll('.entry').length;

/** How many entries have come at once, each time. */
function countTogether(): number[] {
	const counts: number[] = [];
	new MutationObserver((changes) => {
		const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
		counts.push(added.filter((node) => node instanceof Element && node.matches('.entry')).length);
	}).observe(document.body, { childList: true, subtree: true });
	return counts;
}

test('thousands of categories come a few hundred at a time, until all are there', async () => {
	show([]);
	expect(entries()).toBe(30);
	const together = countTogether();
	await userEvent.click(page.getByRole('button', { name: 'All 3,000' }));
	await expect.poll(entries, { timeout: 20_000 }).toBe(MANY);
	expect(Math.max(...together)).toBeLessThanOrEqual(250);
	await userEvent.click(page.getByRole('button', { name: 'Fewer' }));
	expect(entries()).toBe(30);
});

test('a chosen one is there whatever has come of the others', async () => {
	show(['Topic 2999']);
	const last = page.getByRole('checkbox', { name: 'Topic 2999' });
	await expect.element(last).toBeChecked();
	const gone: Node[] = [];
	new MutationObserver((changes) =>
		gone.push(...changes.flatMap(({ removedNodes }) => [...removedNodes]))
	).observe(document.body, { childList: true, subtree: true });
	await userEvent.click(page.getByRole('button', { name: 'All 3,000' }));
	await expect.poll(entries, { timeout: 20_000 }).toBe(MANY);
	expect(gone.filter((node) => node.textContent?.includes('Topic 2999'))).toEqual([]);
});
