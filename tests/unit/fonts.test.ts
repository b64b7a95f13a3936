import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const source = join(import.meta.dirname, '../../src');
const styles = join(source, 'lib/ui/styles');
const fonts = readFileSync(join(styles, 'fonts.css'), 'utf8');

/** Everything that may say how heavy a text is. */
const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' })
	.filter((path) => /\.(css|svelte)$/.test(path) && !path.endsWith('fonts.css'))
	.map((path) => readFileSync(join(source, path), 'utf8'));

describe('the fonts of the app', () => {
	test('are where their style sheet says', () => {
		const files = [...fonts.matchAll(/url\('([^']+)'\)/g)].map(([, path = '']) => path);
		expect(files).toHaveLength(9);
		for (const file of files) expect(existsSync(join(styles, file)), file).toBe(true);
	});

	test('have every weight that a text of the app has', () => {
		const ranges = [...fonts.matchAll(/font-weight: (\d+) (\d+);/g)].map(
			([, from, to]) => `${from ?? ''} to ${to ?? ''}`
		);
		expect(new Set(ranges)).toEqual(new Set(['400 to 700']));
		const weights = sheets.flatMap((sheet) =>
			[...sheet.matchAll(/font-weight: (\d+)/g)].map(([, weight]) => Number(weight))
		);
		expect(weights.length).toBeGreaterThan(10);
		expect(weights.filter((weight) => weight < 400 || weight > 700)).toEqual([]);
	});
});
