import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BAR_COLOURS } from '$lib/state/settings.svelte';

/** WCAG 2.2: AA and AAA of text, and of lines that one must see to know what a control is. */
const AA = 4.5;
const AAA = 7;
const LINE = 3;

const TEXTS = ['ink', 'ink-2', 'ink-3', 'accent', 'star', 'danger'];
const GROUNDS = ['paper', 'surface', 'sunken', 'accent-weak', 'mark'];

/** Colours of a theme by the name of their token; a token that is missing fails the test. */
class Colors<T> {
	constructor(readonly byName: ReadonlyMap<string, T>) {}

	of(name: string): T {
		const color = this.byName.get(name);
		if (color === undefined) throw new Error(`The theme has no colour "${name}".`);
		return color;
	}

	map<U>(change: (color: T) => U): Colors<U> {
		return new Colors(new Map([...this.byName].map(([name, color]) => [name, change(color)])));
	}
}

const css = readFileSync('src/lib/ui/styles/tokens.css', 'utf8');
const standard = colorsOf(':root {\n\t\tcolor-scheme: light dark;');
const themes = {
	light: standard.map(([light]) => light),
	dark: standard.map(([, dark]) => dark),
	sepia: colorsOf(":root[data-theme='sepia'] {\n\t\tcolor-scheme: light;").map(([color]) => color),
	black: colorsOf(":root[data-theme='black'] {\n\t\tcolor-scheme: dark;").map(([color]) => color)
};

test('the bar that the system draws has the colour of the app’s edge', () => {
	for (const [theme, colors] of Object.entries(themes)) {
		expect(BAR_COLOURS[theme as keyof typeof themes], theme).toBe(colors.of('sunken'));
	}
});

describe.each(Object.entries(themes))('%s', (_, colors) => {
	const ratio = (text: string, ground: string) => contrast(colors.of(text), colors.of(ground));

	test('every text can be read on every ground', () => {
		const weak = TEXTS.flatMap((text) => GROUNDS.map((ground) => `${text} on ${ground}`)).filter((pair) => {
			const [text = '', ground = ''] = pair.split(' on ');
			return ratio(text, ground) < AA;
		});
		expect(weak).toEqual([]);
		expect(ratio('on-accent', 'accent')).toBeGreaterThanOrEqual(AA);
	});

	test('what posts say can be read with ease', () => {
		for (const ground of ['paper', 'surface', 'sunken']) {
			expect(ratio('ink', ground), ground).toBeGreaterThanOrEqual(AAA);
		}
	});

	test('the edges of controls can be seen', () => {
		for (const ground of ['paper', 'surface', 'sunken']) {
			expect(ratio('line-strong', ground), ground).toBeGreaterThanOrEqual(LINE);
		}
	});
});

/** The colours in the block that begins with `start`: one, or a light and a dark one. */
function colorsOf(start: string): Colors<[string, string]> {
	const at = css.indexOf(start);
	const block = css.slice(at, css.indexOf('}', at));
	const found = block.matchAll(/--([a-z0-9-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));/g);
	return new Colors(
		new Map(
			[...found].map(([, name = '', light = '', dark = '', only]) => [name, [only ?? light, only ?? dark]])
		)
	);
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
