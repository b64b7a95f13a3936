import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withLastView, withoutCover } from '$lib/model/last-view';

const page =
	"<!doctype html><html lang=\"en\"><head><meta content=\"script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'\">" +
	'<link href="/app.js" rel="modulepreload"><link href="/app.css" rel="stylesheet"></head><body><div id="app"></div></body></html>';

test('the picture stands before the app, with the look that the reader chose', () => {
	const [picture, app] = withLastView(page, {
		root: { 'data-theme': 'sepia', style: '--measure: 60ch' },
		css: 'p{color:red}',
		cssHash: 'abc=',
		html: '<p>Rows</p>'
	});
	expect(picture).toContain('<html lang="en" data-theme="sepia" style="--measure: 60ch">');
	expect(picture).toContain("style-src 'self' 'sha256-abc='; style-src-attr 'unsafe-inline'");
	expect(picture).toContain('<style>p{color:red}</style></head>');
	expect(picture).toMatch(
		/<body><div class="last-view" aria-hidden="true" inert>.*<style>p\{color:red\}<\/style><p>Rows<\/p>.*<\/div>$/
	);
	expect(app).toBe(
		'<link href="/app.js" rel="modulepreload"><link href="/app.css" rel="stylesheet"><div id="app"></div></body></html>'
	);
});

test('what was kept cannot leave its attribute, nor stand for a pattern', () => {
	const [picture] = withLastView(page, {
		root: { 'data-theme': '"><script>' },
		css: 'p{content:"$&"}',
		cssHash: '$&',
		html: '<p>$& $1 $`</p>'
	});
	expect(picture).toContain('data-theme="&quot;>&lt;script>"');
	expect(picture).toContain('p{content:"$&"}');
	expect(picture).toContain("'sha256-$&'");
	expect(picture).toContain('<p>$& $1 $`</p>');
});

test('a page that is kept does not cover itself', () => {
	const cover = '<div class="last-view cover" aria-hidden="true">\n<img alt="" />\n</div>\n';
	expect(withoutCover(page.replace('<body>', () => `<body>${cover}`))).toBe(page);
	const app = readFileSync(new URL('../../src/app.html', import.meta.url), 'utf8');
	expect(withoutCover(app)).not.toContain('last-view');
	expect(withoutCover(app)).toMatch(/<\/noscript>\s*<div id="app">/);
});
