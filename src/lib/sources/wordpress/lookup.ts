import { isObject, memberOf, type JsonObject } from '$lib/sources/json-values';
import type { SourceContext } from '$lib/sources/source';
import { SourceError, type SourceErrorCode } from '$lib/sources/source-error';
import { fetchList, idOf, restCodeOf, type ListAnswer } from './answer';
import { restUrl, type RouteParams } from './routes';
import { LARGEST_PAGE } from './walk';

/** A list of what posts name by number only, such as their categories. */
export interface LookupList<T> {
	root: string;
	route: string;
	/** Members wanted besides `id`. */
	fields: string;
	/** Null of an item that is of no use. */
	read: (item: JsonObject) => T | null;
}

/** How sites keep visitors from a list: a firewall before WordPress gives no leave to read its answer, or a web page. */
const CLOSED: ReadonlySet<SourceErrorCode> = new Set([
	'api-closed',
	'refused',
	'not-found',
	'blocked-by-cors',
	'not-a-feed',
	'unsupported-format'
]);

/** What the numbers in posts stand for, as far as it has been fetched. */
export class Lookup<T> {
	/** Whether the site does not give this list out. */
	isClosed = false;
	/** Whether the site has given out anything of it: then a failure is one of the moment. */
	#isOpen = false;
	/** Whether all of it is here. */
	isWhole = false;
	#isLoaded = false;
	readonly #known = new Map<number, T>();
	/** Numbers that need not be asked for (again). */
	readonly #settled = new Set<number>();
	readonly #list: LookupList<T>;
	readonly #context: Pick<SourceContext, 'fetchText'>;

	constructor(list: LookupList<T>, context: Pick<SourceContext, 'fetchText'>) {
		this.#list = list;
		this.#context = context;
	}

	get(id: number): T | undefined {
		return this.#known.get(id);
	}

	/** All that is known, by number. */
	all(): ReadonlyMap<number, T> {
		return this.#known;
	}

	/**
	 * Fetches, once, the whole list if it has at most so many pages, else only the first: what posts need of the rest comes with `need`.
	 * @throws SourceError unless the list is closed
	 */
	async loadAll(mostPages: number): Promise<void> {
		if (this.#isLoaded) return;
		this.#isLoaded = true;
		let count = 0;
		for (let page = 1; page <= mostPages && !this.isWhole; page += 1) {
			const answer = await this.#fetch({ page: page === 1 ? null : page });
			if (answer === null) return;
			const { items, total } = answer;
			count += items.length;
			this.isWhole = total === null ? items.length < LARGEST_PAGE : total <= count;
			if (items.length === 0 || (total !== null && total > mostPages * LARGEST_PAGE)) return;
		}
	}

	/**
	 * Fetches those of the numbers that are not known yet.
	 * @throws SourceError unless the list is closed
	 */
	async need(ids: Iterable<number>): Promise<void> {
		const unknown = [...new Set(ids)].filter((id) => !this.#settled.has(id));
		for (let start = 0; start < unknown.length && !this.isClosed; start += LARGEST_PAGE) {
			const asked = unknown.slice(start, start + LARGEST_PAGE);
			await this.#fetch({ include: asked.join(',') });
			for (const id of asked) this.#settled.add(id);
		}
	}

	/** Takes in an item that came with a post. */
	learn(item: unknown): void {
		const id = idOf(item);
		// What a site does not give out is an error where the item would be.
		if (id === null || !isObject(item) || memberOf(item, 'code') !== undefined) return;
		this.#settled.add(id);
		const value = this.#list.read(item);
		if (value !== null) this.#known.set(id, value);
	}

	/** @returns null when the list is closed. */
	async #fetch(params: RouteParams): Promise<ListAnswer | null> {
		const { root, route, fields } = this.#list;
		try {
			const url = restUrl(root, route, { per_page: LARGEST_PAGE, ...params, _fields: `id,${fields}` });
			const answer = await fetchList(url, this.#context);
			this.#isOpen = true;
			for (const item of answer.items) this.learn(item);
			return answer;
		} catch (error) {
			if (!(error instanceof SourceError) || this.#isOpen || !isClosed(error)) throw error;
			this.isClosed = true;
			return null;
		}
	}
}

/** A list on which WordPress itself always breaks must not keep its posts away; that a server does may pass. */
function isClosed(error: SourceError): boolean {
	return CLOSED.has(error.code) || (error.details.status === 500 && restCodeOf(error) !== null);
}
