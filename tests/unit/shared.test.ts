import { expect, test } from 'vitest';
import { sharedAddress } from '$lib/model/shared';

const addressIn = (search: Record<string, string>) => sharedAddress(new URLSearchParams(search));

test('a shared link is found where the app that shares has put it', () => {
	expect(addressIn({ title: 'Blog', text: '', url: 'https://a.example/' })).toBe('https://a.example/');
	expect(addressIn({ title: 'Blog', text: 'See https://a.example/' })).toBe('See https://a.example/');
	expect(addressIn({ title: 'https://a.example/', text: 'A blog' })).toBe('https://a.example/');
	expect(addressIn({ text: 'feed:a.example/feed' })).toBe('feed:a.example/feed');
});

test('what is asked for by `url` needs no scheme', () => {
	expect(addressIn({ url: ' a.example ', text: 'https://b.example/' })).toBe('a.example');
});

test('without a link there is the text, so that it can be told that it is none, or nothing', () => {
	expect(addressIn({ title: 'Blog', text: 'no link' })).toBe('no link');
	expect(addressIn({ title: 'Blog' })).toBe('');
	expect(addressIn({})).toBe('');
});
