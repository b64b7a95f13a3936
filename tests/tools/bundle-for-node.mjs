// Makes one script for Node of a part of the app, for tests and measurements of it outside of a browser.

import { join } from 'node:path';
import { build } from 'vite';
import { root } from './run.mjs';

/**
 * @param {string} entry path of its first file, from the folder of the project
 * @param {string} folder where the script is written, which must exist
 * @returns {Promise<string>} path of the script
 */
export async function bundleForNode(entry, folder) {
	await build({
		configFile: false,
		root,
		logLevel: 'warn',
		resolve: { alias: { $lib: join(root, 'src/lib') } },
		ssr: { noExternal: true },
		build: {
			ssr: join(root, entry),
			outDir: folder,
			emptyOutDir: false,
			rolldownOptions: { output: { entryFileNames: 'script.mjs' } }
		}
	});
	return join(folder, 'script.mjs');
}
