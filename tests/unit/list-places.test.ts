import { expect, test } from 'vitest';
import type { PostId } from '$lib/model/ids';
import type { SmallStorage } from '$lib/state/browser-storage';
import { ListPlaces } from '$lib/state/list-places';

function storageWith(text: string | null = null): SmallStorage {
	let kept = text;
	return { getItem: () => kept, setItem: (_, value) => (kept = value) };
}

const place = (index: number) => ({ id: `post-${index}` as PostId, index, offset: 12 });

test('where the reader was in each list is there after a reload', () => {
	const storage = storageWith();
	const places = new ListPlaces(storage);
	places.keep('?is=unread', place(3));
	places.keep('', place(40));
	places.keep('', place(41));
	places.store();
	const after = new ListPlaces(storage);
	expect(after.of('')).toEqual(place(41));
	expect(after.of('?is=unread')).toEqual(place(3));
	expect(after.of('?is=starred')).toBeNull();
});

test('of many lists those seen last are kept', () => {
	const storage = storageWith();
	const places = new ListPlaces(storage);
	for (let list = 0; list < 60; list += 1) places.keep(`?q=${list}`, place(list));
	places.keep('?q=0', place(7));
	expect(places.of('?q=1')).toBeNull();
	places.store();
	const after = new ListPlaces(storage);
	expect(after.of('?q=0')).toEqual(place(7));
	expect(after.of('?q=59')).toEqual(place(59));
	expect(after.of('?q=1')).toBeNull();
});

test.each([
	'{',
	'7',
	'[1]',
	'[["", null]]',
	'[["", {"id": 1, "index": 2, "offset": 0}]]',
	'[["", {"id": "a"}]]'
])('%s is no place', (text) => {
	expect(new ListPlaces(storageWith(text)).of('')).toBeNull();
});
