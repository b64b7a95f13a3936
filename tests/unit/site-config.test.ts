import { describe, expect, test } from 'vitest';
import { parseSiteConfig } from '$lib/sync/site-config';

const url = 'https://reader.example/blog/config.json';
const parseText = (text: string) => parseSiteConfig({ url, text });
const parse = (config: unknown) => parseText(JSON.stringify(config));
const saidOf = (config: unknown) => parse(config).problems.map(({ message }) => message);

const DEFAULTS = { title: 'Backlist', feeds: [], accents: { light: null, dark: null }, mayAdd: true };

describe('config.json', () => {
	test('names the app and its feeds, relative to itself', () => {
		expect(
			parse({ title: 'Garden reader', feeds: [{ url: 'feed.json' }, 'https://other.example/feed'] })
		).toEqual({
			...DEFAULTS,
			title: 'Garden reader',
			feeds: ['https://reader.example/blog/feed.json', 'https://other.example/feed'],
			problems: []
		});
	});

	test('chooses a colour for each kind of theme, and closes the list of feeds', () => {
		const { accents, mayAdd, problems } = parse({
			accent: { light: '#A3195B', dark: '#f2a0c4' },
			addFeeds: false
		});
		expect(accents.light).toMatchObject({ accent: '#a3195b', on: '#ffffff' });
		expect(accents.dark).toMatchObject({ accent: '#f2a0c4', on: '#0b1d22' });
		expect(mayAdd).toBe(false);
		expect(problems).toEqual([]);
	});

	test('may have one colour only, and what other programs put into it', () => {
		const { accents, problems } = parse({ $schema: 'x', _comment: 'ours', accent: { light: '#a3195b' } });
		expect(accents.light).not.toBeNull();
		expect(accents.dark).toBeNull();
		expect(problems).toEqual([]);
	});

	test.each([
		[{ title: 3 }, 'title'],
		[{ title: '  ' }, 'title'],
		[{ feeds: 'x' }, 'feeds'],
		[{ feeds: ['https://a.example/', { url: 'javascript:1' }] }, 'feeds[1]'],
		[{ feeds: [null] }, 'feeds[0]'],
		[{ feeds: Array.from({ length: 101 }, (_, at) => `https://a.example/${at}`) }, 'feeds'],
		[{ accent: '#a3195b' }, 'accent'],
		[{ accent: { light: 'pink' } }, 'accent.light'],
		[{ accent: { dark: '#222222' } }, 'accent.dark'],
		[{ accent: { sepia: '#a3195b' } }, 'accent.sepia'],
		[{ addFeeds: 'no' }, 'addFeeds'],
		[{ feed: [] }, 'feed']
	])('tells by its name of a key that is wrong: %j', (config, key) => {
		expect(saidOf(config)).toEqual([expect.stringContaining(`“${key}”`)]);
	});

	test('says which contrast a colour lacks', () => {
		expect(saidOf({ accent: { light: '#ffd700' } })[0]).toMatch(/#ffd700.*contrast is 1,.* 4\.5/);
	});

	test.each([null, [], 7, {}, { title: 3, feeds: 'x', accent: [], addFeeds: 0 }])(
		'a slip in it never stops the app: %j',
		(config) => {
			expect(parse(config)).toMatchObject(DEFAULTS);
		}
	);

	test('text that is no JSON counts as empty, and is told of', () => {
		const config = parseText('{ "title": ');
		expect(config).toMatchObject(DEFAULTS);
		expect(config.problems).toHaveLength(1);
		expect(config.problems[0]?.message).toContain('JSON');
	});

	test('of many slips the first are told', () => {
		expect(saidOf(Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`a${at}`, 1])))).toHaveLength(5);
	});
});
