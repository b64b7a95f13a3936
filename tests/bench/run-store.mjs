// Measures the store, and what people see of it, one thing after the other, and prints what was found.

import { join } from 'node:path';
import { measureColdOpen } from './cold-open.mjs';
import { coldOpenTable } from './cold-open-table.mjs';
import { makeLargeLibrary } from './large-library.mjs';
import { measureList } from './store-list.mjs';
import { measureSchemas } from './store-schema.mjs';
import { listTable, schemaTable, storingTable, viewsTable } from './store-table.mjs';
import { measureStoring, measureViews } from './store.mjs';
import { measureWalk, walkTable } from './walk.mjs';

/** Posts that are stored and synced, and those of a large library. */
const STORED = 10_000;
const LARGE = 50_000;
const ROUNDS = 5;
const OPENINGS = 9;

/**
 * @typedef {object} Run
 * @property {string} url of a server that has the app, and the benchmark's pages beside it
 * @property {string} folder of those pages; profiles of browsers come to it
 * @property {string[]} asked `schema`, `store`, `open`, `walk`
 * @property {number[]} sizes other numbers of posts: to be stored, and of the large library
 * @property {(what: string) => void} tell hears what is being done
 */

/**
 * @param {Run} run
 * @returns {Promise<object>} everything that was measured
 */
export async function runStore(run) {
	const [small = STORED, large = LARGE] = run.sizes;
	const isAsked = (/** @type {string} */ what) => run.asked.includes(what);
	const schemas = isAsked('schema') ? await compareSchemas(run, small) : {};
	const stored = isAsked('store') ? await storePosts(run, small) : {};
	const profiles = join(run.folder, 'profiles');
	if (isAsked('store') || isAsked('open')) {
		run.tell(`a library of ${large.toLocaleString('en')} posts`);
		await makeLargeLibrary(run.url, join(profiles, 'large'), large);
	}
	const shown = isAsked('store') ? await lookAround(run, profiles) : {};
	const opened = isAsked('open') ? await openAnew(run, profiles, large) : {};
	const walked = isAsked('walk') ? await walkThrough(run, profiles, small) : {};
	return { ...schemas, ...stored, ...shown, ...opened, ...walked };
}

/**
 * @param {Run} run
 * @param {number} size
 */
async function compareSchemas({ url, tell }, size) {
	tell('other ways of storing posts');
	const schemas = await measureSchemas(url, size, ROUNDS);
	print(tell, schemaTable(schemas));
	return { schemas };
}

/**
 * @param {Run} run
 * @param {number} size
 */
async function storePosts({ url, tell }, size) {
	tell(`storing ${size.toLocaleString('en')} posts`);
	const storing = await measureStoring(url, size, ROUNDS);
	print(tell, storingTable(storing));
	return { storing };
}

/**
 * @param {Run} run
 * @param {string} profiles
 */
async function lookAround({ url, tell }, profiles) {
	tell('views of it');
	const views = await measureViews(url, join(profiles, 'large'));
	print(tell, viewsTable(views));
	tell('its list');
	const list = await measureList(url, join(profiles, 'large'), views);
	print(tell, listTable(list));
	return { views, list };
}

/**
 * @param {Run} run
 * @param {string} profiles
 * @param {number} size
 */
async function openAnew({ url, folder, tell }, profiles, size) {
	tell('opening it in new browsers');
	const opening = await measureColdOpen({ url, benchFolder: folder, profiles, size, rounds: OPENINGS });
	print(tell, coldOpenTable(opening));
	return { opening };
}

/**
 * @param {Run} run
 * @param {string} profiles
 * @param {number} size
 */
async function walkThrough({ url, tell }, profiles, size) {
	const profile = join(profiles, 'walk');
	tell(`a library of ${size.toLocaleString('en')} posts`);
	await makeLargeLibrary(url, profile, size);
	tell('a walk through it');
	const walk = await measureWalk(`${url}/`, profile);
	print(tell, walkTable(walk));
	return { walk };
}

/**
 * @param {Run['tell']} tell
 * @param {string} text
 */
function print(tell, text) {
	tell('');
	console.log(`\n${text}`);
}
