// Makes static files of the pages of the benchmark, with the parts of the app that they use.

import wordList from 'word-list';
import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { root, runTool } from '../tools/run.mjs';

const folder = join(root, 'tests/bench');

/**
 * Writes the pages into `target`, which must exist, to be served as `/bench/`.
 * @param {string} target
 * @returns {Promise<void>}
 */
export async function bundle(target) {
	// Our tsconfig.json extends one that SvelteKit makes.
	if (!existsSync(join(root, '.svelte-kit/tsconfig.json')))
		await runTool('@sveltejs/kit', 'svelte-kit', ['sync']);
	await build({
		configFile: false,
		root: folder,
		base: '/bench/',
		logLevel: 'warn',
		resolve: { alias: { $lib: join(root, 'src/lib') } },
		worker: { format: 'es' },
		build: {
			outDir: target,
			emptyOutDir: true,
			target: 'esnext',
			rolldownOptions: {
				input: ['index.html', 'library.html', 'store.html'].map((page) => join(folder, page))
			}
		}
	});
	await copyFile(wordList, join(target, 'words.txt'));
}
