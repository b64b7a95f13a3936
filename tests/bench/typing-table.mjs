// The table of what typing in the app takes.

import { barLine } from './bars.mjs';
import { ms, spread, table } from './table.mjs';

/**
 * @typedef {import('./typing.mjs').TypingResult} TypingResult
 * @typedef {import('./typing.mjs').LongTasks} LongTasks
 */

const HEADINGS = [
	'posts in the app',
	'first rows',
	'indexed',
	'reopened: rows',
	'all found',
	'key to rows',
	'max',
	'to the next frame',
	'long tasks: starting',
	'indexing',
	'typing'
];

/** Milliseconds: a frame, and a task that is felt. */
const FRAME = 16;
const FELT = 50;

/**
 * @param {TypingResult[]} results
 * @returns {string}
 */
export function typingTable(results) {
	return [table(HEADINGS, results.map(rowOf)), ...results.flatMap(linesOf)].join('\n');
}

/** @param {TypingResult} result */
function rowOf({ posts, indexing, reopening, rows, frame, typing }) {
	return [
		posts.toLocaleString('en'),
		ms(indexing.firstRows),
		ms(indexing.complete),
		ms(reopening.firstRows),
		ms(reopening.complete),
		spread(rows),
		ms(rows?.max),
		spread(frame),
		tasks(indexing.starting),
		tasks(indexing.following),
		tasks(typing)
	];
}

/** @param {LongTasks} tasks */
function tasks({ count, longest }) {
	return count === 0 ? 'none' : `${count}, to ${ms(longest)}`;
}

/** @param {TypingResult} result */
function linesOf({ posts, indexing, heard, rows, slowest, unanswered, typing }) {
	const at = `at ${posts.toLocaleString('en')}`;
	const p95 = rows?.p95 ?? Infinity;
	const bars = [
		{
			what: `key to rows p95 ${at}`,
			value: p95,
			text: `${ms(p95)} ms (bar ${FRAME} ms)`,
			reached: p95 <= FRAME && unanswered === 0
		},
		taskBar(`longest task while typing ${at}`, typing),
		taskBar(`longest task while indexing ${at}`, indexing.following)
	];
	const missing = unanswered === 0 ? [] : [`    ${unanswered} keys were not answered.`];
	const letters = slowest.slice(0, 5).map(({ text, rows }) => `“${text}” ${ms(rows)}`);
	return [
		...bars.map(barLine),
		...missing,
		`    Of that, ${spread(heard)} ms until the page's code hears of the key.`,
		`    Slowest ${at}: ${letters.join(', ')}.`
	];
}

/**
 * @param {string} what
 * @param {LongTasks} tasks
 */
function taskBar(what, { count, longest }) {
	const text = count === 0 ? `none over ${FELT} ms` : `${ms(longest)} ms (bar ${FELT} ms)`;
	return { what, value: longest, text, reached: count === 0 };
}
