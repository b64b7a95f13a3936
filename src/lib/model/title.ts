import type { Post } from './post';

const LONGEST = 80;

/** What to call a post in a list: its title, or its first words when it has none, or its address. */
export function displayTitle(post: Pick<Post, 'title' | 'excerpt' | 'url' | 'externalUrl'>): string {
	if (post.title !== '') return post.title;
	if (post.excerpt !== '') return firstWords(post.excerpt);
	const address = post.url ?? post.externalUrl;
	return address === null ? 'Untitled post' : withoutScheme(address);
}

function firstWords(text: string): string {
	if (text.length <= LONGEST) return text;
	const cut = text.slice(0, LONGEST);
	const lastSpace = cut.lastIndexOf(' ');
	return `${lastSpace > LONGEST / 2 ? cut.slice(0, lastSpace) : cut}…`;
}

function withoutScheme(address: string): string {
	return address.replace(/^[a-z]+:\/\/(www\.)?/i, '').replace(/\/$/, '');
}
