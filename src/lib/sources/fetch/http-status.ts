import { hostName } from '$lib/sources/http-url';
import { SourceError } from '$lib/sources/source-error';

/** A site may ask to be left alone for at most this many milliseconds: a day. */
const LONGEST_WAIT = 24 * 60 * 60 * 1000;

/**
 * What an answer other than success means to the reader.
 * @param answer beginning of its text
 * @param now UTC milliseconds
 */
export function statusError(
	response: Pick<Response, 'status' | 'headers'>,
	answer: string,
	url: string,
	now: number
): SourceError {
	const { status } = response;
	const details = { status, answer, retryAfter: retryAfter(response.headers.get('Retry-After'), now) };
	const host = hostName(url);
	const answered = `${host} answered with status ${status}`;
	if (status === 404 || status === 410) {
		return new SourceError(
			'not-found',
			`There is nothing at this address: ${answered}.`,
			'Check the address for slips, or look on the site for where its feed is now.',
			details
		);
	}
	if (status === 429 || status === 503) {
		return new SourceError(
			'rate-limited',
			`${host} is busy and asks for patience: it answered with status ${status}.`,
			'Wait a while, then try again.',
			details
		);
	}
	if (status >= 500) {
		return new SourceError(
			'server-error',
			`Something is wrong at the site: ${answered}.`,
			'There is nothing to do but wait and try again later.',
			details
		);
	}
	return new SourceError(
		'refused',
		`The site does not give this out: ${answered}.`,
		'See whether the feed opens in a browser tab. Feeds behind a login cannot be read here.',
		details
	);
}

/**
 * Milliseconds of a `Retry-After` header, which holds seconds or a date; null without one.
 * Browsers show it to other sites only if the site allows it.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfter(header: string | null, now: number): number | null {
	const value = header?.trim() ?? '';
	const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
	return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST_WAIT) : null;
}
