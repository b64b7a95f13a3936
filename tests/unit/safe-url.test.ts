import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	fragmentOf,
	safeImage,
	safeLink,
	safeMedia,
	safeSrcset,
	samePage
} from '../../src/lib/content/safe-url';

const base = { postUrl: 'https://blog.example/2019/a-post/', feedUrl: 'https://feeds.example/feed.json' };
const PNG = 'data:image/png;base64,iVBORw0KGgo=';

describe('links', () => {
	test.each([
		['picture.png', 'https://blog.example/2019/a-post/picture.png'],
		['../about', 'https://blog.example/2019/about'],
		['/about', 'https://blog.example/about'],
		['//cdn.example/a', 'https://cdn.example/a'],
		['?page=2', 'https://blog.example/2019/a-post/?page=2'],
		['https://blog.example/#part', 'https://blog.example/#part'],
		[' http://blog.example ', 'http://blog.example/'],
		['mailto:ann@blog.example', 'mailto:ann@blog.example'],
		['tel:+33123456789', 'tel:+33123456789'],
		['https://bank.example@evil.example/', 'https://evil.example/'],
		['javascript', 'https://blog.example/2019/a-post/javascript']
	])('%s leads to %s', (raw, url) => {
		expect(safeLink(raw, base)).toBe(url);
	});

	test.each([
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		' \u0001javascript:alert(1)',
		'java\nscript:alert(1)',
		'java\tscript:alert(1)',
		'javascript\n:alert(1)',
		'vbscript:msgbox(1)',
		'data:text/html,<script>alert(1)</script>',
		PNG,
		'blob:https://blog.example/1',
		'file:///etc/passwd',
		'ftp://blog.example/',
		'view-source:https://blog.example/',
		'filesystem:https://blog.example/',
		'intent://scan/#Intent;end',
		'web+feed:https://blog.example',
		'about:blank',
		'https://',
		'http://[',
		'',
		'  '
	])('%j leads nowhere', (raw) => {
		expect(safeLink(raw, base)).toBeNull();
	});

	test('a post without an address is read against its feed, and its own may be relative', () => {
		expect(safeLink('a', { ...base, postUrl: null })).toBe('https://feeds.example/a');
		expect(safeLink('a', { ...base, postUrl: '/2019/b/' })).toBe('https://feeds.example/2019/b/a');
		expect(safeLink('a', { ...base, postUrl: 'tag:blog.example,2019:1' })).toBe('https://feeds.example/a');
	});

	test('without any address on the web relative addresses lead nowhere and absolute ones still do', () => {
		const file = { postUrl: null, feedUrl: 'export.xml' };
		expect(safeLink('a', file)).toBeNull();
		expect(safeLink('https://blog.example/a', file)).toBe('https://blog.example/a');
	});

	test('whatever is written, only four schemes come out', () => {
		const scheme = fc.constantFrom(
			'javascript:',
			'data:',
			'https://',
			'java\tscript:',
			'mailto:',
			'blob:',
			'//',
			''
		);
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary' }),
				scheme,
				fc.string({ unit: 'binary' }),
				(before, middle, after) => {
					const url = safeLink(before + middle + after, base);
					expect(url === null || /^(https?:\/\/|mailto:|tel:)/.test(url)).toBe(true);
					if (url !== null) expect(safeLink(url, base)).toBe(url);
				}
			),
			{ numRuns: 2000 }
		);
	});
});

describe('pictures', () => {
	test.each([
		PNG,
		'data:image/gif;base64,R0lGODlh',
		'data:image/webp;base64,UklGRg==',
		'data:image/avif;base64,AAAA'
	])('%s is shown', (raw) => {
		expect(safeImage(raw, base)).toBe(raw);
	});

	test.each([
		'data:image/svg+xml;base64,PHN2Zz4=',
		'data:image/svg+xml,<svg onload=alert(1)>',
		'data:text/html;base64,PHN2Zz4=',
		'data:image/png,<script>',
		'data:image/png;base64,"><script>',
		'data:,',
		'javascript:alert(1)',
		'mailto:ann@blog.example',
		'blob:https://blog.example/1'
	])('%s is not', (raw) => {
		expect(safeImage(raw, base)).toBeNull();
	});

	test('a data URL must stay under 512 KiB', () => {
		const head = 'data:image/png;base64,';
		const longest = head + 'A'.repeat(512 * 1024 - head.length - 1);
		expect(safeImage(longest, base)).toBe(longest);
		expect(safeImage(longest + 'A', base)).toBeNull();
	});

	test('sound and film are never data', () => {
		expect(safeMedia('data:video/mp4;base64,AAAA', base)).toBeNull();
		expect(safeMedia(PNG, base)).toBeNull();
		expect(safeMedia('a.mp4', base)).toBe('https://blog.example/2019/a-post/a.mp4');
	});
});

describe('srcset', () => {
	const at = 'https://blog.example/2019/a-post/';
	test.each([
		['a.png 1x, b.png 2x', `${at}a.png 1x, ${at}b.png 2x`],
		['a.png, b.png 1.5x', `${at}a.png, ${at}b.png 1.5x`],
		['a.png 480w,b.png 800w', `${at}a.png 480w, ${at}b.png 800w`],
		[' ,, a.png\n300w , ', `${at}a.png 300w`],
		['/w_1,h_2/a.png 1x, b.png 2x', `https://blog.example/w_1,h_2/a.png 1x, ${at}b.png 2x`],
		['javascript:alert(1) 1x, b.png 2x', `${at}b.png 2x`],
		[`${PNG} 1x, b.png 2x`, `${at}b.png 2x`],
		['a.png 1x onerror=alert(1), b.png 2x', `${at}b.png 2x`],
		['a.png', `${at}a.png`]
	])('%j becomes %j', (raw, cleaned) => {
		expect(safeSrcset(raw, base)).toBe(cleaned);
	});

	test.each(['', ' , ', 'javascript:alert(1)', 'data:image/gif;base64,AA 1x'])(
		'of %j nothing is left',
		(raw) => {
			expect(safeSrcset(raw, base)).toBeNull();
		}
	);

	test('whatever is written, every address is on the web and a second pass changes nothing', () => {
		const part = fc.oneof(
			fc.constantFrom(',', ' ', '2x', '100w', 'javascript:', 'https://a.example/'),
			fc.string()
		);
		fc.assert(
			fc.property(fc.array(part), (parts) => {
				const cleaned = safeSrcset(parts.join(''), base);
				if (cleaned === null) return;
				expect(cleaned.split(', ').every((candidate) => /^https?:\/\//.test(candidate))).toBe(true);
				expect(safeSrcset(cleaned, base)).toBe(cleaned);
			}),
			{ numRuns: 2000 }
		);
	});
});

test('the name in an address is decoded, and left as it is where it cannot be', () => {
	expect(fragmentOf('https://blog.example/#fn%C3%A9')).toBe('fné');
	expect(fragmentOf('#100%')).toBe('100%');
	expect(fragmentOf('https://blog.example/')).toBe('');
});

test('one page is one page, over http or https, with or without its last slash', () => {
	expect(samePage('http://blog.example/a/#fn1', 'https://blog.example/a')).toBe(true);
	expect(samePage('https://blog.example/a?p=1', 'https://blog.example/a')).toBe(false);
});

describe('pictures and sound of devices at home', () => {
	const addresses = ['http://192.168.1.1/reboot.cgi', 'http://localhost:8080/a.png', 'http://router/a.png'];

	test.each(addresses)('are nothing that a blog of the web may ask for: %s', (address) => {
		expect(safeMedia(address, base)).toBeNull();
		expect(safeImage(address, { ...base, postUrl: 'http://192.168.1.1/' })).toBeNull();
		expect(safeSrcset(`${address} 2x`, base)).toBeNull();
	});

	test.each(addresses)('but a blog at home may, and links may lead there: %s', (address) => {
		expect(safeMedia(address, { postUrl: null, feedUrl: 'http://localhost:4180/feed.json' })).toBe(address);
		expect(safeLink(address, base)).toBe(address);
	});
});

test('a post that says it is on its author’s device is read against its feed', () => {
	const built = { ...base, postUrl: 'http://localhost:1313/posts/a/' };
	expect(safeImage('/images/b.png', built)).toBe('https://feeds.example/images/b.png');
	expect(safeLink('../c', built)).toBe('https://feeds.example/c');
});
