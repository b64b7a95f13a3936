import type { Author } from '$lib/model/author';
import { shortened } from '$lib/model/visible-text';
import { LONGEST_NAME, MOST_PEOPLE } from '$lib/sources/bounds';
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

/** Each once, and the first few of an endless list. Allows for one author where a list belongs, and a name where an author belongs. */
function readAuthors(value: unknown, base: string): Author[] {
	const byName = new Map<string, Author>();
	const entries = listOf(value).slice(0, MOST_PEOPLE);
	for (const author of entries.flatMap((entry) => readAuthor(entry, base))) {
		const key = `${author.name}\n${author.url ?? ''}`;
		if (!byName.has(key)) byName.set(key, author);
	}
	return [...byName.values()];
}

function readAuthor(value: unknown, base: string): Author[] {
	if (!isObject(value)) {
		const name = shortened(lineOf(value), LONGEST_NAME);
		return name === '' ? [] : [{ name, url: null, avatar: null }];
	}
	const url = personUrl(memberOf(value, 'url'), base);
	const name = shortened(lineOf(memberOf(value, 'name')) || nameFrom(url), LONGEST_NAME);
	return name === '' ? [] : [{ name, url, avatar: httpUrl(memberOf(value, 'avatar'), base) }];
}

function nameFrom(url: string | null): string {
	if (url === null) return '';
	return url.startsWith('mailto:') ? url.slice('mailto:'.length).replace(/\?.*$/s, '') : hostName(url);
}
