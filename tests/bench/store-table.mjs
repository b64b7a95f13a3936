// The tables of what keeping posts, and asking for them, takes.

import { barLine } from './bars.mjs';
import { megabytes, ms, spread, table } from './table.mjs';
import { timingOf } from './timing.mjs';

/**
 * @typedef {import('./store.mjs').StoringResult} StoringResult
 * @typedef {import('./store.mjs').ViewResult} ViewResult
 * @typedef {import('./store-list.mjs').ListResult} ListResult
 * @typedef {import('./store-list.mjs').Frames} Frames
 * @typedef {import('./store-schema.mjs').SchemaResult} SchemaResult
 */

/** Of the speed of IndexedDB alone. */
const LEAST = /** @type {const} */ ({ commit: 0.8, sync: 0.4 });
/** Milliseconds for the first rows of a view, and for a task that is felt. */
const VIEW = 30;
const FELT = 50;
/** How much longer rows in the middle of a list may take than those at its top. */
const FAR = 1.5;

/** @param {StoringResult} result */
export function storingTable({ posts, rounds }) {
	const sides = {
		raw: rounds.map(({ raw }) => raw),
		commit: rounds.map(({ commit }) => commit),
		sync: rounds.map(({ sync }) => sync.milliseconds)
	};
	/** @param {string} name @param {number[]} times */
	const row = (name, times) => [
		name,
		ms(middle(times)),
		Math.round((posts * 1000) / middle(times)).toLocaleString('en'),
		times.map((time) => Math.round((posts * 1000) / time)).join(' ')
	];
	const rows = [
		row('IndexedDB alone', sides.raw),
		row('commitPosts', sides.commit),
		row('a sync, with the index and the list open', sides.sync)
	];
	const bars = /** @type {const} */ (['commit', 'sync']).map((side) => {
		// What slows the machine slows both sides of a round.
		const value = middle(sides.raw.map((raw, round) => raw / (sides[side][round] ?? NaN)));
		const text = `${value.toFixed(2)} of IndexedDB alone (at least ${LEAST[side]})`;
		return { what: `posts per second, ${side}`, value, text, reached: value >= LEAST[side] };
	});
	const frames = rounds.map(({ sync }) => sync.frames);
	const headings = [`storing ${posts.toLocaleString('en')} posts`, 'ms', 'posts/s', 'each round'];
	const syncing = taskBar('longest task while syncing', frames);
	return `${table(headings, rows)}\n${[...bars, syncing].map(barLine).join('\n')}`;
}

/** @param {ViewResult[]} views */
export function viewsTable(views) {
	const rows = views.map(({ name, posts, isGlance, first, cold, open, order, top, far }) => [
		name,
		posts.toLocaleString('en'),
		isGlance ? 'index' : 'order',
		spread(first),
		spread(cold),
		ms(open?.p50),
		spread(order),
		spread(top),
		spread(far)
	]);
	const headings = [
		'view (ms, p50 / p95)',
		'posts',
		'by',
		'first 30 rows',
		'cold',
		'opening',
		'whole order',
		'rows at the top',
		'page 500'
	];
	const bars = views.flatMap(({ name, first, cold, top, far }) => [
		limit(`${name}, warm`, first?.p50 ?? NaN, VIEW),
		limit(`${name}, cold`, cold?.p50 ?? NaN, VIEW),
		...(far === null
			? []
			: [limit(`${name}, page 500 beside the top`, far.p50 / (top?.p50 ?? NaN), FAR, '×')])
	]);
	const missed = bars.filter(({ reached }) => !reached);
	const summary = {
		what: 'first rows of all views, and their page 500',
		value: missed.length,
		text: missed.length === 0 ? `within ${VIEW} ms, and ${FAR} × the top` : `${missed.length} too slow`,
		reached: missed.length === 0
	};
	return [table(headings, rows), ...[summary, ...missed].map(barLine)].join('\n');
}

/** @param {ListResult} list */
export function listTable({ whole, wheel, top, far, views }) {
	/** @param {string} name @param {Frames} frames */
	const row = (name, { count, late, longest, tasks }) => [
		name,
		String(count),
		String(late),
		ms(longest),
		tasks.length === 0 ? 'none' : `${tasks.length}, to ${ms(Math.max(...tasks))}`
	];
	const headings = ['scrolling', 'frames', `over ${FELT} ms`, 'longest', 'long tasks'];
	const leaps = [
		['to the top', spread(top)],
		['to page 500', spread(far)],
		...views.map(({ name, times }) => [`to ${name}`, spread(times)])
	];
	return [
		table(headings, [row('first row to last', whole), row('by wheel', wheel)]),
		barLine(taskBar('longest task while scrolling', [whole, wheel])),
		'',
		table(['in the app, until rows are drawn', 'ms'], leaps)
	].join('\n');
}

/** @param {SchemaResult} result */
export function schemaTable({ posts, schemas }) {
	const rows = schemas.map(({ name, times }) => [
		name,
		ms(middle(times.map(({ store }) => store))),
		megabytes(middle(times.map(({ bytes }) => bytes))),
		ms(middle(times.map(({ all }) => all))),
		ms(middle(times.map(({ category }) => category))),
		ms(middle(times.map(({ unread }) => unread)))
	]);
	const headings = [
		`stored with ${posts.toLocaleString('en')} posts (ms)`,
		'storing',
		'MB',
		'30 of all',
		'of a category',
		'unread'
	];
	return table(headings, rows);
}

/**
 * @param {string} what
 * @param {Frames[]} frames
 */
function taskBar(what, frames) {
	const tasks = frames.flatMap((one) => one.tasks);
	const value = Math.max(0, ...tasks);
	const text =
		tasks.length === 0 ? `none over ${FELT} ms` : `${tasks.length} over ${FELT} ms, to ${ms(value)}`;
	return { what, value, text, reached: tasks.length === 0 };
}

/**
 * @param {string} what
 * @param {number} value
 * @param {number} most
 */
function limit(what, value, most, unit = 'ms') {
	const text = `${ms(value)} ${unit} (at most ${most})`;
	return { what, value, text, reached: value <= most };
}

/** @param {number[]} samples */
function middle(samples) {
	return timingOf(samples)?.p50 ?? NaN;
}
