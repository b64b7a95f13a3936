// The table of all engines with one corpus.

import { megabytes, ms, spread, table } from './table.mjs';

/** @typedef {import('./measure-engine.mjs').EngineResult} EngineResult */

/** Names of the engines as people know them. */
export const NAMES = {
	backlist: 'Backlist',
	minisearch: 'MiniSearch 7.2',
	flexsearch: 'FlexSearch 0.8',
	fuse: 'Fuse.js 7.5 token search',
	'fuse-tuned': 'Fuse.js 7.5, tuned'
};

const HEADINGS = [
	'engine',
	'build',
	'heap MB',
	'saved MB',
	'restore',
	'as you type',
	'known',
	'one typo',
	'two typos',
	'phrase',
	'r@1/@10 known',
	'one typo',
	'two typos'
];

/**
 * @param {EngineResult[]} results all of the same corpus
 * @returns {string}
 */
export function engineTable(results) {
	const [first] = results;
	if (first === undefined) return '';
	return [corpusLine(first), '', table(HEADINGS, results.map(rowOf)), ...results.flatMap(notesOf)].join('\n');
}

/** @param {EngineResult} result */
function corpusLine({ corpus }) {
	const { posts, words, distinctWords, textBytes, typos } = corpus;
	const share = Math.round((100 * typos.words) / typos.count);
	return (
		`${posts.toLocaleString('en')} posts, ${words.toLocaleString('en')} words, ${distinctWords.toLocaleString('en')} ` +
		`of them different, ${megabytes(textBytes)} MB of text; ${share} % of the typos are words of other posts`
	);
}

/** @param {EngineResult} result */
function rowOf({ engine, build, heapBuilt, saved, restored, sets }) {
	return [
		NAMES[engine],
		ms(build),
		megabytes(heapBuilt),
		megabytes(saved?.bytes),
		ms(restored?.total),
		spread(sets.asYouType.timing),
		spread(sets.known.timing),
		spread(sets.oneTypo.timing),
		spread(sets.twoTypos.timing),
		spread(sets.phrases.timing),
		recall(sets.known.recall),
		recall(sets.oneTypo.recall),
		recall(sets.twoTypos.recall)
	];
}

/** @param {{ at1: number, at10: number } | null} recall */
function recall(recall) {
	return recall === null ? '–' : `${recall.at1.toFixed(3)} / ${recall.at10.toFixed(3)}`;
}

/** @param {EngineResult} result */
function notesOf({ engine, share, heapBuilt, restored, adding }) {
	const notes = [];
	if (share < 1) notes.push(`${NAMES[engine]} was asked ${Math.round(100 * share)} % of the questions.`);
	if (restored !== null) {
		const { read, restored: made, firstQuery, heap } = restored;
		notes.push(
			`${NAMES[engine]}: heap ${megabytes(heapBuilt)} MB as built, ${megabytes(heap)} MB as restored; restored in ` +
				`${ms(read)} ms of reading, ${ms(made)} ms of making it searchable, ${ms(firstQuery)} ms of a first query.`
		);
	}
	if (adding !== null) {
		const { batch, perBatch, perBatchAtEnd, longestPause, total } = adding;
		notes.push(
			`${NAMES[engine]}, ${batch} posts at a time: ${ms(perBatch.mean)} ms for each ${batch} (${ms(perBatchAtEnd.mean)} ` +
				`at the end), longest pause ${ms(longestPause)} ms, ${ms(total)} ms in all.`
		);
	}
	return notes;
}
