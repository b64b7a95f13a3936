import { describe, expect, test } from 'vitest';
import frameHosts from '../../src/lib/content/frame-hosts.json';
import { embeddedAt, isFrame } from '../../src/lib/content/players';

describe('players that may be shown here', () => {
	test.each([
		[
			'https://www.youtube.com/embed/dQw4w9WgXcQ?start=30&autoplay=1',
			'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
			'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=30'
		],
		[
			'http://www.youtube.com/v/dQw4w9WgXcQ',
			'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
			'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'
		],
		[
			'https://www.youtube.com/embed/videoseries?list=PL1',
			'https://www.youtube.com/playlist?list=PL1',
			'https://www.youtube-nocookie.com/embed/videoseries?list=PL1'
		],
		[
			'https://player.vimeo.com/video/76979871?h=8272103f6e&title=0',
			'https://vimeo.com/76979871',
			'https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e'
		],
		[
			'https://www.dailymotion.com/embed/video/x84sh87',
			'https://www.dailymotion.com/video/x84sh87',
			'https://geo.dailymotion.com/player.html?video=x84sh87'
		],
		[
			'https://open.spotify.com/embed/episode/7makk4oTQel546B0PZlDM5?utm_source=generator',
			'https://open.spotify.com/episode/7makk4oTQel546B0PZlDM5',
			'https://open.spotify.com/embed/episode/7makk4oTQel546B0PZlDM5'
		],
		[
			'https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b',
			'https://soundcloud.com/a/b',
			'https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b'
		],
		[
			'https://embed.podcasts.apple.com/us/podcast/x/id1?i=2',
			'https://podcasts.apple.com/us/podcast/x/id1?i=2',
			'https://embed.podcasts.apple.com/us/podcast/x/id1?i=2'
		],
		[
			'https://www.mixcloud.com/widget/iframe/?feed=%2Fa%2Fb%2F',
			'https://www.mixcloud.com/a/b/',
			'https://player-widget.mixcloud.com/widget/iframe/?feed=%2Fa%2Fb%2F'
		],
		[
			'https://www.google.com/maps/embed?pb=!1m14!2d13.37!3d52.51!5',
			'https://www.google.com/maps?q=52.51,13.37',
			'https://www.google.com/maps/embed?pb=!1m14!2d13.37!3d52.51!5'
		],
		[
			'https://archive.org/embed/a-film',
			'https://archive.org/details/a-film',
			'https://archive.org/embed/a-film'
		],
		[
			'https://codepen.io/ann/embed/preview/abc?height=300',
			'https://codepen.io/ann/pen/abc',
			'https://codepen.io/ann/embed/preview/abc?height=300'
		],
		[
			'http://videopress.com/embed/Abc1',
			'http://videopress.com/embed/Abc1',
			'https://videopress.com/embed/Abc1'
		]
	])('%s', (address, page, frame) => {
		expect(embeddedAt(address)).toMatchObject({ page, frame });
		// What was found once is found again: a card that is made safe twice stays as it is.
		expect(isFrame(frame)).toBe(true);
	});
});

describe('all others only open outside', () => {
	test.each([
		'https://peertube.example/videos/embed/1',
		'https://evil.example/www.youtube.com/embed/dQw4w9WgXcQ',
		'https://www.youtube.com.evil.example/embed/dQw4w9WgXcQ',
		'https://evilyoutube.com/embed/dQw4w9WgXcQ',
		'https://www.youtube.com/redirect?q=https://evil.example',
		'https://www.google.com/search?q=maps',
		'https://player.vimeo.com/evil',
		'https://www.twitch.tv/videos/1',
		'https://videopress.com:8443/embed/a',
		'https://user@videopress.com/embed/a'
	])('%s', (address) => {
		expect(embeddedAt(address).frame).toBeNull();
		expect(isFrame(address)).toBe(false);
	});
});

test('no host is a pattern, and none is there twice', () => {
	expect(frameHosts.filter((host) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host))).toEqual([]);
	expect(new Set(frameHosts).size).toBe(frameHosts.length);
});
