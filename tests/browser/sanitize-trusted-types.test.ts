import { expect, test } from 'vitest';
import { sanitize } from '../../src/lib/content/sanitize';

/** The app's policy, as far as this file's own page can take it: a policy in a `meta` holds from when it is added. */
function requireTrustedTypes(): void {
	const policy = document.createElement('meta');
	policy.httpEquiv = 'Content-Security-Policy';
	policy.content = "require-trusted-types-for 'script'; trusted-types dompurify";
	document.head.append(policy);
}

test('posts are sanitised where only trusted types may become HTML', () => {
	requireTrustedTypes();
	const host = document.createElement('div');
	document.body.append(host);
	expect(() => (host.innerHTML = '<p>a</p>')).toThrow(TypeError);

	const post = sanitize(
		`<h1>a</h1><p>b<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe></p><table><tr><td>c</table>
		<noscript><img src="/d.png"></noscript><a href="#x" name="x">e</a><video src="f.mp4"></video><pre>g</pre>
		<img src="x:" onerror="trap()"><math><mi>h</mi></math><center>i</center>`,
		{ postUrl: 'https://blog.example/a', feedUrl: 'https://blog.example/feed.json' }
	);
	host.append(post);

	expect(
		host.querySelectorAll('h2, .embed a, .table-scroll table, img, a, video, pre, math, .align-center')
	).toHaveLength(9);
	expect(host.textContent.replace(/\s+/g, '')).toBe('abVideoonwww.youtube.comceghi');
});
