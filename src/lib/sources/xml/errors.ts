import type { AnswerKind } from '$lib/sources/answer-kind';
import { hostName } from '$lib/sources/http-url';
import { SourceError } from '$lib/sources/source-error';

const FIND_FEED = 'Look on the site for the address of its feed. Posts that were kept stay kept.';
const NAMES: Readonly<Record<AnswerKind, string>> = {
	empty: 'empty',
	html: 'a web page',
	rss: 'an RSS feed',
	atom: 'an Atom feed',
	rdf: 'an RSS 1.0 feed',
	xml: 'an XML document',
	other: 'neither XML nor HTML'
};

/** The answer is something else than the feed that was expected. */
export function otherAnswer(kind: AnswerKind, expected: AnswerKind, url: string): SourceError {
	const isFeed = kind === 'rss' || kind === 'atom' || kind === 'rdf';
	return new SourceError(
		isFeed ? 'unsupported-format' : 'not-a-feed',
		`The answer of ${hostName(url)} is ${NAMES[kind]}, not ${NAMES[expected]} as expected.`,
		isFeed ? 'The site has changed the format of its feed. Posts that were kept stay kept.' : FIND_FEED
	);
}

/** The document has the right outermost element, and nothing of a feed in it. */
export function noFeed(url: string): SourceError {
	return new SourceError(
		'not-a-feed',
		`The answer of ${hostName(url)} looks like a feed, but has neither a title nor posts.`,
		FIND_FEED
	);
}

export function cutOffFeed(url: string): SourceError {
	return new SourceError(
		'invalid-xml',
		`The feed of ${hostName(url)} ends too early, before its first whole post: its XML is cut off.`,
		"Try again: the download may have been cut off. If it stays so, tell the site's author. Posts that were kept stay kept."
	);
}

/** @param reason of the first item */
export function unreadableFeed(url: string, reason: string): SourceError {
	return new SourceError(
		'invalid-xml',
		`No post in the feed of ${hostName(url)} can be read. ${reason}`,
		"Tell the site's author. Posts that were kept stay kept."
	);
}
