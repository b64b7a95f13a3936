// Measures one engine with one corpus.

import { BenchPage } from './bench-page.mjs';
import { inFreshBrowser } from './browser.mjs';
import { timingOf } from './timing.mjs';

/**
 * @typedef {import('./engines/engines').EngineName} EngineName
 * @typedef {import('./queries').QuerySet} QuerySet
 * @typedef {import('./questions').Answers} Answers
 * @typedef {import('./timing.mjs').Timing} Timing
 *
 * @typedef {object} SetResult
 * @property {Timing | null} timing milliseconds, over both passes
 * @property {(Timing | null)[]} passes
 * @property {{ at1: number, at10: number } | null} recall
 * @property {number} empty queries without an answer
 *
 * @typedef {object} Restored
 * @property {number} read milliseconds to get it from IndexedDB
 * @property {number} restored milliseconds to make it searchable
 * @property {number} firstQuery milliseconds
 * @property {number} total milliseconds of all three
 * @property {number} heap bytes that the index holds in a worker that never had the posts
 *
 * @typedef {object} EngineResult
 * @property {EngineName} engine
 * @property {import('./worker').CorpusFacts} corpus
 * @property {number} share of the questions that were asked
 * @property {number} build milliseconds
 * @property {number} heapBuilt bytes that the index holds once the posts are gone
 * @property {import('./worker').Saved | null} saved
 * @property {Restored | null} restored
 * @property {import('./incremental').Adding | null} adding
 * @property {Record<QuerySet, SetResult>} sets
 *
 * @typedef {object} Run
 * @property {import('playwright').BrowserContext} context
 * @property {string} url of the server
 * @property {EngineName} engine
 * @property {number} size in posts
 * @property {number} share of the questions that are asked; 1 for all
 */

/**
 * Each question is asked twice: of the index as it was built, and of the one that came back from IndexedDB in another
 * page. So it is new to the engine both times.
 * @param {Omit<Run, 'context'>} run
 * @returns {Promise<EngineResult>}
 */
export function measureEngine(run) {
	return inFreshBrowser(async (context) => {
		const { questions, answers, ...built } = await measureBuilt({ ...run, context });
		const reloaded = built.saved === null ? null : await measureRestored({ ...run, context }, questions);
		const adding = run.engine === 'backlist' ? await measureAdding({ ...run, context }) : null;
		return {
			engine: run.engine,
			share: run.share,
			...built,
			restored: reloaded?.restored ?? null,
			adding,
			sets: setResults(reloaded === null ? answers : [...answers, reloaded.answers])
		};
	});
}

/** @param {Run} run */
async function measureBuilt({ context, url, engine, size, share }) {
	const page = await BenchPage.open(context, url);
	await page.call('create', engine);
	const emptyHeap = await page.heap();
	const corpus = await page.call('generate', size);
	const questions = await page.call('questions');
	const build = await page.call('build');
	const answers = [await page.call('ask', share)];
	const saved = await page.call('save');
	// What cannot be restored is asked once more as it is.
	if (saved === null) answers.push(await page.call('ask', share));
	await page.call('dropCorpus');
	const heapBuilt = (await page.heap()) - emptyHeap;
	await page.close();
	return { corpus, questions, build, answers, saved, heapBuilt };
}

/**
 * @param {Run} run
 * @param {Awaited<ReturnType<import('./worker').Bench['questions']>>} questions
 */
async function measureRestored({ context, url, engine, share }, questions) {
	const page = await BenchPage.open(context, url);
	await page.call('create', engine);
	const emptyHeap = await page.heap();
	const times = await page.call('restore', questions[0]?.sets.known[0]?.text ?? '');
	const heap = (await page.heap()) - emptyHeap;
	await page.call('setQuestions', questions);
	const answers = await page.call('ask', share);
	await page.close();
	const total = times.read + times.restored + times.firstQuery;
	return { restored: { ...times, total, heap }, answers };
}

/** @param {Run} run */
async function measureAdding({ context, url, engine, size }) {
	const page = await BenchPage.open(context, url);
	await page.call('create', engine);
	await page.call('generate', size);
	const adding = await page.call('addAsSync');
	await page.close();
	return adding;
}

/**
 * @param {Answers[]} passes
 * @returns {Record<QuerySet, SetResult>}
 */
function setResults(passes) {
	const [first] = passes;
	if (first === undefined) throw new Error('Nothing was asked.');
	const sets = /** @type {QuerySet[]} */ (Object.keys(first));
	const results = sets.map((set) => [
		set,
		{
			timing: timingOf(passes.flatMap((answers) => answers[set].samples)),
			passes: passes.map((answers) => timingOf(answers[set].samples)),
			recall: first[set].recall,
			empty: first[set].empty
		}
	]);
	return Object.fromEntries(results);
}
