/*
 * A colour that the person who hosts the app chooses, instead of ours: for links, buttons and what is chosen. It must be readable
 * wherever the app writes in it or on it. Colours are `#rrggbb`.
 */

/** What one colour becomes on the light or on the dark themes. */
export interface Accent {
	accent: string;
	/** Ground of what is chosen. */
	weak: string;
	/** Text on the colour itself. */
	on: string;
}

/** By the themes that they are for. */
export interface Accents {
	light: Accent | null;
	dark: Accent | null;
}

/** WCAG 2.2, AA. */
export const READABLE = 4.5;

/** Grounds and texts of two themes each: `light` and `sepia`, `dark` and `black`. tests/unit/accent.test.ts holds them to tokens.css. */
export const THEMES = {
	light: {
		paper: '#faf7f1',
		grounds: ['#faf7f1', '#fffdf9', '#f1ece3', '#f3e8d3', '#f7eedc', '#eadcc2', '#fbe3a1', '#f2cf7c'],
		texts: ['#686055', '#8a5700', '#a8261b', '#615339', '#7a4c00', '#97210f']
	},
	dark: {
		paper: '#171512',
		grounds: ['#171512', '#1d1a16', '#12100e', '#000000', '#0d0c0a', '#473906', '#3e3006'],
		texts: ['#aea498', '#e3b04b', '#f39a90', '#a2998b', '#dba943', '#f0938a']
	}
} as const;

/** How much of the colour is in the ground of what is chosen: the most with which every text on it can be read. */
const SHARES = [0.16, 0.12, 0.08, 0.04];

export const isColor = (value: unknown): value is string =>
	typeof value === 'string' && /^#[\da-f]{6}$/i.test(value);

/** @returns what the colour becomes, or the contrast that it lacks: a number under {@link READABLE}. */
export function accentOf(accent: string, side: keyof Accents): Accent | number {
	const { paper, grounds, texts } = THEMES[side];
	const weak = SHARES.map((share) => mix(accent, paper, share)).find((ground) =>
		[accent, ...texts].every((text) => contrast(text, ground) >= READABLE)
	);
	const on = contrast('#ffffff', accent) >= READABLE ? '#ffffff' : '#0b1d22';
	const least = Math.min(...grounds.map((ground) => contrast(accent, ground)), contrast(on, accent));
	return least < READABLE ? least : { accent, weak: weak ?? paper, on };
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
	const [red = 0, green = 0, blue = 0] = partsOf(color).map((part) => {
		const value = part / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(color: string, ground: string, share: number): string {
	const under = partsOf(ground);
	const parts = partsOf(color).map((part, at) => Math.round(part * share + (under[at] ?? 0) * (1 - share)));
	return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

const partsOf = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
