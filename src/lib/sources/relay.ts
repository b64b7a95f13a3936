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
	if (!text.includes(PLACE)) throw wrong(`It lacks ${PLACE}, where the address of the feed goes.`);
	// A bare place would fetch without any relay, and look as if it did not.
	if (!URL.canParse(sample) || text.startsWith(PLACE)) throw wrong('It is not an address.');
	const { protocol, username, password } = new URL(sample);
	if (username !== '' || password !== '') {
		throw wrong('It holds a name or password before an @, which browsers do not send.');
	}
	if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(sample))) {
		throw wrong('It must begin with https:, so that nobody on the way sees what you read.');
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
	return new SourceError(
		'no-relay',
		'This feed is fetched through a relay, and none is set any more.',
		'Name a relay in the settings, or switch it off for this feed in the library.'
	);
}

function relayed(template: string, url: string): string {
	return template.replaceAll(PLACE, () => encodeURIComponent(url));
}

function ofRelay({ code, message, advice, details }: SourceError, template: string): SourceError {
	const host = hostName(relayed(template, ''));
	return new SourceError(code, `Through the relay ${host}: ${message}`, advice, { ...details, relay: host });
}

function wrong(why: string): SourceError {
	return new SourceError(
		'invalid-address',
		`This cannot be the address of a relay. ${why}`,
		`Write it as the relay’s page says, with ${PLACE} in it, such as https://relay.example/?url=${PLACE}.`
	);
}
