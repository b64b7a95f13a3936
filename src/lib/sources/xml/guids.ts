import { withoutFragment } from '$lib/sources/http-url';
import { revisionOf } from '$lib/sources/revision';

/** What can name an item. */
export interface Nameable {
	/** What the feed calls it; '' for nothing. */
	id: string;
	/** Its page, absolute, or null. */
	url: string | null;
	/** As written; '' for nothing. */
	title: string;
	/** Of publication, as written; '' for nothing. */
	date: string;
	/** What tells it from others of the same title and date. */
	content: readonly string[];
}

/** Beginning of a text that takes part in the identity of an item without id, in UTF-16 units. */
const BEGINNING = 500;
/** No longer id is kept as it is, in UTF-16 units. */
const LONGEST_ID = 2000;

/**
 * What to call each item of a page: by its id, else by its address, else by title and date, and by its content only where these
 * are missing or those of another item too: content is edited. An address that several different items share, or that is the
 * blog's own, names none of them: the next item there would overwrite the last.
 * @param pageUrls absolute addresses of the feed and of the blog
 */
export function guidsOf(items: readonly Nameable[], pageUrls: readonly (string | null)[]): string[] {
	const common = new Set(pageUrls.filter((url) => url !== null).map(placeOf));
	const withoutId = items.filter(({ id }) => id === '');
	for (const [url, digests] of digestsBy(withoutId, ({ url }) => url)) {
		if (digests.size > 1) common.add(placeOf(url));
	}
	const nameOf = ({ id, url }: Nameable) => {
		if (id !== '') return id.length <= LONGEST_ID ? id : `hash:${revisionOf(id)}`;
		return url === null || common.has(placeOf(url)) ? null : url;
	};
	const nameless = withoutId.filter((item) => nameOf(item) === null);
	const alike = digestsBy(nameless, headingOf);
	return items.map((item) => {
		const name = nameOf(item);
		if (name !== null) return name;
		const heading = headingOf(item);
		return heading !== null && alike.get(heading)?.size === 1 ? heading : digestOf(item);
	});
}

/** The digests of the items that have the same key; items given twice have one. */
function digestsBy(
	items: readonly Nameable[],
	keyOf: (item: Nameable) => string | null
): Map<string, Set<string>> {
	const digests = new Map<string, Set<string>>();
	for (const item of items) {
		const key = keyOf(item);
		if (key !== null) digests.set(key, (digests.get(key) ?? new Set()).add(digestOf(item)));
	}
	return digests;
}

/** Null of an item without title and date. */
function headingOf({ title, date, url }: Nameable): string | null {
	return title === '' && date === ''
		? null
		: `hash:${revisionOf([...beginningsOf([title, date]), url ?? ''])}`;
}

function digestOf({ title, date, content, url }: Nameable): string {
	return `hash:${revisionOf([...beginningsOf([title, date, ...content]), url ?? ''])}`;
}

function beginningsOf(texts: readonly string[]): string[] {
	return texts.map((text) => text.slice(0, BEGINNING));
}

/** One way to write an address that is often written in several. A fragment is kept: it names a part of the page. */
function placeOf(url: string): string {
	return (url.endsWith('#') ? withoutFragment(url) : url)
		.replace(/^https?:\/\/(www\.)?/, '')
		.replace(/\/$/, '');
}
