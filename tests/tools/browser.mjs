// Finds the Chromium that the tests drive, or gets one.

import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { env, getuid, platform } from 'node:process';
import { run, runTool } from './run.mjs';

const isRoot = getuid?.() === 0;

/** What every Chromium in the tests is started with: no sandbox where it cannot work, and no traffic of its own. */
export const launchArguments = [
	// Chromium refuses to start as root with its sandbox.
	...(isRoot && platform === 'linux' ? ['--no-sandbox'] : []),
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

const advice =
	'The tests need Chromium or Google Chrome. Install one of them, or run `npx playwright install chromium`, ' +
	'or set BACKLIST_BROWSER to the path of its executable. Then run the tests again.';

/**
 * The path of a Chromium or Chrome that runs on this machine, or null. First what BACKLIST_BROWSER names, then
 * Playwright's own, then the system's.
 * @returns {Promise<string | null>}
 * @throws {Error} when BACKLIST_BROWSER names something that does not run
 */
export async function findBrowser() {
	if (env.BACKLIST_BROWSER) {
		if (await runs(env.BACKLIST_BROWSER)) return env.BACKLIST_BROWSER;
		throw new Error(
			`BACKLIST_BROWSER is ${env.BACKLIST_BROWSER}, which is not a browser that runs here. Correct it or unset it.`
		);
	}
	for (const path of [...(await playwrightPlaces()), ...systemPlaces()]) {
		if (await runs(path)) return path;
	}
	return null;
}

/**
 * Like `findBrowser`, but gets a browser when there is none.
 * @returns {Promise<string>}
 * @throws {Error} that says what to do when none can be had
 */
export async function ensureBrowser() {
	const found = await findBrowser();
	if (found) return found;
	for (const install of [installWithPlaywright, installWithApt]) {
		await install();
		const installed = await findBrowser();
		if (installed) return installed;
	}
	throw new Error(advice);
}

/**
 * Playwright's headless shell is left out: only the whole browser has everything that service workers need.
 * @returns {Promise<string[]>}
 */
async function playwrightPlaces() {
	const { chromium } = await import('playwright');
	const path = chromium.executablePath();
	return path === '' || /headless[-_]shell/.test(path) ? [] : [path];
}

/** @returns {string[]} */
function systemPlaces() {
	if (platform === 'darwin') {
		const applications = ['/Applications', join(env.HOME ?? '', 'Applications')];
		return applications.flatMap((folder) => [
			join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
			join(folder, 'Chromium.app/Contents/MacOS/Chromium')
		]);
	}
	if (platform === 'win32') {
		const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
		return folders.flatMap((folder) =>
			folder
				? [
						join(folder, 'Google/Chrome/Application/chrome.exe'),
						join(folder, 'Chromium/Application/chrome.exe')
					]
				: []
		);
	}
	const names = ['google-chrome', 'google-chrome-stable', 'chrome', 'chromium', 'chromium-browser'];
	const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * Whether `path` is a browser that starts. Being there is not enough: on Ubuntu `chromium-browser` may be a script
 * that only tells you to install a snap.
 * @param {string} path
 * @returns {Promise<boolean>}
 */
async function runs(path) {
	try {
		await access(path, constants.X_OK);
		if (!(await stat(path)).isFile()) return false;
	} catch {
		return false; // not there, or not ours to run
	}
	// On Windows `chrome.exe --version` opens a window and says nothing.
	return platform === 'win32' || /\d+\.\d+\.\d+/.test(await output(path, ['--version'], 20_000));
}

async function installWithPlaywright() {
	console.log('There is no Chromium here yet: asking Playwright for one (at most two minutes).');
	const withDependencies = isRoot && (await isOneOf(['debian', 'ubuntu'])) ? ['--with-deps'] : [];
	const flags = ['--no-shell', ...withDependencies];
	await runTool('@playwright/test', 'playwright', ['install', ...flags, 'chromium'], { timeout: 120_000 });
}

/** Debian only: Ubuntu's `chromium` is a snap, which does not run in a container. */
async function installWithApt() {
	if (!(await isOneOf(['debian']))) return;
	const sudo = isRoot ? [] : ['sudo', '-n'];
	if (!isRoot && !(await run('sudo', ['-n', 'true'], { timeout: 10_000 }))) return;
	console.log("Asking Debian's packages for Chromium.");
	const [command = '', ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
	const updated = await run(command, [...rest, 'update'], { timeout: 180_000 });
	if (!updated) return;
	await run(command, [...rest, 'install', '-y', '--no-install-recommends', 'chromium'], { timeout: 600_000 });
}

/**
 * @param {string[]} systems identifiers of Linux distributions as in `/etc/os-release`
 * @returns {Promise<boolean>}
 */
async function isOneOf(systems) {
	if (platform !== 'linux') return false;
	const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
	const id = /^ID="?([^"\n]*)"?$/m.exec(release)?.[1] ?? '';
	return systems.includes(id);
}

/**
 * What a program prints, up to its end or `timeout` ms; empty when it cannot start.
 * @param {string} command
 * @param {string[]} args
 * @param {number} timeout
 * @returns {Promise<string>}
 */
function output(command, args, timeout) {
	return new Promise((resolve) => {
		let text = '';
		const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout });
		child.stdout.on('data', (chunk) => (text += String(chunk)));
		child.on('error', () => resolve(''));
		child.on('close', () => resolve(text));
	});
}
