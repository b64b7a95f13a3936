import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '$lib/sources/fetch/decode-text';

const declared = (encoding: string, quote = '"') =>
	`<?xml version=${quote}1.0${quote} encoding=${quote}${encoding}${quote}?>`;
/** An XML document in ASCII with these bytes in it. */
const document = (encoding: string, bytes: number[]) =>
	Buffer.concat([Buffer.from(`${declared(encoding)}<a>`), Buffer.from(bytes), Buffer.from('</a>')]);
const inside = (text: string) => /<a>(.*)<\/a>/s.exec(text)?.[1];

describe('the encoding that an XML declaration names', () => {
	test.each([
		['windows-1251', [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2], 'Привет'],
		['KOI8-R', [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4], 'Привет'],
		['EUC-KR', [0xc7, 0xd1, 0xb1, 0xdb], '한글'],
		['Shift_JIS', [0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea], '日本語'],
		['EUC-JP', [0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec], '日本語'],
		['GB2312', [0xd6, 0xd0, 0xce, 0xc4], '中文'],
		['Big5', [0xa4, 0xa4, 0xa4, 0xe5], '中文'],
		['ISO-8859-1', [0xe9], 'é'],
		['iso-8859-2', [0xb3], 'ł'],
		['UTF-8', [0xc3, 0xa9], 'é'],
		['klingon', [0xc3, 0xa9], 'é'],
		// Whoever reads the declaration sees that this cannot be.
		['UTF-16', [0xc3, 0xa9], 'é']
	])('%s', (encoding, bytes, text) => {
		expect(inside(decodeText(document(encoding, bytes), 'application/rss+xml'))).toBe(text);
	});

	test('may stand in other quotes and after white space', () => {
		const bytes = Buffer.from(`\r\n${declared('windows-1252', "'")}<a>\xe9</a>`, 'latin1');
		expect(inside(decodeText(bytes, ''))).toBe('é');
	});

	test('counts less than what the server says, if that exists', () => {
		const bytes = document('windows-1251', [0xe9]);
		expect(inside(decodeText(bytes, 'text/xml; charset=ISO-8859-1'))).toBe('é');
		expect(inside(decodeText(bytes, 'text/xml; charset=klingon'))).toBe('й');
	});

	test('counts less than a byte order mark', () => {
		const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), document('windows-1251', [0xc3, 0xa9])]);
		expect(inside(decodeText(bytes, 'text/xml; charset=koi8-r'))).toBe('é');
	});

	test('is no encoding in a text that merely shows one', () => {
		const bytes = Buffer.from(`<p>${declared('windows-1251')}</p><a>é</a>`);
		expect(inside(decodeText(bytes, ''))).toBe('é');
	});
});

describe('UTF-16', () => {
	const text = `${declared('UTF-16')}<a>Füße, 中文, 🦦</a>`;
	const little = Buffer.from(text, 'utf16le');
	const big = Buffer.from(little).swap16();

	test.each([
		['little-endian without a mark', little],
		['big-endian without a mark', big],
		['little-endian with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
		['big-endian with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), big])]
	])('%s is read', (_, bytes) => expect(decodeText(bytes, 'application/xml')).toBe(text));
});

test('any bytes give a text, and UTF-8 is read as it is', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, type) => {
			expect(typeof decodeText(bytes, type)).toBe('string');
		})
	);
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			fc.pre(!text.startsWith('\ufeff'));
			expect(decodeText(Buffer.from(`{${text}`), '')).toBe(`{${text}`);
		})
	);
});
