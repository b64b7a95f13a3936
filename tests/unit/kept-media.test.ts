import { describe, expect, test } from 'vitest';
import { picturesIn } from '../../src/lib/content/picture-list';
import { bytesAskedFor, keptAddress, keptRecordingAt } from '../../src/lib/model/kept-address';
import { standardBudget } from '../../src/lib/model/kept-media';
import type { Post } from '../../src/lib/model/post';
import { toMakeRoom, type Rank } from '../../src/lib/sync/media/make-room';
import { wantedPictures } from '../../src/lib/sync/media/wanted-pictures';

const blog = { postUrl: 'https://blog.example/2026/post/', feedUrl: 'https://blog.example/feed.json' };
const found = (html: string) => picturesIn(html, blog);

describe('the pictures of a post', () => {
	test('are found in order, each once, with their whole addresses', () => {
		const html =
			'<p><img src="one.png"><IMG SRC=/two.png><img src="one.png#part"><image src="three.png"></p>';
		expect(found(html)).toEqual([
			'https://blog.example/2026/post/one.png',
			'https://blog.example/two.png',
			'https://blog.example/2026/post/three.png'
		]);
	});

	test('come in one size: that of `src` where it is large enough, else one that is', () => {
		const sizes = (src: string, ...widths: number[]) =>
			found(`<img src="/${src}.png" srcset="${widths.map((w) => `/${w}.png ${w}w`).join(', ')}">`);
		expect(sizes('1024', 300, 1024, 2048)).toEqual(['https://blog.example/1024.png']);
		expect(sizes('300', 300, 1024, 2048)).toEqual(['https://blog.example/1024.png']);
		expect(sizes('300', 300, 500)).toEqual(['https://blog.example/500.png']);
		expect(found('<img src="/1.png" srcset="/2.png 2x, /3.png 3x">')).toEqual(['https://blog.example/2.png']);
	});

	test('that come late, or in a `picture`, are found where browsers will look', () => {
		expect(found('<img src="data:image/gif;base64,AAAA" data-src="/late.jpg">')).toEqual([
			'https://blog.example/late.jpg'
		]);
		expect(
			found('<picture><source srcset="/a.avif 800w"><img src="/a.jpg"></picture><img src="/b.jpg">')
		).toEqual(['https://blog.example/a.jpg', 'https://blog.example/b.jpg']);
		expect(found('<picture><source srcset="/only.webp 1200w"><img></picture>')).toEqual([
			'https://blog.example/only.webp'
		]);
	});

	test('are none that count readers, none in the text itself, none of a private host', () => {
		expect(
			found(
				'<img src="/pixel.png" width="1" height="1"><img src="data:image/png;base64,AAAA">' +
					'<img src="http://192.168.0.1/router.png"><img src="javascript:alert(1)"><img>'
			)
		).toEqual([]);
	});
});

test('a post shows its picture in lists, the one at its top and those of its text; on https all are asked for over https', () => {
	const post = {
		thumbnail: 'http://cdn.example/list.png',
		bannerImage: 'https://cdn.example/top.png',
		image: null,
		url: blog.postUrl
	} as Post;
	const html = '<img src="https://cdn.example/text.png">';
	const [list, top, text] = ['list', 'top', 'text'].map((name) => `https://cdn.example/${name}.png`);
	expect(wantedPictures(post, html, blog.feedUrl, true)).toEqual([list, top, text]);
	// The text has the one at the top already.
	const again = '<img src="https://other.example/small/top.png">';
	expect(wantedPictures(post, again, blog.feedUrl, false)).toEqual([
		'http://cdn.example/list.png',
		'https://other.example/small/top.png'
	]);
});

describe('when there is too much', () => {
	const standing = (id: string, rank: Rank, neededAt: number, room = 10) => ({ id, rank, neededAt, room });
	const kept = [
		standing('starred', 'starred', 1),
		standing('recent', 'wanted', 9),
		standing('old', 'wanted', 2),
		standing('given up', 'unwanted', 20),
		standing('sound', 'asked', 0)
	];

	test('what nobody wants any more goes first, then what was needed longest ago, what has a star late', () => {
		const going = (excess: number) => toMakeRoom(kept, excess, { rank: 'asked', neededAt: 30 });
		expect(going(0)).toEqual([]);
		expect(going(1)).toEqual(['given up']);
		expect(going(11)).toEqual(['given up', 'old']);
		expect(going(40)).toEqual(['given up', 'old', 'recent', 'starred']);
	});

	test('nothing goes for what is worth no more', () => {
		expect(toMakeRoom(kept, 21, { rank: 'wanted', neededAt: 5 })).toBeNull();
		expect(toMakeRoom(kept, 20, { rank: 'wanted', neededAt: 5 })).toEqual(['given up', 'old']);
		expect(toMakeRoom([standing('same', 'wanted', 5)], 1, { rank: 'wanted', neededAt: 5 })).toBeNull();
	});
});

test('the budget is a tenth of what the browser gives, and a gigabyte at most', () => {
	expect([null, 100e6, 1e9, 4.3e9, 300e9].map(standardBudget)).toEqual([250e6, 50e6, 100e6, 250e6, 1000e6]);
});

test('a kept recording has an address in the app’s folder, and gives the bytes that a player asks for', () => {
	const url = 'https://cdn.example/episode.mp3?key=a&b=1';
	const address = new URL(keptAddress('/reader/', url), 'https://app.example');
	expect(keptRecordingAt('/reader/', address)).toBe(url);
	expect(keptRecordingAt('/reader/', new URL('https://app.example/reader/settings'))).toBeNull();
	const asked = (range: string) => bytesAskedFor(range, 100);
	expect(asked('bytes=0-')).toEqual([0, 99]);
	expect(asked('bytes=10-19')).toEqual([10, 19]);
	expect(asked('bytes=90-500')).toEqual([90, 99]);
	expect(asked('bytes=-5')).toEqual([95, 99]);
	for (const none of ['bytes=100-', 'bytes=5-4', 'bytes=-', 'bytes=0-1,3-4', 'lines=1-2']) {
		expect(asked(none)).toBeNull();
	}
});
