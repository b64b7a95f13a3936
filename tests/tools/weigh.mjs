// Weighs the built app: what its first page loads before it can show anything, and what is kept before it needs no network.

import { readdir, readFile } from 'node:fs/promises';
import { extname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { installedParts } from './installed-parts.mjs';
import { root } from './run.mjs';

/** The limits, in KB of 1024 bytes after gzip, as hosts send them. */
const LIMITS = {
	/**
	 * Scripts of the library page, without what they import later. We want 75: Svelte and SvelteKit are 36 of it, and Dexie, with which
	 * the page reads the library itself, 29.
	 */
	firstPage: 129,
	/** All that the service worker keeps before a first visit needs no network any more, without fonts: gzip does not make them smaller. */
	precache: 350
};

/** A word that only the code of each has; none may be among the scripts of the first page. */
const LATER = /** @type {Record<string, string>} */ ({
	DOMPurify: 'ALLOWED_URI_REGEXP',
	'Fuse.js': 'ignoreFieldNorm',
	feedsmith: 'itunes:',
	htmlparser2: 'onprocessinginstruction'
});

/** What follows `import` or `from` without a call: `import("…")` comes later. */
const STATIC_IMPORT = /(?:\bimport|\bfrom)\s*["'`]([^"'`]+\.js)["'`]/g;
const PAGE_SCRIPT = /<link[^>]*href="([^"]+\.js)"[^>]*rel="modulepreload"|import\("([^"]+\.js)"\)/g;

const build = join(root, 'build');
const read = (/** @type {string} */ path) => readFile(join(build, path));

/**
 * Paths of all scripts that `paths` import statically, with themselves.
 * @param {string[]} paths
 * @param {Map<string, string>} [found]
 * @returns {Promise<Map<string, string>>} their texts by their paths
 */
async function withImports(paths, found = new Map()) {
	for (const path of paths.filter((each) => !found.has(each))) {
		const text = (await read(path)).toString();
		found.set(path, text);
		const imported = [...text.matchAll(STATIC_IMPORT)].map((match) => match[1] ?? '');
		await withImports(
			imported.map((each) => posix.join(posix.dirname(path), each)),
			found
		);
	}
	return found;
}

/** @param {(string | Buffer)[]} contents */
const weightOf = (contents) =>
	contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0) / 1024;

/**
 * @param {string} what
 * @param {number} weight in KB
 * @param {number} limit in KB
 */
function isWithin(what, weight, limit) {
	const verdict = weight <= limit ? 'within' : 'OVER';
	console.log(`${what}: ${weight.toFixed(1)} KB gzip, ${verdict} its limit of ${limit} KB`);
	return weight <= limit;
}

const page = (await read('index.html')).toString();
const asked = [...page.matchAll(PAGE_SCRIPT)].map(([, preloaded, imported]) => preloaded ?? imported ?? '');
const scripts = await withImports([...new Set(asked)]);
const kept = (await installedParts(build)).filter((path) => !path.endsWith('.woff2'));
const contents = await Promise.all(kept.map((path) => read(path === '/' ? 'index.html' : path)));
const files = (await readdir(build, { recursive: true })).filter((path) => extname(path) === '.js');
const all = await Promise.all(files.map(async (path) => (await read(path)).toString()));
const tooEarly = Object.entries(LATER).filter(([, word]) =>
	[...scripts.values()].some((text) => text.includes(word))
);

const isLight = [
	isWithin(`First page, ${scripts.size} scripts`, weightOf([...scripts.values()]), LIMITS.firstPage),
	isWithin(`Precache, ${kept.length} files without fonts`, weightOf(contents), LIMITS.precache)
];
for (const [name] of tooEarly) console.log(`${name} is among the scripts of the first page.`);
// Or nobody would notice that a package has changed its words.
const unknown = Object.entries(LATER).filter(([, word]) => !all.some((text) => text.includes(word)));
for (const [name, word] of unknown)
	console.log(`${name} is known by “${word}”, which no script has any more.`);
const isSound = scripts.size > 0 && unknown.length === 0;
if (!isSound || isLight.includes(false) || tooEarly.length > 0) process.exitCode = 1;
