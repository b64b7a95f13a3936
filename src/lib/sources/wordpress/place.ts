import { secondOf, shifted } from './dates';
import type { RouteParams } from './routes';

/** How a list is ordered, and so how a walk through it goes on without losing its place when items come or go. */
export interface Order {
	/** Member of an item that holds the time, in seconds of the site's clock. */
	member: 'date' | 'modified';
	direction: 'desc' | 'asc';
	/** Parameter that takes only what is beyond a second; null when this list has none, so that only counting is left. */
	beyond: 'before' | 'modified_after' | null;
	/** Parameter that keeps to this side of a second; null when items of one second come in a steady order anyway. */
	within: 'after' | 'modified_before' | null;
	/** Whether an item that is edited meanwhile is to come again. */
	repeatsEdited: boolean;
}

/** Posts, newest first. */
export const NEWEST_FIRST: Order = {
	member: 'date',
	direction: 'desc',
	beyond: 'before',
	within: 'after',
	repeatsEdited: false
};

/** Comments, newest first: WordPress orders those of one second by their numbers. */
export const COMMENTS_NEWEST_FIRST: Order = { ...NEWEST_FIRST, within: null };

/** Posts as they were edited, since WordPress 5.7. */
export const AS_EDITED: Order = {
	member: 'modified',
	direction: 'asc',
	beyond: 'modified_after',
	within: 'modified_before',
	repeatsEdited: true
};

/** Posts, latest edit first, before WordPress 5.7. */
export const LATEST_EDIT_FIRST: Order = {
	...AS_EDITED,
	direction: 'desc',
	beyond: null,
	within: null
};

/**
 * Where a walk is in a list. Pages have no numbers, since every new post would shift them: a walk goes on from the second
 * that it has reached, without the items of that second that it has been given.
 */
export interface Place {
	/** The second reached, on the site's clock; null at the start. */
	second: string | null;
	/** Numbers of the items given that the query would give again. */
	given: number[];
	/** Items to pass over besides. */
	offset: number;
	/** More items share the second than an address can name: they alone are walked, by their numbers. */
	isWithinSecond: boolean;
}

/** An item of a list, as far as it has a place there. */
export interface Row {
	id: number;
	/** Null when it has no time that can be. */
	second: string | null;
}

/** What one request has brought. */
export interface Brought {
	rows: Row[];
	/** Items of the answer, also those that are no rows. */
	count: number;
	/** Of the query, or null. */
	total: number | null;
	/** The most items that an answer holds: the site may give fewer than it is asked for. */
	size: number;
}

export const START: Place = { second: null, given: [], offset: 0, isWithinSecond: false };

/** Numbers named in one address: with more, some servers find it too long. */
const MOST_NAMED = 300;

/** The query that asks for what comes at `place`. */
export function placeParams(order: Order, { second, given, offset, isWithinSecond }: Place): RouteParams {
	const forward = order.direction === 'asc' ? 1 : -1;
	const params: Record<string, string | number | null> = {
		orderby: isWithinSecond ? 'id' : order.member,
		order: order.direction,
		exclude: given.join(','),
		offset: offset === 0 ? null : offset
	};
	if (second === null || order.beyond === null) return params;
	params[order.beyond] = shifted(second, -forward);
	if (isWithinSecond && order.within !== null) params[order.within] = shifted(second, forward);
	return params;
}

/** The place that a query asks for, which {@link placeParams} has written. */
export function placeIn(query: URLSearchParams, order: Order): Place {
	const forward = order.direction === 'asc' ? 1 : -1;
	const bound = order.beyond === null ? null : secondOf(query.get(order.beyond));
	return {
		second: bound === null ? null : shifted(bound, forward),
		given: (query.get('exclude') ?? '')
			.split(',')
			.map(Number)
			.filter((id) => id > 0),
		offset: Math.max(Number(query.get('offset') ?? 0) || 0, 0),
		isWithinSecond: bound !== null && query.get('orderby') === 'id'
	};
}

/** Where a walk goes on after what the request at `place` has brought; null at the end of the list. */
export function placeAfter(order: Order, place: Place, brought: Brought): Place | null {
	const { rows, count, total, size } = brought;
	// Items that a visitor may not see are counted, but not given.
	const passed = place.offset + (count === 0 ? size : count);
	const isEnd = count === 0 ? (total ?? 0) <= passed : total !== null && total <= passed;
	if (isEnd) return place.isWithinSecond ? beyondSecond(order, place) : null;
	if (place.isWithinSecond || rows.length === 0) return { ...place, offset: passed };
	const reached = farthest(order, rows);
	if (reached !== null && isBeyond(order, reached, place.second)) {
		const given = rows.filter(({ second }) => second === null || second === reached).map(({ id }) => id);
		return { second: reached, given: [...new Set(given)], offset: 0, isWithinSecond: false };
	}
	return withinSecond(order, place, rows);
}

function withinSecond(order: Order, place: Place, rows: Row[]): Place {
	const given = [...new Set([...place.given, ...rows.map(({ id }) => id)])];
	if (given.length <= MOST_NAMED) return { ...place, given };
	if (place.second !== null && order.within !== null) {
		return { ...place, given, offset: 0, isWithinSecond: true };
	}
	return { ...place, offset: place.offset + rows.length };
}

function beyondSecond(order: Order, { second }: Place): Place {
	const next = second === null ? null : shifted(second, order.direction === 'asc' ? 1 : -1);
	return { ...START, second: next };
}

/** Lists without a parameter for it are only counted through. */
function farthest(order: Order, rows: Row[]): string | null {
	if (order.beyond === null) return null;
	return rows.reduce<string | null>(
		(farthest, { second }) => (second !== null && isBeyond(order, second, farthest) ? second : farthest),
		null
	);
}

function isBeyond(order: Order, second: string, other: string | null): boolean {
	if (other === null) return true;
	return order.direction === 'asc' ? second > other : second < other;
}
