import type { Post } from './post';
import { hasInk } from './visible-text';

const LONGEST = 80;

/** What to call a post in a list: its title, or its first words when it has none, or its address. */
export function displayTitle(post: Pick<Post, 'title' | 'excerpt' | 'url' | 'externalUrl'>): string {
	if (hasInk(post.title)) return post.title;
	if (hasInk(post.excerpt)) return firstWords(post.excerpt);
	const address = post.url ?? post.externalUrl;
	return address === null ? 'Untitled post' : withoutScheme(address);
}

function firstWords(text: string): string {
	if (text.length <= LONGEST) return text;
	let cut = '';
	// By what a reader sees as one character: an emoji is never cut in two.
	for (const { segment } of new Intl.Segmenter().segment(text.slice(0, 2 * LONGEST))) {
		if (cut.length + segment.length > LONGEST) break;
		cut += segment;
	}
	const lastSpace = cut.lastIndexOf(' ');
	return `${lastSpace > LONGEST / 2 ? cut.slice(0, lastSpace) : cut}…`;
}

function withoutScheme(address: string): string {
	return address.replace(/^[a-z]+:\/\/(www\.)?/i, '').replace(/\/$/, '');
}
