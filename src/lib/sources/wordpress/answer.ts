import { say } from '$lib/messages/problem-words';
import { MOST_ITEMS } from '$lib/sources/bounds';
import { hostName } from '$lib/sources/http-url';
import { amountOf, isObject, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { parseJson } from '$lib/sources/parse-json';
import type { SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { apiClosed, restErrorCode } from './routes';

/** A list that the API has given. */
export interface ListAnswer {
	/** As they came: nothing says that each is an object. */
	items: readonly unknown[];
	/** Items that the query has on all its pages (`X-WP-Total`); null when the site does not say, or not the truth. */
	total: number | null;
}

/** A blog of more posts than this does not exist. */
const MOST = 1e9;

/**
 * Fetches one page of a list. A page after the last one is empty; of one that gives far more than it was asked for, only so
 * many items are taken as any feed may have.
 * @throws SourceError also `api-closed`, and `not-a-feed` when the answer is no list
 * @see https://developer.wordpress.org/rest-api/using-the-rest-api/pagination/
 */
export async function fetchList(
	url: string,
	{ fetchText }: Pick<SourceContext, 'fetchText'>
): Promise<ListAnswer> {
	try {
		const answer = await fetchText(url);
		const list = parseJson(answer.text);
		if (!Array.isArray(list)) throw notAList(url);
		const items: unknown[] = list.slice(0, MOST_ITEMS);
		const total = amountOf(answer.headers?.get('X-WP-Total'), MOST);
		// Some sites do not count, to be faster, and then say 0.
		return { items, total: total !== null && total >= items.length ? total : null };
	} catch (error) {
		if (!(error instanceof SourceError)) throw error;
		if (restCodeOf(error) === 'rest_post_invalid_page_number') return { items: [], total: 0 };
		throw apiClosed(error, url) ?? error;
	}
}

/** The code by which WordPress itself told of a failure, or null. */
export function restCodeOf(error: SourceError): string | null {
	return restErrorCode(error.details.answer ?? '');
}

/** What WordPress calls an item; null when it has no number. */
export function idOf(item: unknown): number | null {
	return isObject(item) ? numberOf(memberOf(item, 'id')) : null;
}

/** The number of another item that `item` names, such as its author; null for none, which WordPress writes as 0. */
export function numberOf(value: unknown): number | null {
	const text = textOf(value);
	return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** The HTML of a title, content or excerpt. */
export function renderedOf(item: JsonObject, name: string): string {
	const value = memberOf(item, name);
	return isObject(value) ? textOf(memberOf(value, 'rendered')) : textOf(value);
}

function notAList(url: string): SourceError {
	const message = say('wordpress_no_list', { host: hostName(url) });
	return new SourceError('not-a-feed', message, say('wordpress_no_list_advice'));
}
