import type { Author } from '$lib/model/author';
import { lineOf } from '$lib/sources/feed-text';
import { hostName, httpUrl, personUrl } from '$lib/sources/http-url';
import { isObject, listOf, memberOf, type JsonObject } from '$lib/sources/json-values';

/**
 * The authors of a feed or an item: `authors` of version 1.1, or `author` of 1.0, or neither: [].
 * @param base absolute address of the page
 * @see https://www.jsonfeed.org/version/1.1/#authors
 */
export function authorsOf(object: JsonObject, base: string): Author[] {
	const authors = readAuthors(memberOf(object, 'authors'), base);
	return authors.length > 0 ? authors : readAuthors(memberOf(object, 'author'), base);
}

/** Each once. Allows for one author where a list belongs, and a name where an author belongs. */
function readAuthors(value: unknown, base: string): Author[] {
	const byName = new Map<string, Author>();
	for (const author of listOf(value).flatMap((entry) => readAuthor(entry, base))) {
		const key = `${author.name}\n${author.url ?? ''}`;
		if (!byName.has(key)) byName.set(key, author);
	}
	return [...byName.values()];
}

function readAuthor(value: unknown, base: string): Author[] {
	if (!isObject(value)) {
		const name = lineOf(value);
		return name === '' ? [] : [{ name, url: null, avatar: null }];
	}
	const url = personUrl(memberOf(value, 'url'), base);
	const name = lineOf(memberOf(value, 'name')) || nameFrom(url);
	return name === '' ? [] : [{ name, url, avatar: httpUrl(memberOf(value, 'avatar'), base) }];
}

function nameFrom(url: string | null): string {
	if (url === null) return '';
	return url.startsWith('mailto:') ? url.slice('mailto:'.length).replace(/\?.*$/s, '') : hostName(url);
}
