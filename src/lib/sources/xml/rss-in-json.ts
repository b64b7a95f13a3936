import { isObject, isShallow, listOf, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { parseJson } from '$lib/sources/parse-json';
import type { FetchedText } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';

/** Where RSS in JSON begins, however it is indented: nothing else is worth the work of reading it all. */
const BEGINNING = /^\ufeff?\s*\{\s*"rss"\s*:\s*\{/;
/** What an element can be called; anything else is left out. */
const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;
/** The text of an element that has attributes. */
const TEXTS = ['#value', '#text'];
/** An item lies three levels within, and what it holds another three. */
const DEEPEST = 10;

/**
 * RSS in JSON as the RSS that it stands for; any other answer as it is.
 * @see https://github.com/scripting/Scripting-News/blob/master/rss-in-json/README.md
 */
export function rssOfJson(page: FetchedText): FetchedText {
	const rss = BEGINNING.test(page.text) ? rssIn(page.text) : null;
	return rss === null ? page : { ...page, text: elementOf('rss', rss) };
}

/** Whether an answer is RSS in JSON. */
export function isRssInJson({ text }: FetchedText): boolean {
	return BEGINNING.test(text) && rssIn(text) !== null;
}

function rssIn(text: string): JsonObject | null {
	try {
		const value = parseJson(text);
		const rss = isObject(value) ? memberOf(value, 'rss') : null;
		return isObject(rss) && isObject(memberOf(rss, 'channel')) && isShallow(rss, DEEPEST) ? rss : null;
	} catch (error) {
		if (error instanceof SourceError) return null;
		throw error;
	}
}

/** Where a value is short, it may be an attribute or an element of its own: it is written as both, and readers look for one. */
function elementOf(name: string, value: unknown): string {
	if (!isObject(value)) return `<${name}>${escaped(textOf(value))}</${name}>`;
	const members = Object.entries(value).filter(([member]) => NAME.test(member));
	const attributes = members
		.filter(([, inner]) => textOf(inner) !== '')
		.map(([member, inner]) => ` ${member}="${escaped(textOf(inner))}"`);
	const text = TEXTS.map((member) => memberOf(value, member)).find((given) => given !== undefined);
	const inner =
		text === undefined
			? members.flatMap(([member, held]) => listOf(held).map((one) => elementOf(member, one))).join('')
			: escaped(textOf(text));
	return `<${name}${attributes.join('')}>${inner}</${name}>`;
}

function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
