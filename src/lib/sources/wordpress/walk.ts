import { say } from '$lib/messages/problem-words';
import { hostName } from '$lib/sources/http-url';
import { isObject, memberOf } from '$lib/sources/json-values';
import type { SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { fetchList, idOf, type ListAnswer } from './answer';
import { secondOf } from './dates';
import { placeAfter, placeIn, placeParams, type Order, type Row } from './place';
import { restUrl, type RouteParams } from './routes';

/** A list of the API that is to be walked. */
export interface List {
	/** Address of the API. */
	root: string;
	route: string;
	order: Order;
	/** What every request asks besides, such as `_fields`; a place in the list can narrow it down further. */
	params: RouteParams;
}

/** One answer of a walk. */
export interface ListPage {
	/** Those that this walk has not given yet, as they came. */
	items: unknown[];
	/** Of the query of this page, or null. */
	total: number | null;
	/** Address from which a walk of the same list can go on; null at the end. */
	next: string | null;
}

/** The most that WordPress gives at once. */
export const LARGEST_PAGE = 100;
/** What a small host can still manage. */
const SMALL_PAGE = 20;
/** Answers one after the other without anything new, after which a walk goes nowhere. */
const MOST_REPETITIONS = 3;
/** Pages in one walk, large or small: two hundred thousand posts. */
export const MOST_PAGES = 2000;

/**
 * Walks a list to its end, every item once, though items come and go meanwhile. All that is needed to go on from a page is in
 * its `next`.
 * @param from such a `next`, or null for the beginning
 * @throws SourceError of fetching; `page-loop` when the site gives nothing new again and again; `too-many-pages` after
 * {@link MOST_PAGES}. All pages before have been given.
 */
export async function* walkList(
	list: List,
	from: string | null,
	context: Pick<SourceContext, 'fetchText'>
): AsyncGenerator<ListPage> {
	// One that is no address, as a foreign backup may have it, begins anew.
	const query = from !== null && URL.canParse(from) ? new URL(from).searchParams : new URLSearchParams();
	const seen = new Set<string>();
	let place = placeIn(query, list.order);
	let size = sizeIn(query);
	let repetitions = 0;
	let most = 0;
	for (let count = 1; ; count += 1) {
		const addressOf = (at: typeof place, pageSize: number) =>
			restUrl(list.root, list.route, { per_page: pageSize, ...list.params, ...placeParams(list.order, at) });
		const here = place;
		const answer = await fetchInSize(size, (pageSize) => fetchList(addressOf(here, pageSize), context));
		size = answer.size;
		const { items, total } = answer;
		const fresh = items.filter((item) => isFresh(item, list.order, seen));
		repetitions = fresh.length === 0 ? repetitions + 1 : 0;
		if (repetitions === MOST_REPETITIONS) throw nothingNew(list.root);
		const rows = items.flatMap((item) => rowOf(item, list.order));
		most = Math.max(most, items.length);
		const after = placeAfter(list.order, place, { rows, count: items.length, total, size: most || size });
		yield { items: fresh, total, next: after === null ? null : addressOf(after, size) };
		if (after === null) return;
		if (count === MOST_PAGES) throw tooManyPages(list.root);
		place = after;
	}
}

/**
 * Asks for as much as `size` items, or again for few if the site could not give so many: small hosts run out of memory or time.
 * @returns with the size that was managed, which is best kept to
 */
export async function fetchInSize(
	size: number,
	fetchSize: (size: number) => Promise<ListAnswer>
): Promise<ListAnswer & { size: number }> {
	try {
		return { ...(await fetchSize(size)), size };
	} catch (error) {
		if (!(error instanceof SourceError) || size <= SMALL_PAGE || !isTooMuch(error)) throw error;
		return { ...(await fetchSize(SMALL_PAGE)), size: SMALL_PAGE };
	}
}

function sizeIn(query: URLSearchParams): number {
	const size = Number(query.get('per_page') ?? LARGEST_PAGE);
	return Number.isInteger(size) && size > 0 && size < LARGEST_PAGE ? size : LARGEST_PAGE;
}

function isTooMuch({ code }: SourceError): boolean {
	// Memory that runs out while the answer is being written leaves half of it.
	return code === 'server-error' || code === 'timeout' || code === 'too-large' || code === 'invalid-json';
}

/** What has no number is never known to be the same. */
function isFresh(item: unknown, order: Order, seen: Set<string>): boolean {
	const [row] = rowOf(item, order);
	if (row === undefined) return true;
	const key = order.repeatsEdited ? `${row.id} ${row.second ?? ''}` : String(row.id);
	if (seen.has(key)) return false;
	seen.add(key);
	return true;
}

function rowOf(item: unknown, { member }: Order): Row[] {
	const id = idOf(item);
	return id === null || !isObject(item) ? [] : [{ id, second: secondOf(memberOf(item, member)) }];
}

function nothingNew(root: string): SourceError {
	const message = say('wordpress_nothing_new', { host: hostName(root) });
	return new SourceError('page-loop', message, say('wordpress_nothing_new_advice'));
}

function tooManyPages(root: string): SourceError {
	const message = say('wordpress_too_many_pages', { host: hostName(root), pages: MOST_PAGES });
	return new SourceError('too-many-pages', message, say('wordpress_too_many_pages_advice'));
}
