import { afterAll, describe, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import type { ContentBase } from '../../src/lib/content/safe-url';
import { sanitize } from '../../src/lib/content/sanitize';
import { feedIdOf } from '../../src/lib/model/ids';
import type { IncomingPost } from '../../src/lib/model/post';
import { sourceFor } from '../../src/lib/sources/sources';
import { meaningOf, type Meaning } from './meaning-of-html';

/*
 * What real posts say to their readers, before and after they are made safe. The tables name all that may differ;
 * anything else is a loss.
 */

declare module 'vitest/browser' {
	interface BrowserCommands {
		/** tests/browser/read-real-feeds.mjs */
		realFeeds: () => Promise<{ folder: string; feeds: { name: string; text: string }[] }>;
	}
}

/** What is meant to go, with all it holds. */
const GOES: Readonly<Record<string, string>> = {
	'script, style, link, meta, title, template': 'is for a page of its own',
	'button, input:not([type=checkbox]), select, textarea, datalist':
		'is for a script or a server that is not there',
	svg: 'is a document, and in these feeds an icon: a mark beside a heading, on a button that copies',
	annotation: 'says a formula again, in TeX',
	'.katex-html': 'says a formula again, for the style sheet of KaTeX'
};

/** What becomes something else that says the same. */
const BECOMES: Readonly<Record<string, keyof HTMLElementTagNameMap>> = {
	'article, main, nav, header, footer, center': 'div',
	'form, label': 'div',
	strike: 's',
	tt: 'code',
	acronym: 'abbr'
};

/** Pictures of letters become letters. */
const EMOJI = 'img.emoji, img.wp-smiley';

/** A highlighter's tables of numbered lines become the code alone. */
const CODE_TABLES = 'figure.highlight table, table.lntable';

/** A link to other sites whose address only a script can read. */
const ENCODED_LINKS = 'span.exturl[data-url]';

/** Something of every kind that is compared. */
const EVERYTHING = `<h2 id="h">A</h2><h3>B</h3><p lang="en">a <b>b</b> <a href="/x">c</a> <a href="#h">d</a> <code>e</code><br>
	<ruby>f<rt>g</rt></ruby> <q>h</q><sup>i</sup> <abbr title="j">k</abbr></p><ul><li>l</li></ul><ol start="3"><li value="4">m</li></ol>
	<dl><dt>n</dt><dd>o</dd></dl><blockquote>p</blockquote><pre>q</pre><hr><table><caption>r</caption><tr><th>s</th><td>t</td></tr></table>
	<figure><picture><source srcset="/u 1x, /v 2x"><img src="/w" alt="x"></picture><figcaption>y</figcaption></figure>
	<audio src="/z"></audio><video poster="/1"><source src="/2"></video><details><summary>3</summary>4</details>
	<math><mi>5</mi></math><iframe src="https://player.example/6"></iframe><time datetime="2020">7</time>`;

const { folder, feeds } = await commands.realFeeds();
const missing = `No real feeds in ${folder}. Set BACKLIST_REAL_FEEDS to a folder of feeds.`;

if (feeds.length === 0) {
	console.warn(`${missing} Skipped.`);
	test.skip(missing, () => undefined);
}

/** Of every post. */
const times: { letters: number; ms: number }[] = [];

afterAll(() => {
	if (times.length === 0) return;
	const sum = (of: 'letters' | 'ms') => times.reduce((total, time) => total + time[of], 0);
	const longest = times.reduce((one, other) => (other.ms > one.ms ? other : one));
	console.warn(
		`${times.length} posts made safe in ${Math.round(sum('ms'))} ms, ${Math.round((sum('ms') / sum('letters')) * 1e6)} ms ` +
			`for a million letters; the longest took ${Math.round(longest.ms)} ms for ${longest.letters} letters.`
	);
});

describe.each(feeds)('$name', async ({ name, text }) => {
	const url = `https://feeds.example/${name}`;
	const posts = (await postsOf(url, text)).map(({ post, body }) => ({
		guid: post.guid,
		html: body.html,
		// One of these blogs was built on its author's device, and says that its posts are there.
		base: {
			postUrl: post.url?.replace('http://localhost:1313', 'https://feeds.example') ?? null,
			feedUrl: url
		}
	}));

	test('says after it was made safe what it said before', () => {
		expect(posts.length).toBeGreaterThan(0);
		const losses = posts.flatMap(({ guid, html, base }) =>
			differences(meaningOf(expectedOf(html), base), meaningOf(timed(html, base), base)).map(
				(difference) => `${guid}: ${difference}`
			)
		);
		expect(losses).toEqual([]);
	});

	test('is safe once and for all, and is what it is written out as', () => {
		for (const { html, base } of posts) {
			const once = element(sanitize(html, base));
			expect(element(sanitize(once.innerHTML, base)).innerHTML).toBe(once.innerHTML);
			const readAgain = element();
			readAgain.innerHTML = once.innerHTML;
			expect(readAgain.isEqualNode(once)).toBe(true);
		}
	});
});

describe('a post with something of every kind', () => {
	const base = { postUrl: 'https://blog.example/a', feedUrl: 'https://blog.example/feed' };
	const whole = meaningOf(expectedOf(EVERYTHING), base);

	test('says after it was made safe what it said before', () => {
		expect(differences(whole, meaningOf(sanitize(EVERYTHING, base), base))).toEqual([]);
	});

	test('says something else without any one of its elements', () => {
		const count = expectedOf(EVERYTHING).querySelectorAll('*').length;
		for (let at = 0; at < count; at += 1) {
			const body = expectedOf(EVERYTHING);
			const lost = body.querySelectorAll('*')[at]!;
			// Its words stay, as they do where the sanitiser does not know an element.
			lost.replaceWith(...lost.childNodes);
			expect(differences(whole, meaningOf(body, base)), lost.outerHTML).not.toEqual([]);
		}
		expect(count).toBeGreaterThan(30);
	});
});

async function postsOf(url: string, text: string): Promise<IncomingPost[]> {
	const answer = { url, text, mimeType: '' };
	const context = { fetchText: async () => answer, now: () => Date.UTC(2026, 10, 23) };
	const pages = sourceFor(answer)!.pages({ id: feedIdOf(url), url }, url, context);
	for await (const page of pages) return page.posts;
	throw new Error('no page');
}

/** What the reader is to have of it, inert. */
function expectedOf(html: string): HTMLElement {
	const { body } = new DOMParser().parseFromString(html, 'text/html');
	for (const emoji of body.querySelectorAll(EMOJI)) emoji.replaceWith(emoji.getAttribute('alt') ?? '');
	for (const gone of body.querySelectorAll(Object.keys(GOES).join())) gone.remove();
	for (const box of body.querySelectorAll('input'))
		box.replaceWith(box.hasAttribute('checked') ? '☑ ' : '☐ ');
	for (const table of body.querySelectorAll(CODE_TABLES)) table.replaceWith(codeOf(table));
	for (const span of body.querySelectorAll<HTMLElement>(ENCODED_LINKS))
		rename(span, 'a').href = atob(span.dataset.url!);
	for (const link of body.querySelectorAll(':is(h1, h2, h3, h4, h5, h6) a[href*="#"]')) {
		// A sign that leads to the heading itself.
		if (!/[\p{L}\p{N}]/u.test(link.textContent)) link.remove();
	}
	for (const link of body.querySelectorAll('a[href]:empty')) link.remove();
	for (const [selector, name] of Object.entries(BECOMES)) {
		for (const element of body.querySelectorAll(selector)) rename(element, name);
	}
	return body;
}

function codeOf(table: Element): Element {
	const lines = [...table.querySelectorAll('td:last-child pre')].map((line) => line.textContent);
	const pre = table.ownerDocument.createElement('pre');
	const code = table.ownerDocument.createElement('code');
	code.textContent = lines.join('\n');
	pre.append(code);
	return pre;
}

function rename<K extends keyof HTMLElementTagNameMap>(element: Element, name: K): HTMLElementTagNameMap[K] {
	const renamed = element.ownerDocument.createElement(name);
	for (const { name: attribute, value } of element.attributes) renamed.setAttribute(attribute, value);
	renamed.append(...element.childNodes);
	element.replaceWith(renamed);
	return renamed;
}

/** Sanitises, and keeps how long that took. */
function timed(html: string, base: ContentBase): DocumentFragment {
	const start = performance.now();
	const post = sanitize(html, base);
	times.push({ letters: html.length, ms: performance.now() - start });
	return post;
}

/** Holds `content` where nothing is loaded. */
function element(...content: Node[]): HTMLElement {
	const holder = document.implementation.createHTMLDocument().createElement('div');
	holder.append(...content);
	return holder;
}

function differences(before: Meaning, after: Meaning): string[] {
	return Object.keys(before).flatMap((kind) => {
		const [were, are] = [before[kind]!, after[kind]!];
		if (JSON.stringify(were) === JSON.stringify(are)) return [];
		const [lost, gained] = [without(were, are), without(are, were)];
		if (lost.length === 0 && gained.length === 0) return [`${kind} in another order`];
		const [one = '', other = ''] = [lost[0], gained[0]];
		const from = [...one].findIndex((_, index) => one.charAt(index) !== other.charAt(index)) - 40;
		return [`${kind}: ${shown(lost, Math.max(0, from))} became ${shown(gained, Math.max(0, from))}`];
	});
}

/** The lines of `list` that are not in `others`, where each of those stands for one. */
function without(list: string[], others: string[]): string[] {
	const rest = [...others];
	return list.filter((line) => {
		const at = rest.indexOf(line);
		if (at !== -1) rest.splice(at, 1);
		return at === -1;
	});
}

function shown(lines: string[], from: number): string {
	return lines.length === 0 ? 'nothing' : lines.map((line) => `«${line.slice(from, from + 200)}»`).join(', ');
}
