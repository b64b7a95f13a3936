import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonErrorPosition } from '$lib/sources/json-error-position';
import { parseJson } from '$lib/sources/parse-json';
import { SourceError } from '$lib/sources/source-error';

function errorOf(text: string): SourceError {
	try {
		parseJson(text);
	} catch (error) {
		if (error instanceof SourceError) return error;
		throw error;
	}
	throw new Error('was parsed');
}

test('a byte order mark is no part of the text', () => expect(parseJson('\ufeff{"a":1}')).toEqual({ a: 1 }));

describe('broken JSON', () => {
	test('is shown by line and column, with what stands there', () => {
		const error = errorOf('{\n\t"title": "A",\r\n\t"items": [1, 2,]\n}');
		expect(error.code).toBe('invalid-json');
		expect(error.message).toContain('line 3, column 17');
		expect(error.message).toContain('“]” cannot stand in');
	});

	test('shows a raw line break as a sign', () => {
		expect(errorOf('{"title": "One\ntwo"}').message).toContain('“␊” cannot stand in “{"title": "One␊two"}”');
	});

	test.each(['{"items": [{"id": "1", "conte', '{"a": tr', '[1.', '{', '{"a"', '{"a":1,', '["\\u00'])(
		'that is cut off says so: %s',
		(text) => {
			const error = errorOf(text);
			expect(error.message).toContain('ends too early');
			expect(error.message).toContain(`line 1, column ${text.length + 1}`);
		}
	);

	test('nested without end is cut off, and overflows nothing', () => {
		expect(errorOf('[{"a":'.repeat(500_000)).message).toContain('ends too early');
	});
});

describe('the position of a mistake', () => {
	test.each([
		['{"a":1}}', 7],
		['[1 2]', 3],
		['{a:1}', 1],
		["{'a':1}", 1],
		['{"a" 1}', 5],
		['{"a":1,}', 7],
		['[,]', 1],
		['["\\x"]', 3],
		['["\\u12g4"]', 6],
		['[01]', 2],
		['[+1]', 1],
		['[NaN]', 1],
		['{]', 1],
		['[}', 1],
		['nul', 3],
		['nulx', 0]
	])('in %s is %i', (text, position) => expect(jsonErrorPosition(text)).toBe(position));

	test('exists just when the engine finds one too', () => {
		const piece = fc.constantFrom(
			'{',
			'}',
			'[',
			']',
			'"',
			':',
			',',
			'1',
			'-',
			'.',
			'e',
			'true',
			'null',
			' ',
			'\n',
			'\\',
			'u',
			'0'
		);
		const noise = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
		const damaged = fc.tuple(fc.json(), fc.nat(), piece).map(([json, at, sign]) => {
			const place = at % (json.length + 1);
			return json.slice(0, place) + sign + json.slice(place + 1);
		});
		fc.assert(
			fc.property(fc.oneof(noise, damaged, fc.json()), (text) => {
				let isJson = true;
				try {
					JSON.parse(text);
				} catch {
					isJson = false;
				}
				const position = jsonErrorPosition(text);
				expect(position === null).toBe(isJson);
				if (position === null) return;
				// What stands before the mistake can still become JSON, so alone it ends too early or is whole.
				const before = jsonErrorPosition(text.slice(0, position));
				expect(before === null || before === position).toBe(true);
			}),
			{ numRuns: 5000 }
		);
	});
});

describe('another format', () => {
	test.each([
		['', 'not-a-feed', 'empty'],
		[' \n', 'not-a-feed', 'empty'],
		['<!DOCTYPE html><html><body>Hello', 'not-a-feed', 'web page'],
		['<!-- made by hand -->\n<HTML lang=en>', 'not-a-feed', 'web page'],
		[
			'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "a.dtd"><html>',
			'not-a-feed',
			'web page'
		],
		['<p>Sorry!', 'not-a-feed', 'web page'],
		['<?xml version="1.0"?><opml>', 'not-a-feed', 'XML'],
		['\ufeff<?xml version="1.0"?>\n<rss version="2.0">', 'unsupported-format', 'RSS'],
		['<?xml-stylesheet href="a.xsl"?><!-- a --><rdf:RDF>', 'unsupported-format', 'RSS'],
		['<feed xmlns="http://www.w3.org/2005/Atom">', 'unsupported-format', 'Atom']
	])('%j is %s: %s', (text, code, word) => {
		const error = errorOf(text);
		expect(error.code).toBe(code);
		expect(error.message).toContain(word);
		expect(error.advice).not.toBe('');
	});
});
