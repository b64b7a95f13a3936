import { expect, test } from 'vitest';
import { enlargeable, enlargerOf } from '$lib/ui/enlarge';
import { lightboxPictures } from '$lib/ui/lightbox-pictures';
import { postHtml } from '$lib/ui/post-html';

const FEED = 'https://blog.example/feed.json';
const image = (more = '') => `<img src="https://pictures.example/small.jpg" alt="A bay" ${more}>`;

/** Not in the page: no picture is asked for. */
function post(html: string, isArticle = true): HTMLElement {
	const element = document.createElement('div');
	element.append(postHtml(html, { postUrl: null, feedUrl: FEED }, 'shown', null, isArticle).post);
	return element;
}

test('a picture gets a button that names it, and stays as it is', () => {
	const element = post(`<p>${image()}</p>`);
	const [picture] = enlargeable(element);
	expect(picture?.alt).toBe('A bay');
	expect(picture?.getAttribute('role')).toBeNull();
	expect(enlargerOf(picture!)?.ariaLabel).toBe('Enlarge: A bay');
	expect(element.textContent).toBe('');
});

test.each([
	['signs in a line', image('width="20" height="20"')],
	['what leads to another page', `<a href="https://blog.example/page">${image()}</a>`],
	['what leads somewhere with words', `<a href="https://pictures.example/big.jpg">${image()} Read on</a>`],
	['what unfolds something', `<details><summary>${image()}</summary>Text</details>`]
])('%s cannot be enlarged', (_, html) => {
	expect(enlargeable(post(html))).toEqual([]);
});

test('a link to the file of a picture enlarges it; its file is asked for only where the reader lets it', () => {
	const element = post(`<a href="https://pictures.example/big.jpg">${image()}</a>`);
	const [picture] = enlargeable(element);
	expect(enlargerOf(picture!)?.localName).toBe('a');
	const shown = (asksForLarger: boolean) => lightboxPictures(element, FEED, asksForLarger)[0]?.src;
	expect(shown(true)).toBe('https://pictures.example/big.jpg');
	expect(shown(false)).toBe('https://pictures.example/small.jpg');
});

test('no post has devices at home asked for a picture', () => {
	const element = post(`<a href="http://192.168.0.1/big.jpg">${image()}</a>`);
	expect(lightboxPictures(element, FEED, true)[0]?.src).toBe('https://pictures.example/small.jpg');
});

test('pictures that are not loaded are not among them until they are', () => {
	const element = document.createElement('div');
	const base = { postUrl: null, feedUrl: FEED };
	const { post: fragment, withheld } = postHtml(
		image() + image('width="300" height="200"'),
		base,
		'on-press',
		null,
		true
	);
	element.append(fragment);
	expect(enlargeable(element)).toEqual([]);
	element.querySelector('button')?.click();
	expect(enlargeable(element)).toHaveLength(1);
	withheld.restore();
	expect(enlargeable(element)).toHaveLength(2);
	expect(element.querySelectorAll('.enlargeable .enlargeable')).toHaveLength(0);
});

test('pictures of comments have no such button', () => {
	expect(enlargeable(post(image(), false))).toEqual([]);
});
