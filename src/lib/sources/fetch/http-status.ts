import { say } from '$lib/messages/problem-words';
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
	const inputs = { host: hostName(url), status };
	if (status === 404 || status === 410) {
		const message = say('fetch_not_found', inputs);
		return new SourceError('not-found', message, say('fetch_not_found_advice'), details);
	}
	if (status === 429 || status === 503) {
		return new SourceError('rate-limited', say('fetch_busy', inputs), say('advice_wait'), details);
	}
	if (status >= 500) {
		const message = say('fetch_server_error', inputs);
		return new SourceError('server-error', message, say('fetch_server_error_advice'), details);
	}
	return new SourceError('refused', say('fetch_refused', inputs), say('fetch_refused_advice'), details);
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
