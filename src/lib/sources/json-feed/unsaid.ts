import { httpUrl } from '$lib/sources/http-url';
import { isObject, isShallow, textOf, type JsonObject } from '$lib/sources/json-values';
import type { JsonMembers } from './members';

/** What is nested deeper than this is left out: storing and exporting it would overflow the stack. */
const DEEPEST = 100;
const ADDRESSES = new Set([
	'url',
	'external_url',
	'image',
	'banner_image',
	'avatar',
	'home_page_url',
	'icon',
	'favicon'
]);
const LISTS = new Set(['authors', 'attachments']);
const DATES = new Set(['date_published', 'date_modified']);
/** What is always said, if only by us: a name, where the source gave none. */
const ALWAYS_SAID = new Set(['id', 'title']);
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;

/**
 * What a source says in JSON and its post or feed does not: members that no specification names, and those of which less is kept, as
 * they came. Null stands for a member that is made of others, such as the HTML of a plain text. Null when there is nothing.
 *
 * What is the same as far as anybody can tell is not among them: other notations of an address or of a moment, `author` for `authors`,
 * a number for an `id`.
 * @param said the same as it would be written without
 * @param specified names of members that may be left out when written
 * @param base absolute address of the page
 */
export function unsaidMembers(
	source: JsonObject,
	said: JsonMembers,
	specified: ReadonlySet<string>,
	base: string
): JsonMembers | null {
	const given = withAuthors(source);
	const own = Object.entries(given).filter(([name, value]) => {
		if (name === '__proto__' || name === 'id' || !isShallow(value, DEEPEST)) return false;
		return !specified.has(name) || !isSaid(name, value, said[name], base);
	});
	// An item without any content needs one that is empty.
	const absent = Object.keys(said).filter(
		(name) => given[name] == null && said[name] !== '' && !ALWAYS_SAID.has(name)
	);
	const unsaid = [
		...own.map(([name, value]) => [name, specified.has(name) ? absolute(name, value, base) : value] as const),
		...absent.map((name) => [name, null] as const)
	];
	return unsaid.length === 0 ? null : Object.fromEntries(unsaid);
}

/** The one author of version 1.0, as version 1.1 has them. */
function withAuthors(source: JsonObject): JsonObject {
	const { author, ...rest } = source;
	if (!isObject(author) || source.authors != null) return source;
	return Object.keys(author).length === 0 ? rest : { ...rest, authors: [author] };
}

function isSaid(name: string, given: unknown, said: unknown, base: string): boolean {
	if (given == null) return true;
	if (DATES.has(name)) return isSameMoment(textOf(given), textOf(said));
	return isSame(absolute(name, given, base), said);
}

function isSameMoment(given: string, said: string): boolean {
	return RFC_3339.test(given) && Date.parse(given) === Date.parse(said);
}

/** With the addresses that it names made absolute. */
function absolute(name: string, value: unknown, base: string): unknown {
	if (ADDRESSES.has(name)) return httpUrl(value, base) ?? value;
	if (!LISTS.has(name) || !Array.isArray(value)) return value;
	return value.map((entry: unknown) => {
		if (!isObject(entry)) return entry;
		const members = Object.entries(entry).filter(([inner]) => inner !== '__proto__');
		return Object.fromEntries(members.map(([inner, one]) => [inner, absolute(inner, one, base)]));
	});
}

/** Goes no deeper than `said` does. */
function isSame(given: unknown, said: unknown): boolean {
	if (given === said) return true;
	if (Array.isArray(given) && Array.isArray(said)) {
		return given.length === said.length && given.every((one, i) => isSame(one, said[i]));
	}
	if (!isObject(given) || !isObject(said)) return false;
	const names = Object.keys(given).filter((name) => given[name] != null);
	return names.length === Object.keys(said).length && names.every((name) => isSame(given[name], said[name]));
}
