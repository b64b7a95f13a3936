import type { Candidates } from './candidates';
import type { FeedLinks } from './find-links';
import { say, together } from '$lib/messages/problem-words';
import { messageOf } from '$lib/model/problem';
import { hostName } from '$lib/sources/http-url';
import { isHtml, type Attempt } from './look';
import { SourceError, type SourceErrorCode } from '$lib/sources/source-error';

/** A feed is there, and broken. */
const BROKEN = new Set<SourceErrorCode>(['invalid-json', 'invalid-xml', 'too-large']);
/** Addresses that a message names. */
const MOST_LISTED = 6;

/**
 * Why a discovery found nothing, the most useful of all reasons: a site that cannot be asked now; a feed that is there but
 * broken; an API that is closed; a feed that the page names; then what the person's own address gave. A web page is only
 * where the search began.
 */
export function nothingFound(
	first: Attempt,
	{ feeds, apis }: FeedLinks,
	{ attempts, ending, closed }: Candidates
): SourceError {
	const named = new Set([...feeds, ...apis]);
	const errorsOf = (of: Attempt[]) => of.map(({ error }) => error).filter((error) => error !== null);
	const ofNamed = errorsOf(attempts.filter(({ url }) => named.has(url)));
	const broken = errorsOf(attempts).find(({ code }) => BROKEN.has(code));
	const specific = ofNamed.find(({ code }) => code !== 'not-found') ?? ofNamed[0];
	const own = first.page !== null && isHtml(first.page) ? null : first.error;
	const error = ending ?? broken ?? closed ?? specific ?? own ?? noFeed(first, attempts);
	return error.code === 'blocked-by-cors' ? blocked(error) : error;
}

function blocked(error: SourceError): SourceError {
	return new SourceError(
		error.code,
		together(messageOf(error.toProblem()), say('find_no_api_either')),
		say('find_blocked_advice'),
		error.details
	);
}

function noFeed(first: Attempt, attempts: Attempt[]): SourceError {
	const looked = attempts.map(({ url }) => url);
	const more = looked.length - MOST_LISTED;
	const inputs = { host: hostName(first.url), addresses: looked.slice(0, MOST_LISTED).join(', ') };
	const message = more > 0 ? say('find_nothing_more', { ...inputs, more }) : say('find_nothing', inputs);
	return new SourceError('not-a-feed', message, say('find_nothing_advice'));
}
