import { hostName, withoutFragment } from './http-url';
import { say } from '$lib/messages/problem-words';
import { isPrivate } from '$lib/model/private-host';
import type { FetchedText, SourceContext, SourceFeed, SourcePage } from './source';
import { SourceError } from './source-error';

/** Pages in one walk. Fifty thousand posts in pages of fifty. */
export const MOST_PAGES = 1000;

/**
 * Walks an archive from page to page by each page's `next`. A post that moves on to a later page while the walk goes on
 * (because the blog published something) is given once. A blog of the web cannot lead the walk to a device at home.
 * @param read turns an answer into a page
 * @throws SourceError of fetching or reading; `page-loop` when the pages lead back to one that was given;
 * `too-many-pages` after {@link MOST_PAGES}. All pages before have been given.
 */
export async function* followPages(
	feed: SourceFeed,
	from: string,
	{ fetchText }: Pick<SourceContext, 'fetchText'>,
	read: (answer: FetchedText) => SourcePage
): AsyncGenerator<SourcePage> {
	const seenPages = new Set([withoutFragment(feed.url)]);
	const seenPosts = new Set<string>();
	let address = isAllowed(from, feed) ? from : feed.url;
	for (let count = 1; ; count += 1) {
		seenPages.add(withoutFragment(address));
		const answer = await fetchText(address);
		seenPages.add(withoutFragment(answer.url));
		const page = read(answer);
		const isForbidden = page.next !== null && !isAllowed(page.next, feed);
		const next = isForbidden ? null : page.next;
		const isCircle = next !== null && seenPages.has(withoutFragment(next));
		const posts = page.posts.filter(({ post }) => !seenPosts.has(post.id));
		for (const { post } of posts) seenPosts.add(post.id);
		// In a circle there is no next page: resuming there would go round for ever.
		const notes = isForbidden ? [...(page.notes ?? []), say('read_leads_home_note')] : page.notes;
		yield { ...page, posts, next: isCircle ? null : next, ...(notes !== undefined && { notes }) };
		if (isCircle) throw pageLoop(feed.url, count);
		if (next === null) return;
		if (count === MOST_PAGES) throw tooManyPages(feed.url);
		address = next;
	}
}

function isAllowed(address: string, feed: SourceFeed): boolean {
	return !isPrivate(address) || isPrivate(feed.url);
}

function pageLoop(url: string, count: number): SourceError {
	return new SourceError(
		'page-loop',
		say('read_page_loop', { host: hostName(url), page: count }),
		say('read_page_loop_advice', { pages: count })
	);
}

function tooManyPages(url: string): SourceError {
	return new SourceError(
		'too-many-pages',
		say('read_too_many_pages', { host: hostName(url), pages: MOST_PAGES }),
		say('read_too_many_pages_advice')
	);
}
