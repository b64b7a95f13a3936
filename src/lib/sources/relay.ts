import { say, together, type Said } from '$lib/messages/problem-words';
import { adviceOf, messageOf } from '$lib/model/problem';
import { hostName, isLoopback } from './http-url';
import type { SourceContext } from './source';
import { SourceError } from './source-error';

/** Stands for the encoded address of what is to be fetched. */
const PLACE = '{url}';

/**
 * Checks the template of a relay's addresses, such as `https://relay.example/?url={url}`.
 * @throws SourceError `invalid-address` in words for the person who wrote it
 */
export function parseRelay(template: string): string {
	const text = template.trim();
	const sample = relayed(text, 'https://blog.example/feed');
	if (!text.includes(PLACE)) throw wrong(say('relay_wrong_place', { place: PLACE }));
	// A bare place would fetch without any relay, and look as if it did not.
	if (!URL.canParse(sample) || text.startsWith(PLACE)) throw wrong(say('relay_wrong_address'));
	const { protocol, username, password } = new URL(sample);
	if (username !== '' || password !== '') {
		throw wrong(say('relay_wrong_password', { sign: '@' }));
	}
	if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(sample))) {
		throw wrong(say('relay_wrong_scheme'));
	}
	return text;
}

/** Fetches everything through the relay of `template`, as if it came from the site itself. */
export function throughRelay(
	fetchText: SourceContext['fetchText'],
	template: string
): SourceContext['fetchText'] {
	return async (url) => {
		try {
			return { ...(await fetchText(relayed(template, url))), url };
		} catch (error) {
			throw error instanceof SourceError ? ofRelay(error, template) : error;
		}
	};
}

/** A feed that is fetched through a relay when none is set. */
export function withoutRelay(): SourceError {
	return new SourceError('no-relay', say('relay_none'), say('relay_none_advice'));
}

function relayed(template: string, url: string): string {
	return template.replaceAll(PLACE, () => encodeURIComponent(url));
}

function ofRelay(error: SourceError, template: string): SourceError {
	const host = hostName(relayed(template, ''));
	const problem = error.toProblem();
	const message = together(say('relay_through', { host }), messageOf(problem));
	return new SourceError(error.code, message, adviceOf(problem), { ...error.details, relay: host });
}

function wrong(why: Said): SourceError {
	return new SourceError(
		'invalid-address',
		together(say('relay_wrong'), why),
		say('relay_wrong_advice', { place: PLACE, example: `https://relay.example/?url=${PLACE}` })
	);
}
