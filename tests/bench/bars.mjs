// What Backlist's search must reach beside its peers in the same run.

import { NAMES } from './engine-table.mjs';
import { ms } from './table.mjs';

/**
 * @typedef {import('./measure-engine.mjs').EngineResult} EngineResult
 *
 * @typedef {object} Bar
 * @property {string} what
 * @property {number} value of Backlist
 * @property {string} text
 * @property {boolean | null} reached null where nothing is asked for
 */

/**
 * @param {EngineResult[]} results all of the same corpus
 * @returns {Bar[]} none without Backlist
 */
export function barsOf(results) {
	const own = results.find(({ engine }) => engine === 'backlist');
	if (own === undefined) return [];
	return results.flatMap((peer) => {
		switch (peer.engine) {
			case 'backlist':
				return diskBar(own);
			case 'minisearch':
				return [...miniSearchBars(own, peer), ...recallBars(own, peer, 1)];
			case 'flexsearch':
				return [flexSearchBar(own, peer)];
			case 'fuse':
				return recallBars(own, peer, 2);
			case 'fuse-tuned':
				return recallBars(own, peer, 1);
		}
	});
}

/** @param {Bar} bar */
export function barLine({ what, text, reached }) {
	return `  ${reached === null ? ' ' : reached ? '✓' : '✗'} ${what}: ${text}`;
}

/**
 * @param {EngineResult} own
 * @param {EngineResult} peer
 * @returns {Bar[]}
 */
function miniSearchBars(own, peer) {
	const size = own.corpus.posts;
	const typing = size >= 50_000 ? 200 : size >= 10_000 ? 100 : null;
	return [
		part('as you type p95', own.sets.asYouType.timing?.p95, peer.sets.asYouType.timing?.p95, typing, 'ms'),
		part('build', own.build, peer.build, 4, 'ms'),
		part('heap', own.heapBuilt / 1e6, lighterHeap(peer) / 1e6, 4, 'MB'),
		part('restore', own.restored?.total, peer.restored?.total, 20, 'ms')
	];
}

/**
 * Built from posts, a peer may hold on to their texts; that is left out, in its favour.
 * @param {EngineResult} peer
 */
function lighterHeap({ heapBuilt, restored }) {
	return Math.min(heapBuilt, restored?.heap ?? heapBuilt);
}

/**
 * @param {string} what
 * @param {number | undefined} own
 * @param {number | undefined} peer MiniSearch's
 * @param {number | null} atLeast times as much the peer must take; null when nothing is asked for
 * @param {string} unit
 * @returns {Bar}
 */
function part(what, own, peer, atLeast, unit) {
	if (own === undefined || peer === undefined)
		return { what, value: NaN, text: 'not measured', reached: null };
	const times = peer / own;
	const bar = atLeast === null ? '' : ` (bar 1/${atLeast})`;
	const text = `${ms(own)} ${unit}, 1/${times >= 10 ? Math.round(times) : times.toFixed(1)} of MiniSearch's ${ms(peer)}`;
	return { what, value: own, text: text + bar, reached: atLeast === null ? null : times >= atLeast };
}

/**
 * @param {EngineResult} own
 * @param {EngineResult} peer
 * @returns {Bar}
 */
function flexSearchBar(own, peer) {
	const [mine, its] = [own.sets.asYouType.timing?.p95 ?? NaN, peer.sets.asYouType.timing?.p95 ?? NaN];
	const isAsked = own.corpus.posts === 10_000;
	return {
		what: 'as you type p95',
		value: mine,
		text: `${ms(mine)} ms, ${(mine / its).toFixed(2)} × FlexSearch's ${ms(its)}${isAsked ? ' (bar 2 ×)' : ''}`,
		reached: isAsked ? mine <= 2 * its : null
	};
}

/**
 * @param {EngineResult} own
 * @returns {Bar[]}
 */
function diskBar({ saved, corpus }) {
	if (saved === null) return [];
	const value = saved.bytes / corpus.textBytes;
	return [{ what: 'saved', value, text: `${value.toFixed(2)} × the text (bar 0.5)`, reached: value <= 0.5 }];
}

/**
 * @param {EngineResult} own
 * @param {EngineResult} peer
 * @param {number} atLeast times the peer's
 * @returns {Bar[]}
 */
function recallBars(own, peer, atLeast) {
	const sets = /** @type {const} */ ([
		['oneTypo', 'one typo'],
		['twoTypos', 'two typos']
	]);
	const places = /** @type {const} */ (['at1', 'at10']);
	return sets.flatMap(([set, name]) =>
		places.map((place) => {
			const [mine, its] = [own.sets[set].recall?.[place] ?? NaN, peer.sets[set].recall?.[place] ?? NaN];
			const bar = atLeast === 1 ? 'at least as much' : `far more: ${atLeast} ×`;
			return {
				what: `recall@${place === 'at1' ? 1 : 10}, ${name}`,
				value: mine,
				text: `${mine.toFixed(3)}, ${NAMES[peer.engine]} ${its.toFixed(3)} (bar ${bar})`,
				reached: mine >= Math.min(atLeast * its, 1)
			};
		})
	);
}
