import { categoryKey } from './category';
import type { FeedId } from './ids';
import { dayOfYearOf, periodOf } from './period';
import { visibleLine } from './visible-text';

/** What the library shows: everything that its URL says, and nothing else. */
export interface LibraryView {
	/** As typed; empty when nothing is searched. */
	query: string;
	feed: FeedId | null;
	/** Names as in the URL; a post in any of them is shown. */
	categories: string[];
	author: string | null;
	tag: string | null;
	/** UTC milliseconds, inclusive. */
	from: number | null;
	/** UTC milliseconds, exclusive. */
	to: number | null;
	/** Month and day, such as `11-27`: posts of that day in every year. */
	on: string | null;
	is: 'unread' | 'starred' | null;
	sort: Sort;
	/** Decides the order of `random`, so that it stays the same; null in all others. */
	seed: number | null;
}

/** Orders of a list. `relevance` is the best match first; without a search, like `date`, the newest. */
export type Sort = 'relevance' | 'date' | 'oldest' | 'longest' | 'random';

const SORTS: readonly Sort[] = ['relevance', 'date', 'oldest', 'longest', 'random'];

/** Seeds are whole numbers up to this one. */
export const LARGEST_SEED = 999_999;

/** Categories that one address can name: more are never chosen by hand, and each is a query of its own. */
const MOST_CATEGORIES = 100;

/**
 * Reads `?q=&category=&feed=&author=&tag=&from=&to=&on=&is=&sort=&seed=`; what it cannot read counts as absent. Names are read as
 * {@link visibleLine} has them, as sources do.
 */
export function viewOf(search: URLSearchParams): LibraryView {
	const is = search.get('is');
	const sort = SORTS.find((known) => known === search.get('sort')) ?? 'relevance';
	return {
		query: search.get('q') ?? '',
		feed: (search.get('feed') || null) as FeedId | null,
		categories: uniqueCategories(search.getAll('category')),
		author: nameIn(search, 'author'),
		tag: nameIn(search, 'tag'),
		from: periodOf(search.get('from') ?? '')?.from ?? null,
		to: periodOf(search.get('to') ?? '')?.to ?? null,
		on: dayOfYearOf(search.get('on') ?? ''),
		is: is === 'unread' || is === 'starred' ? is : null,
		sort,
		seed: sort === 'random' ? seedIn(search) : null
	};
}

/** The inverse of {@link viewOf}; empty for the whole library. Days are those of the reader's time zone. */
export function searchOf(view: LibraryView): string {
	const search = new URLSearchParams();
	if (view.query !== '') search.set('q', view.query);
	for (const category of view.categories) search.append('category', category);
	if (view.feed !== null) search.set('feed', view.feed);
	if (view.author !== null) search.set('author', view.author);
	if (view.tag !== null) search.set('tag', view.tag);
	if (view.from !== null) search.set('from', dayOf(view.from));
	if (view.to !== null) search.set('to', dayOf(view.to - 1));
	if (view.on !== null) search.set('on', view.on);
	if (view.is !== null) search.set('is', view.is);
	if (view.sort !== 'relevance') search.set('sort', view.sort);
	if (view.seed !== null) search.set('seed', String(view.seed));
	const text = search.toString();
	return text === '' ? '' : `?${text}`;
}

/** The view with its category list changed by one press on `name`. */
export function toggleCategory(view: LibraryView, name: string): LibraryView {
	const key = categoryKey(name);
	const others = view.categories.filter((other) => categoryKey(other) !== key);
	return {
		...view,
		categories: others.length < view.categories.length ? others : [...others, name]
	};
}

/** Whether anything besides the search words narrows the view. */
export function isFiltered(view: LibraryView): boolean {
	return filterOf(view) !== '';
}

/** The same for all views that show the same posts while nothing is searched, in whatever order; empty for the whole library. */
export function filterOf(view: LibraryView): string {
	return searchOf({ ...view, query: '', sort: 'relevance', seed: null });
}

/** Whether any word, or at least a sign, is looked for. */
export function isSearch({ query }: LibraryView): boolean {
	return query.trim() !== '';
}

/** Whether posts are shown the newest first. */
export function isNewestFirst(view: LibraryView): boolean {
	return view.sort === 'date' || (view.sort === 'relevance' && !isSearch(view));
}

function uniqueCategories(names: string[]): string[] {
	const shown = names.map((name) => visibleLine(name)).filter((name) => name !== '');
	const byKey = new Map(shown.map((name) => [categoryKey(name), name]));
	return [...byKey.values()].slice(0, MOST_CATEGORIES);
}

function nameIn(search: URLSearchParams, parameter: string): string | null {
	return visibleLine(search.get(parameter) ?? '') || null;
}

function seedIn(search: URLSearchParams): number {
	const seed = search.get('seed') ?? '';
	return /^\d{1,6}$/.test(seed) ? Number(seed) : 1;
}

function dayOf(time: number): string {
	const date = new Date(time);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
