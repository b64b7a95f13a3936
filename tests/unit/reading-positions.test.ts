import { expect, test } from 'vitest';
import type { PostId } from '../../src/lib/model/ids';
import { ReadingPositions } from '../../src/lib/state/reading-positions';

const id = (name: string) => name as PostId;

function storage(kept: string | null = null) {
	const box = { kept };
	return {
		box,
		getItem: () => box.kept,
		setItem: (_: string, value: string) => {
			box.kept = value;
		}
	};
}

test('a place is kept until the next visit, and a post at its beginning needs none', () => {
	const browser = storage();
	const positions = new ReadingPositions(browser);
	expect(positions.of(id('a'))).toBe(0);
	positions.keep(id('a'), 120);
	positions.keep(id('b'), 7);
	positions.keep(id('b'), 0);
	const next = new ReadingPositions(browser);
	expect([next.of(id('a')), next.of(id('b'))]).toEqual([120, 0]);
	expect(browser.box.kept).toBe('[["a",120]]');
});

test('of many posts those read last are kept', () => {
	const browser = storage();
	const positions = new ReadingPositions(browser);
	for (let n = 0; n < 301; n += 1) positions.keep(id(String(n)), n + 1);
	positions.keep(id('1'), 500);
	positions.keep(id('next'), 5);
	const next = new ReadingPositions(browser);
	expect(['0', '1', '2', '3', 'next'].map((name) => next.of(id(name)))).toEqual([0, 500, 0, 4, 5]);
});

test.each(['no JSON', '{}', '[["a",-1],["b","2"],[3,4],["c",true],null]', '"x"'])(
	'what somebody else has written there is nothing: %s',
	(kept) => {
		const positions = new ReadingPositions(storage(kept));
		expect(['a', 'b', 'c'].map((name) => positions.of(id(name)))).toEqual([0, 0, 0]);
	}
);
