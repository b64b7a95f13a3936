// The table of what opening the app in a new browser takes.

import { barLine } from './bars.mjs';
import { ms, table } from './table.mjs';
import { timingOf } from './timing.mjs';

/**
 * @typedef {import('./cold-open.mjs').ColdOpening} ColdOpening
 * @typedef {import('./cold-open.mjs').Kind} Kind
 */

/** A large library may take so many times as long as a small one, and as a page that is nothing but its rows. */
const MOST = /** @type {const} */ ({ small: 1.5, bare: 2 });

const COLUMNS = /** @type {const} */ ([
	['HTML', 'document'],
	['last script', 'scripts'],
	['first paint', 'firstPaint'],
	['first row', 'seen'],
	['of the list itself', 'painted']
]);

/**
 * @param {ColdOpening} result
 * @returns {string}
 */
export function coldOpenTable({ posts, openings }) {
	/** @type {Record<Kind, string>} */
	const names = {
		large: `${posts.toLocaleString('en')} posts`,
		small: 'the handbook alone',
		bare: 'a bare page of 30 rows'
	};
	const rows = /** @type {Kind[]} */ (Object.keys(names)).map((kind) => [
		names[kind],
		...COLUMNS.map(([, key]) => ms(middle(openings[kind].map((opening) => opening[key])))),
		openings[kind].map(({ seen, painted }) => `${Math.round(seen)}/${Math.round(painted)}`).join(' ')
	]);
	const headings = [
		'opened cold (ms, middle of all rounds)',
		...COLUMNS.map(([heading]) => heading),
		'each round'
	];
	const bars = /** @type {const} */ (['small', 'bare']).flatMap((kind) =>
		/** @type {const} */ (['seen', 'painted']).map((moment) => {
			const value = ratioOf(openings.large, openings[kind], moment);
			const what = moment === 'seen' ? 'first row' : 'first row of the list itself';
			return {
				what: `${what} with ${names.large}`,
				value,
				text: `${value.toFixed(2)} × ${names[kind]} (at most ${MOST[kind]})`,
				reached: value <= MOST[kind]
			};
		})
	);
	return `${table(headings, rows)}\n${bars.map(barLine).join('\n')}`;
}

/**
 * The middle of the rounds' own ratios: what slows the machine slows both sides of a round.
 * @param {import('./cold-open.mjs').Opened[]} own
 * @param {import('./cold-open.mjs').Opened[]} other
 * @param {'seen' | 'painted'} moment
 */
function ratioOf(own, other, moment) {
	return middle(own.map((opened, round) => opened[moment] / (other[round]?.[moment] ?? NaN)));
}

/** @param {number[]} samples */
function middle(samples) {
	return timingOf(samples)?.p50 ?? NaN;
}
