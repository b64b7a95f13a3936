import { describe, expect, test } from 'vitest';
import { parseSiteConfig } from '$lib/sync/site-config';

const url = 'https://reader.example/blog/config.json';
const parse = (config: unknown) => parseSiteConfig({ url, text: JSON.stringify(config) });

describe('config.json', () => {
	test('names the app and its feeds, relative to itself', () => {
		expect(
			parse({ title: 'Garden reader', feeds: [{ url: 'feed.json' }, 'https://other.example/feed'] })
		).toEqual({
			title: 'Garden reader',
			feeds: ['https://reader.example/blog/feed.json', 'https://other.example/feed']
		});
	});

	test.each([
		null,
		[],
		7,
		{},
		{ title: 3, feeds: 'x' },
		{ feeds: [null, 4, { url: 'javascript:1' }, { url: 'http://' }] }
	])('a slip in it never stops the app: %j', (config) => {
		expect(parse(config)).toEqual({ title: 'Backlist', feeds: [] });
	});

	test('text that is no JSON counts as empty', () => {
		expect(parseSiteConfig({ url, text: '{ "title": ' })).toEqual({ title: 'Backlist', feeds: [] });
	});
});
