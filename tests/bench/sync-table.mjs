// What a sync costs, for people to read.

import { barLine } from './bars.mjs';
import { ms, table } from './table.mjs';

/** A sync may ask for at most so many times the plain minimum. */
const MOST = 1.1;

/** @param {import('./sync.mjs').SyncResult} result */
export function syncTable({ posts, plain, app, again }) {
	/** @param {number} value */
	const perThousand = (value) => ((value * 1000) / posts).toFixed(1);
	/**
	 * @param {string} name
	 * @param {import('./sync.mjs').SyncSide} side
	 */
	const row = (name, { requests, bytes, milliseconds }) => [
		name,
		perThousand(requests),
		perThousand(bytes / 1000),
		ms(milliseconds),
		Math.round((posts * 1000) / milliseconds).toLocaleString('en')
	];
	const rows = [
		row('Fetching alone', plain),
		row('Backlist, first sync', app),
		row('Backlist, “Sync now”, nothing new', again)
	];
	const headings = [
		`WordPress, ${posts.toLocaleString('en')} posts`,
		'requests / 1,000',
		'kB / 1,000',
		'ms',
		'posts/s'
	];
	const bars = [
		bar('requests', app.requests, plain.requests),
		bar('bytes', app.bytes, plain.bytes),
		{
			what: 'posts per second, of those of fetching alone',
			value: plain.milliseconds / app.milliseconds,
			text: `${((100 * plain.milliseconds) / app.milliseconds).toFixed(0)} %`,
			reached: null
		}
	];
	return `${table(headings, rows)}\n${bars.map(barLine).join('\n')}`;
}

/**
 * @param {string} what
 * @param {number} own
 * @param {number} least
 */
function bar(what, own, least) {
	const value = own / least;
	return {
		what: `${what} of the first sync`,
		value,
		text: `${value.toFixed(2)} × (at most ${MOST})`,
		reached: value <= MOST
	};
}
