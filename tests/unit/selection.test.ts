import { expect, test } from 'vitest';
import type { PostId } from '$lib/model/ids';
import { ID_WORDS, packId } from '$lib/model/packed-ids';
import { PostOrder } from '$lib/state/post-order';
import { Selection } from '$lib/state/selection.svelte';

const id = (number: number) => number.toString(16).padStart(24, '0') as PostId;
const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => id(from + i));

/** A list on the screen, and what is chosen in it. */
function chosenFrom(posts: readonly PostId[]) {
	const shown = { key: 'all', order: PostOrder.of(posts) };
	return { shown, selection: new Selection(() => shown) };
}

test('posts are chosen one by one, and come in the order of the list', () => {
	const { selection } = chosenFrom(ids(0, 9));
	selection.choose(id(7));
	selection.choose(id(2));
	selection.choose(id(4));
	selection.choose(id(7));
	expect(selection.isOn).toBe(true);
	expect(selection.inOrder()).toEqual([id(2), id(4)]);
	expect(selection.count).toBe(2);
	expect([selection.has(id(2)), selection.has(id(7))]).toEqual([true, false]);
});

test('all from the last chosen to another are chosen, up as well as down', () => {
	const { selection } = chosenFrom(ids(0, 20));
	selection.choose(id(5));
	selection.choose(id(8), true);
	expect(selection.inOrder()).toEqual(ids(5, 9));
	selection.choose(id(3), true);
	expect(selection.inOrder()).toEqual(ids(3, 9));
});

test('what a range comes across stays chosen', () => {
	const { selection } = chosenFrom(ids(0, 20));
	selection.choose(id(4));
	selection.choose(id(2));
	selection.choose(id(4), true);
	expect(selection.inOrder()).toEqual(ids(2, 5));
});

test('a range without a beginning is the post alone', () => {
	const { selection } = chosenFrom(ids(0, 9));
	selection.choose(id(4), true);
	expect(selection.inOrder()).toEqual([id(4)]);
});

test('the choice outlives posts that come in, and what has gone is not chosen', () => {
	const { shown, selection } = chosenFrom(ids(10, 20));
	selection.choose(id(12));
	selection.choose(id(14), true);
	shown.order = PostOrder.of([...ids(0, 13), ...ids(14, 20)]);
	expect(selection.follow()).toBe(false);
	expect(selection.inOrder()).toEqual([id(12), id(14)]);
	expect(selection.count).toBe(2);
});

test('a list of which only the beginning is known takes nothing away', () => {
	const { shown, selection } = chosenFrom(ids(0, 20));
	selection.choose(id(15));
	shown.order = PostOrder.begun(ids(0, 5), 20);
	selection.follow();
	expect(selection.count).toBe(1);
	shown.order = PostOrder.of(ids(0, 20));
	selection.follow();
	expect(selection.inOrder()).toEqual([id(15)]);
});

test('in another list nothing is chosen, and that is told once', () => {
	const { shown, selection } = chosenFrom(ids(0, 9));
	selection.choose(id(3));
	shown.key = 'a search';
	expect(selection.follow()).toBe(true);
	expect([selection.isOn, selection.count, selection.has(id(3))]).toEqual([false, 0, false]);
	expect(selection.follow()).toBe(false);
	selection.choose(id(4));
	expect(selection.inOrder()).toEqual([id(4)]);
});

test('whoever has begun and chosen nothing loses nothing', () => {
	const { shown, selection } = chosenFrom(ids(0, 9));
	selection.begin();
	shown.key = 'a search';
	expect(selection.follow()).toBe(false);
	expect(selection.isOn).toBe(false);
});

test('50,000 posts are chosen at once, and thinned out with the list', () => {
	const packed = new Uint32Array(50_000 * ID_WORDS);
	ids(0, 50_000).forEach((each, at) => packId(each, packed, at));
	const shown = { key: 'all', order: PostOrder.packed(packed) };
	const selection = new Selection(() => shown);
	selection.chooseAll();
	expect(selection.count).toBe(50_000);
	shown.order = PostOrder.packed(packed.slice(ID_WORDS));
	selection.follow();
	expect(selection.count).toBe(49_999);
	expect(selection.has(id(0))).toBe(false);
	expect(selection.inOrder().at(-1)).toBe(id(49_999));
});
