// `npm run bench`: Backlist's search beside its peers, in a real Chromium. `npm run bench -- 1000 10000` takes other
// numbers of posts; `--all` runs every engine with every one of them; `--only=backlist,minisearch` leaves the other
// engines out (`--only=page` all of them, `--only=sync` measures syncs alone), `--no-typing` the page, `--no-sync` syncs.
// `--only=store` measures the store and the list over it, `--only=open` opening the app in a new browser,
// `--only=schema` other ways of storing the same. `--only=walk` goes through a library as a reader does.
// `--only=wxr` reads a large export of WordPress.
// Nothing here passes or fails: it prints what it found, and writes it to test-results/bench.json.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, exit, stdout } from 'node:process';
import { installIfNeeded } from '../tools/install.mjs';
import { root } from '../tools/run.mjs';

/** @typedef {import('./engines/engines').EngineName} EngineName */

const DEFAULT_SIZES = [1_000, 10_000, 50_000];
/** Larger corpora take an engine too long or too much memory; `--all` asks for them all the same. */
const LARGEST = {
	backlist: Infinity,
	minisearch: Infinity,
	flexsearch: 10_000,
	fuse: 1_000,
	'fuse-tuned': 1_000
};
/** Fuse.js takes most of a second for each question. */
const SHARES = { backlist: 1, minisearch: 1, flexsearch: 1, fuse: 0.1, 'fuse-tuned': 0.1 };
/** The page is measured from this size on. */
const SMALLEST_LIBRARY = 10_000;

if (!(await installIfNeeded())) exit(1);
if (argv.includes('--only=wxr')) {
	await (await import('./wxr.mjs')).runWxr();
	exit(0);
}
// Only now are the packages that these need sure to be there.
const { bundle } = await import('./bundle.mjs');
const { serveIsolated } = await import('./serve-isolated.mjs');
const { measureEngine } = await import('./measure-engine.mjs');
const { engineTable, NAMES } = await import('./engine-table.mjs');
const { barLine, barsOf } = await import('./bars.mjs');
const { buildIfNeeded, measureTyping } = await import('./typing.mjs');
const { typingTable } = await import('./typing-table.mjs');
const { measureSync } = await import('./sync.mjs');
const { syncTable } = await import('./sync-table.mjs');
const { runStore } = await import('./run-store.mjs');
const { missingWordPress, WordPress } = await import('../tools/wordpress.mjs');
const { serve } = await import('../tools/serve.mjs');

const options = argv.slice(2).filter((argument) => argument.startsWith('--'));
const sizes = argv.slice(2).flatMap((argument) => Number(argument.replaceAll('_', '')) || []);
const onlySync = options.includes('--only=sync');
/** What is measured only when it is asked for. */
const asked = ['store', 'open', 'schema', 'walk'].filter((what) => options.includes(`--only=${what}`));
const withEngines = !onlySync && asked.length === 0;
const withTyping = withEngines && !options.includes('--no-typing');
const withSync =
	onlySync || !options.some((option) => option === '--no-sync' || option.startsWith('--only='));
/** Posts of the WordPress that is synced. */
const SYNCED = 1_000;
const folder = await mkdtemp(join(tmpdir(), 'backlist-bench-'));
try {
	if (withTyping || withSync || asked.length > 0)
		console.log(`The app in build/ is from ${(await buildIfNeeded()).toLocaleString()}.`);
	await bundle(folder);
	const server = await serveIsolated(folder, withTyping || asked.length > 0 ? join(root, 'build') : null);
	try {
		if (withSync) await runSync();
		if (asked.length > 0) {
			const results = await runStore({ url: server.url, folder, asked, sizes, tell });
			await write(results, 'bench-store.json');
		}
		if (withEngines) await runAll(server.url, sizes.length === 0 ? DEFAULT_SIZES : sizes);
	} finally {
		await server.close();
	}
} finally {
	await rm(folder, { recursive: true, force: true });
}

async function runSync() {
	if (missingWordPress !== '') {
		console.log(`${missingWordPress} Syncs are not measured.`);
		return;
	}
	tell('a WordPress that is being filled');
	const wordpress = await WordPress.start(SYNCED);
	const app = await serve({ folder: join(root, 'build'), port: 0 });
	try {
		tell('a sync of it');
		const result = await measureSync(app.url, wordpress.origin, 'Harbour Notes');
		tell('');
		console.log(`\n${syncTable(result)}`);
	} finally {
		await app.close();
		await wordpress.remove();
	}
}

/**
 * @param {string} url
 * @param {number[]} sizes
 */
async function runAll(url, sizes) {
	console.log(`Times in ms, p50 / p95; each question is asked twice, of the index as built and as restored.`);
	/** @type {import('./measure-engine.mjs').EngineResult[]} */
	const engines = [];
	/** @type {import('./typing.mjs').TypingResult[]} */
	const typing = [];
	for (const size of sizes) {
		const results = await runEngines(url, size);
		engines.push(...results);
		await write({ engines, typing });
	}
	for (const size of withTyping ? sizes.filter((size) => size >= SMALLEST_LIBRARY) : []) {
		tell(`the page with ${size.toLocaleString('en')} posts`);
		typing.push(await measureTyping(url, size));
		await write({ engines, typing });
	}
	tell('');
	if (typing.length > 0) console.log(`\n${typingTable(typing)}`);
}

/**
 * @param {string} url
 * @param {number} size
 */
async function runEngines(url, size) {
	const results = [];
	for (const engine of enginesFor(size)) {
		tell(`${NAMES[engine]} with ${size.toLocaleString('en')} posts`);
		results.push(await measureEngine({ url, engine, size, share: SHARES[engine] }));
	}
	tell('');
	if (results.length === 0) return results;
	console.log(`\n${engineTable(results)}\n${barsOf(results).map(barLine).join('\n')}`);
	return results;
}

/**
 * @param {number} size
 * @returns {EngineName[]}
 */
function enginesFor(size) {
	const only = options
		.find((option) => option.startsWith('--only='))
		?.slice('--only='.length)
		.split(',');
	const names = /** @type {EngineName[]} */ (Object.keys(LARGEST));
	return names.filter(
		(name) => (only?.includes(name) ?? true) && (size <= LARGEST[name] || options.includes('--all'))
	);
}

/**
 * @param {object} results
 * @param {string} [name] of the file
 */
async function write(results, name = 'bench.json') {
	const machine = { processors: cpus().length, model: cpus()[0]?.model ?? '' };
	await mkdir(join(root, 'test-results'), { recursive: true });
	const json = JSON.stringify({ at: new Date().toISOString(), machine, ...results }, null, '\t');
	await writeFile(join(root, 'test-results', name), json);
}

/**
 * Says what is being done, on a line that the next one replaces.
 * @param {string} what
 */
function tell(what) {
	if (stdout.isTTY) stdout.write(`\r\x1b[K${what}`);
}
