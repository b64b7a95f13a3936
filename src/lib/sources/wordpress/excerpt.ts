import { plainText } from '$lib/content/plain-text';
import { decodeHTMLStrict } from 'entities';

/** Longest excerpt that is looked at, in UTF-16 units: the links that are taken out stand at the end of a short one. */
const LONGEST = 20_000;
const LINK = /<a\s([^<>]*)>[^]*?<\/a>/gi;
const CLASS_OF_MORE = /more-link|read-?more|continue-?reading/i;
/** How WordPress shows that a text goes on: `[…]`. */
const CUT = /\s*\[?(?:…|\.\.\.)\]?$/;

/**
 * An excerpt as plain text, without the "Continue reading" that themes add: a link to the post itself, in any language.
 * @param url of the post, or null
 */
export function excerptTextOf(html: string, url: string | null): string {
	const beginning = html.slice(0, LONGEST);
	// Behind the last end of a link each search for one would go to the end of the text.
	const lastEnd = Math.max(...['</a>', '</A>'].map((end) => beginning.lastIndexOf(end) + end.length));
	const own = beginning
		.slice(0, lastEnd)
		.replace(LINK, (link, attributes: string) => (leadsOn(attributes, url) ? ' ' : link));
	const text = plainText(own + beginning.slice(lastEnd))
		.replace(CUT, '…')
		.replace(/(?<=[.!?])…$/, ' …');
	return text === '…' ? '' : text;
}

function leadsOn(attributes: string, url: string | null): boolean {
	const hasClass = CLASS_OF_MORE.test(valueOf(attributes, 'class'));
	const target = decodeHTMLStrict(valueOf(attributes, 'href')).replace(/#.*$/s, '');
	return hasClass || (url !== null && target === url);
}

function valueOf(attributes: string, name: string): string {
	const value = new RegExp(String.raw`\b${name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`, 'i').exec(
		attributes
	);
	return value?.[1] ?? value?.[2] ?? value?.[3] ?? '';
}
