import { say } from '$lib/messages/problem-words';
import { isLoopback, withoutFragment } from '$lib/sources/http-url';
import { SourceError } from '$lib/sources/source-error';

/** Schemes of "add this feed" links, which stand before or instead of `https:`; and what browsers show a source with. */
const FEED_SCHEME = /^(?:(?:web\+)?(?:feeds?|rss)|pcast|podcast|itpc|view-source):(?:\/\/)?(?=.)/i;
/** Before an address that has its own: what a form had written already. */
const DOUBLED_SCHEME = /^https?:\/\/(?=https?:\/\/)/i;
/** The address of a link. */
const IN_MARKDOWN = /\]\(\s*<?((?:web\+)?[a-z-]+:(?:[^\s<>()]|\([^\s<>()]*\))+)>?(?:\s+"[^"]*")?\s*\)/i;
const IN_HTML = /\bhref\s*=\s*["']?([a-z+-]+:[^\s"'<>]+)/i;
/** Not the host of `example.org:8080/feed`. */
const SCHEME = /^[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))/i;
/** Brackets and quotes that people and mail programs put around addresses. */
const BEFORE = /^(?:[<({"'“„«‹`]|\[(?![\da-f:.]+\]))+/i;
const AFTER = new Set('.,;:!?>)]}"\'”“»›`…');
const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
/** In UTF-16 units. */
const LONGEST = 8192;

/**
 * The absolute address that a person means by what they paste or type: `example.org`, `<https://example.org/feed>,`,
 * `feed://example.org/`, a link in Markdown or HTML, or an address within a sentence.
 * @param base when given, an address without scheme is relative to it, as in a file of settings
 * @throws SourceError `invalid-address`
 */
export function parseAddress(input: string, base?: string): string {
	const address = decoded(candidateIn(input).replace(FEED_SCHEME, '')).replace(DOUBLED_SCHEME, '');
	const absolute = SCHEME.test(address) ? address : withoutScheme(address, base);
	if (absolute === null || !URL.canParse(absolute)) throw invalid(input);
	const url = new URL(absolute);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') throw invalid(input);
	if (url.username !== '' || url.password !== '') throw withPassword();
	return withoutFragment(url.href);
}

/** The one word of `input` that can be an address, without what stands around it. */
function candidateIn(input: string): string {
	if (input.length > LONGEST) throw invalid(input);
	const text = input
		.replace(/\p{Cf}/gu, '')
		.replace(/\p{Cc}/gu, ' ')
		.trim();
	const markedUp = (IN_MARKDOWN.exec(text) ?? IN_HTML.exec(text))?.[1];
	if (markedUp !== undefined) return markedUp.replaceAll('&amp;', '&');
	const words = text.split(/\s+/).map((word) => withoutEnd(word.replace(BEFORE, '')));
	if (words.length === 1) return words[0] ?? '';
	const address = words.find((word) =>
		/^((web\+)?feed:)?(\/\/)?https?:\/\/.|^(web\+)?feed:\/\/./i.test(word)
	);
	if (address === undefined) throw invalid(input);
	return address;
}

/** Leaves a closing bracket that the address itself opened. */
function withoutEnd(word: string): string {
	let end = word.length;
	for (; end > 0 && AFTER.has(word.charAt(end - 1)); end -= 1) {
		const opening = OPENING[word.charAt(end - 1)];
		if (opening !== undefined && word.slice(0, end).includes(opening)) break;
	}
	return word.slice(0, end);
}

/** Handlers of `web+feed:` may get what follows encoded. */
function decoded(address: string): string {
	if (!/^https?%3a%2f/i.test(address)) return address;
	try {
		return decodeURIComponent(address);
	} catch (error) {
		if (error instanceof URIError) return address;
		throw error;
	}
}

function withoutScheme(address: string, base: string | undefined): string | null {
	if (address === '') return null;
	if (base !== undefined) return URL.canParse(address, base) ? new URL(address, base).href : null;
	const place = address.replace(/^\/\//, '');
	const secure = `https://${place}`;
	if (!URL.canParse(secure) || !isHost(place)) return null;
	return isLoopback(secure) ? `http://${place}` : secure;
}

/** A word alone is no host, though the URL standard takes any; nor is `3.14`, which it takes for 3.0.0.14. */
function isHost(place: string): boolean {
	const host = /^[^/?#]*/.exec(place)?.[0] ?? '';
	const name = host.replace(/:\d*$/, '');
	if (/^[\d.]+$/.test(name)) return /^\d+(\.\d+){3}$/.test(name);
	return isLoopback(`https://${host}`) || name.startsWith('[') || /[^.]\.[^.]{2,}\.?$/.test(name);
}

function invalid(input: string): SourceError {
	const typed = input.trim();
	const shown = typed.length > 60 ? `${typed.slice(0, 59)}…` : typed;
	return new SourceError(
		'invalid-address',
		typed === '' ? say('address_empty') : say('address_wrong', { typed: shown.toWellFormed() }),
		say('advice_address')
	);
}

function withPassword(): SourceError {
	return new SourceError(
		'invalid-address',
		say('address_password', { sign: '@' }),
		say('address_password_advice')
	);
}
