// Builds the app for the folder /reader of a host, beside the usual build, before the tests of hosting.

import { join } from 'node:path';
import { root, runTool } from '../tools/run.mjs';

/** Where it is. */
export const FOLDER_BUILD = join(root, '.svelte-kit/build-for-folder');

export default async function buildForFolder() {
	const env = { BASE_PATH: '/reader', BUILD_PATH: FOLDER_BUILD };
	if (!(await runTool('vite', 'vite', ['build', '--logLevel', 'warn'], { env })))
		throw new Error('The build for a folder has failed.');
}
