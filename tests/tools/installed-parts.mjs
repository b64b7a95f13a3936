// What the built service worker keeps at the first visit, by its own word: it is run here with a folder as its host.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

/** What the worker is given of an event: something to wait for. */
/** @typedef {(event: { waitUntil: (work: Promise<void>) => void }) => void} Listener */

const ORIGIN = 'https://reader.example';
const TYPES = /** @type {Record<string, string>} */ ({ html: 'text/html', js: 'text/javascript' });

/**
 * Paths of the files that must be there before the app counts as installed, for a reader of English.
 * @param {string} folder of the build, made for the root of a host
 * @returns {Promise<string[]>}
 * @throws {Error} when the worker cannot be installed from that folder
 */
export async function installedParts(folder) {
	const script = await readFile(join(folder, 'service-worker.js'), 'utf8');
	/** @type {Map<string, Listener>} */
	const listeners = new Map();
	/** @type {Set<string>} */
	const kept = new Set();
	const cache = { put: async (/** @type {string} */ path) => void kept.add(path) };
	const world = {
		URL,
		Response,
		/** @this {{ path: string }} */
		Request: function (/** @type {string} */ path) {
			this.path = path;
		},
		navigator: { languages: ['en'] },
		caches: { open: async () => cache, keys: async () => [] },
		fetch: (/** @type {{ path: string }} */ { path }) => answer(folder, path),
		location: new URL('/service-worker.js', ORIGIN),
		registration: { active: null },
		addEventListener: (/** @type {string} */ type, /** @type {Listener} */ listener) =>
			listeners.set(type, listener)
	};
	runInContext(script, createContext({ ...world, self: world }));
	/** @type {Promise<void>[]} */
	const works = [];
	listeners.get('install')?.({ waitUntil: (work) => works.push(work) });
	await Promise.all(works);
	return [...kept];
}

/**
 * @param {string} folder
 * @param {string} path
 */
async function answer(folder, path) {
	const file = path === '/' ? 'index.html' : path;
	const content = await readFile(join(folder, file));
	const type = TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
	return new Response(new Uint8Array(content), { headers: { 'Content-Type': type } });
}
