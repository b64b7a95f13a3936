import { expect, test } from 'vitest';
import { withLastView } from '$lib/model/last-view';

const page = '<!doctype html><html lang="en"><head></head><body><div id="app"></div></body></html>';

test('the picture stands before the app, with the look that the reader chose', () => {
	const shown = withLastView(page, {
		root: { 'data-theme': 'sepia', style: '--measure: 60ch' },
		styles: ['/a.css'],
		html: '<p>Rows</p>'
	});
	expect(shown).toContain('<html lang="en" data-theme="sepia" style="--measure: 60ch">');
	expect(shown).toMatch(/<link rel="stylesheet" href="\/a\.css" \/><\/head>/);
	expect(shown).toMatch(
		/<body><div class="last-view" aria-hidden="true" inert>.*<p>Rows<\/p>.*<div id="app">/
	);
});

test('what was kept cannot leave its attribute, nor stand for a pattern', () => {
	const shown = withLastView(page, {
		root: { 'data-theme': '"><script>' },
		styles: ['/a.css?"><b>'],
		html: '<p>$& $1 $`</p>'
	});
	expect(shown).toContain('data-theme="&quot;>&lt;script>"');
	expect(shown).toContain('href="/a.css?&quot;>&lt;b>"');
	expect(shown).toContain('<p>$& $1 $`</p>');
});
