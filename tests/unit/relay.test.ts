import { describe, expect, test } from 'vitest';
import { parseRelay, throughRelay } from '$lib/sources/relay';
import { SourceError } from '$lib/sources/source-error';

describe('the address of a relay', () => {
	test.each([
		'https://relay.example/?url={url}',
		'https://relay.example/{url}',
		'http://localhost:8080/?u={url}&key=1',
		'http://127.0.0.1:9/{url}'
	])('may be %s', (template) => {
		expect(parseRelay(`  ${template} `)).toBe(template);
	});

	test.each([
		['', '{url}'],
		['https://relay.example/', '{url}'],
		['relay.example/{url}', 'not an address'],
		['http://relay.example/{url}', 'https:'],
		['javascript:{url}', 'https:'],
		['{url}', 'https://relay.example'],
		['https://ida:secret@relay.example/{url}', 'password']
	])('cannot be %s', (template, word) => {
		if (template === '{url}') {
			// It would fetch without a relay, and look as if it did not.
			expect(() => parseRelay(template)).toThrow(SourceError);
			return;
		}
		expect(() => parseRelay(template)).toThrow(word);
	});
});

describe('through a relay', () => {
	test('an answer looks as if it came from the site', async () => {
		const fetchText = throughRelay(
			(url) => Promise.resolve({ url, text: 'x', mimeType: 'text/xml' }),
			'https://relay.example/?url={url}'
		);
		expect(await fetchText('https://blog.example/feed?a=1&b=$&')).toMatchObject({
			url: 'https://blog.example/feed?a=1&b=$&',
			text: 'x'
		});
	});

	test('the address is encoded, whatever is in it', async () => {
		const asked: string[] = [];
		const fetchText = throughRelay((url) => {
			asked.push(url);
			return Promise.resolve({ url, text: '', mimeType: '' });
		}, 'https://relay.example/?url={url}');
		await fetchText("https://blog.example/feed?a=1&b=$&'");
		expect(asked).toEqual([
			"https://relay.example/?url=https%3A%2F%2Fblog.example%2Ffeed%3Fa%3D1%26b%3D%24%26'"
		]);
	});

	test('a failure says that it was the relay, and keeps what a program needs to know', async () => {
		const failure = new SourceError('rate-limited', 'relay.example is busy.', 'Wait.', { retryAfter: 5 });
		const fetchText = throughRelay(() => Promise.reject(failure), 'https://relay.example/{url}');
		await expect(fetchText('https://blog.example/')).rejects.toMatchObject({
			code: 'rate-limited',
			message: 'Through the relay relay.example: relay.example is busy.',
			details: { retryAfter: 5 }
		});
	});
});
