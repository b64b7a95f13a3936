import { say, together } from '$lib/messages/problem-words';
import { saidOf, type Words } from '$lib/model/problem';
import type { AnswerKind } from '$lib/sources/answer-kind';
import { hostName } from '$lib/sources/http-url';
import { SourceError } from '$lib/sources/source-error';

type FeedKind = 'rss' | 'atom' | 'rdf';

const FORMATS: Readonly<Record<FeedKind, string>> = { rss: 'RSS', atom: 'Atom', rdf: 'RSS 1.0' };

/** The answer is something else than the feed that was expected. */
export function otherAnswer(kind: AnswerKind, expected: FeedKind, url: string): SourceError {
	const inputs = { host: hostName(url), expected: FORMATS[expected] };
	if (kind === 'rss' || kind === 'atom' || kind === 'rdf') {
		const message = say('read_other_xml_feed', { ...inputs, format: FORMATS[kind] });
		return new SourceError('unsupported-format', message, say('read_other_xml_feed_advice'));
	}
	return new SourceError('not-a-feed', say(`read_${kind}_not_xml_feed`, inputs), say('advice_find_feed'));
}

/** The document has the right outermost element, and nothing of a feed in it. */
export function noFeed(url: string): SourceError {
	const message = say('read_no_xml_feed', { host: hostName(url) });
	return new SourceError('not-a-feed', message, say('advice_find_feed'));
}

export function cutOffFeed(url: string): SourceError {
	return new SourceError(
		'invalid-xml',
		say('read_xml_cut_off', { host: hostName(url) }),
		together(say('advice_cut_off'), say('advice_stays_kept'))
	);
}

/** @param reason of the first item */
export function unreadableFeed(url: string, reason: Words): SourceError {
	return new SourceError(
		'invalid-xml',
		together(say('read_no_post', { host: hostName(url) }), saidOf(reason)),
		say('advice_tell_author')
	);
}
