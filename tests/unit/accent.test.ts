import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accentOf, contrast, isColor, READABLE, THEMES } from '$lib/model/accent';

const tokens = readFileSync('src/lib/ui/styles/tokens.css', 'utf8');

/** The value that each theme of a side gives `token`. */
function valuesOf(token: string, side: 'light' | 'dark'): string[] {
	const pair = new RegExp(`--${token}: light-dark\\((#\\w{6}), (#\\w{6})\\);`).exec(tokens);
	const named = new RegExp(
		`data-theme='${side === 'light' ? 'sepia' : 'black'}'\\] \\{[^}]*--${token}: (#\\w{6});`
	);
	return [pair?.[side === 'light' ? 1 : 2] ?? '', named.exec(tokens)?.[1] ?? ''];
}

describe.each(['light', 'dark'] as const)('%s themes', (side) => {
	const { paper, grounds, texts } = THEMES[side];

	test('the grounds and texts that a colour is tried with are those of the app', () => {
		const all = (names: string[]) => new Set(names.flatMap((name) => valuesOf(name, side)));
		expect(new Set<string>(grounds)).toEqual(all(['paper', 'surface', 'sunken', 'mark']));
		expect(new Set<string>(texts)).toEqual(all(['ink-3', 'star', 'danger']));
		expect(valuesOf('paper', side)[0]).toBe(paper);
	});

	test('our own colour could be chosen', () => {
		for (const ours of valuesOf('accent', side)) expect(accentOf(ours, side), ours).not.toBeTypeOf('number');
	});

	test('whatever colour is taken, it can be read everywhere, and everything on it', () => {
		const color = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
		fc.assert(
			fc.property(color, (chosen) => {
				const accent = accentOf(chosen, side);
				const readable = (text: string, ground: string) => contrast(text, ground) >= READABLE;
				if (typeof accent === 'number') return accent < READABLE;
				return (
					[accent.accent, accent.weak, accent.on].every(isColor) &&
					grounds.every((ground) => readable(accent.accent, ground)) &&
					readable(accent.on, accent.accent) &&
					[accent.accent, ...texts].every((text) => readable(text, accent.weak))
				);
			}),
			{ numRuns: 500 }
		);
	});
});

test('a colour that is too pale is told by its contrast', () => {
	expect(accentOf('#ffd700', 'light')).toBeLessThan(2);
	expect(accentOf('#ffd700', 'dark')).toEqual({
		accent: '#ffd700',
		weak: expect.any(String) as string,
		on: '#0b1d22'
	});
});

test('colours are six digits', () => {
	expect(['#a1b2c3', '#A1B2C3'].every(isColor)).toBe(true);
	expect(['#abc', 'red', '#12345g', 'a1b2c3', '#a1b2c3; --x: 1', 7, null].some(isColor)).toBe(false);
});
