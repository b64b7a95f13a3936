import { describe, expect, test } from 'vitest';
import { postIdOf, feedIdOf, type PostId } from '$lib/model/ids';
import { ID_WORDS, packId } from '$lib/model/packed-ids';
import { PostOrder } from '$lib/state/post-order';

const feed = feedIdOf('https://blog.example/feed.json');
const ids = ['one', 'two', 'three', 'four'].map((guid) => postIdOf(feed, guid));
const other = postIdOf(feed, 'other');

function packed(some: PostId[]): PostOrder {
	const numbers = new Uint32Array(some.length * ID_WORDS);
	some.forEach((id, at) => packId(id, numbers, at));
	return PostOrder.packed(numbers);
}

describe.each([
	['of ids', PostOrder.of(ids)],
	['of packed ids', packed(ids)],
	['begun with all of them', PostOrder.begun(ids, ids.length)]
])('an order %s', (_, order) => {
	test('gives each post by its place, and its place by the post', () => {
		expect(order.length).toBe(4);
		expect(order.total).toBe(4);
		expect(order.isComplete).toBe(true);
		ids.forEach((id, place) => {
			expect(order.at(place)).toBe(id);
			expect(order.indexOf(id)).toBe(place);
		});
	});

	test('has nothing before its first place or after its last', () => {
		expect(order.at(-1)).toBeUndefined();
		expect(order.at(4)).toBeUndefined();
		expect(order.indexOf(other)).toBe(-1);
	});

	test('gives a part, as far as there is one', () => {
		expect(order.slice(1, 3)).toEqual(ids.slice(1, 3));
		expect(order.slice(2, 90)).toEqual(ids.slice(2));
		expect(order.slice(-5, 1)).toEqual(ids.slice(0, 1));
	});
});

describe('an order of which the beginning is known', () => {
	const order = PostOrder.begun(ids, 50_000);

	test('is as long as it will be', () => {
		expect(order.length).toBe(50_000);
		expect(order.isComplete).toBe(false);
	});

	test('leaves open what is at the other places', () => {
		expect(order.at(3)).toBe(ids[3]);
		expect(order.at(4)).toBeUndefined();
		expect(order.slice(2, 9)).toEqual(ids.slice(2));
		expect(order.indexOf(other)).toBe(-1);
	});
});

describe('an order of which nobody has counted the posts', () => {
	const order = PostOrder.begun(ids, null);

	test('has the places that are known, and is not complete', () => {
		expect(order.total).toBeNull();
		expect(order.length).toBe(4);
		expect(order.isComplete).toBe(false);
		expect(PostOrder.begun([], null).isComplete).toBe(false);
	});

	test('gives its posts by their place all the same', () => {
		expect(order.slice(2, 9)).toEqual(ids.slice(2));
		expect(order.indexOf(ids[3]!)).toBe(3);
		expect(order.at(4)).toBeUndefined();
	});
});

test('an order without posts is complete', () => {
	for (const order of [PostOrder.of([]), packed([]), PostOrder.begun([], 0)]) {
		expect(order.isComplete).toBe(true);
		expect(order.at(0)).toBeUndefined();
	}
});
