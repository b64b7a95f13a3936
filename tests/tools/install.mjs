// Installs the packages that package-lock.json names, if they are not there already.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env, execPath, platform } from 'node:process';
import { root, run } from './run.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage */

/**
 * Makes `node_modules` what package-lock.json says; does nothing when it is that already.
 * @returns {Promise<boolean>} whether everything is installed now
 */
export async function installIfNeeded() {
	if (await isInstalled()) return true;
	console.log('Installing the packages of package-lock.json.');
	const args = ['ci', '--no-audit', '--no-fund'];
	// Under `npm test` this is the npm that was called; otherwise the one on PATH (a script that needs a shell on Windows).
	if (env.npm_execpath?.endsWith('.js')) return run(execPath, [env.npm_execpath, ...args]);
	return run('npm', args, { shell: platform === 'win32' });
}

/** Compares by content, because the times of files say nothing after a checkout. */
async function isInstalled() {
	const wanted = await packagesOf(join(root, 'package-lock.json'));
	const present = await packagesOf(join(root, 'node_modules/.package-lock.json'));
	if (wanted === null || present === null) return false;
	return (
		Object.keys(present).every((path) => path in wanted) &&
		Object.entries(wanted).every(([path, entry]) => isSame(entry, present[path]))
	);
}

/**
 * @param {LockedPackage} wanted
 * @param {LockedPackage | undefined} present undefined is right for what is made for another system
 */
function isSame(wanted, present) {
	if (present === undefined) return wanted.optional === true || wanted.devOptional === true;
	return wanted.version === present.version && wanted.integrity === present.integrity;
}

/**
 * The packages that a lock file names, by folder, without the project itself; null when there is no such file.
 * @param {string} file
 * @returns {Promise<Record<string, LockedPackage> | null>}
 */
async function packagesOf(file) {
	const text = await readFile(file, 'utf8').catch(() => null);
	if (text === null) return null;
	/** @type {{ packages: Record<string, LockedPackage> }} */
	const { packages } = JSON.parse(text);
	return Object.fromEntries(Object.entries(packages).filter(([path]) => path !== ''));
}
