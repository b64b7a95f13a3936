import { expect, test } from 'vitest';
import type { SmallStorage } from '$lib/state/browser-storage';
import { PaneSizes } from '$lib/state/pane-sizes.svelte';

/** Size of the page's text, in CSS pixels. */
const USUAL = 16;

function storageWith(text: string | null = null): SmallStorage {
	let kept = text;
	return { getItem: () => kept, setItem: (_, value) => (kept = value) };
}

/** The page's root, as far as it is needed to see what is on it. */
class Root {
	readonly properties = new Map<string, string>();
	readonly style = {
		setProperty: (name: string, value: string) => void this.properties.set(name, value),
		removeProperty: (name: string) => void this.properties.delete(name)
	};
}

function shownOf(panes: PaneSizes): Record<string, string> {
	const root = new Root();
	panes.apply(root);
	return Object.fromEntries(root.properties);
}

test('a width that was chosen is there on the next visit', () => {
	const storage = storageWith();
	change(storage, 'side', 300);
	const next = new PaneSizes(storage, USUAL);
	expect(next.side).toBe(300);
	expect(next.list).toBe(400);
	expect(shownOf(next)).toEqual({ '--side-width': '300px' });
});

test('a pane is never so narrow that nothing can be read in it, nor so wide that nothing else can', () => {
	const storage = storageWith();
	change(storage, 'side', 20);
	change(storage, 'list', 5000);
	const next = new PaneSizes(storage, USUAL);
	expect(next.side).toBe(192);
	expect(next.list).toBe(560);
});

test('whoever resets a pane has the standard width, which goes with the size of the text', () => {
	const storage = storageWith('{"side":300}');
	const root = new Root();
	const panes = new PaneSizes(storage, 24, root);
	panes.apply();
	panes.reset('side');
	expect(panes.side).toBe(384);
	expect(Object.fromEntries(root.properties)).toEqual({});
});

test('large letters have more room, and a width chosen for others is brought within', () => {
	const storage = storageWith('{"side":200,"list":560}');
	const panes = new PaneSizes(storage, 32);
	expect(panes.limits('side')).toEqual({ min: 384, max: 768 });
	expect([panes.side, panes.list]).toEqual([384, 576]);
	expect(shownOf(panes)).toEqual({ '--side-width': '384px', '--list-width': '576px' });
	change(storage, 'list', 1000, 32);
	expect(new PaneSizes(storage, 32).list).toBe(1000);
	expect(new PaneSizes(storage, USUAL).list).toBe(560);
});

test.each(['{"side":"wide","list":-3}', '[1]', 'null', '{', '{"side":99999}'])(
	'what makes no sense is passed over: %s',
	(text) => {
		const panes = new PaneSizes(storageWith(text), USUAL);
		expect([panes.side, panes.list]).toEqual([256, 400]);
	}
);

function change(storage: SmallStorage, pane: 'side' | 'list', size: number, textSize = USUAL): void {
	new PaneSizes(storage, textSize, new Root()).change(pane, size);
}
