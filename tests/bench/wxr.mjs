// Reads an export of WordPress of 200 MB, made up on the way, in a Node of little memory, and a plain XML tokenizer beside it;
// then the app imports it in a real tab.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import { bundleForNode } from '../tools/bundle-for-node.mjs';
import { root } from '../tools/run.mjs';
import { serve } from '../tools/serve.mjs';
import { buildIfNeeded } from './typing.mjs';
import { canWatchMemory, importInTab } from './wxr-tab.mjs';

/** @typedef {import('./wxr-read').WxrReading} WxrReading */

const exec = promisify(execFile);

/**
 * @param {'backlist' | 'tokenizer'} reader
 * @param {number} megabytes of the export, in UTF-16 units
 * @param {number} [heap] megabytes that JavaScript may hold; Node ends when it needs more
 * @returns {Promise<WxrReading>}
 */
export async function readLargeExport(reader, megabytes, heap = 4000) {
	const folder = await mkdtemp(join(tmpdir(), 'backlist-wxr-'));
	try {
		const script = await bundleForNode('tests/bench/wxr-read.ts', folder);
		const args = [`--max-old-space-size=${heap}`, script, reader, String(megabytes)];
		const { stdout } = await exec(execPath, args);
		return JSON.parse(stdout);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Megabytes of the export, in UTF-16 units. */
const SIZE = 200;
const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

/** Measures both, then the app, and prints a line for each. */
export async function runWxr() {
	for (const reader of /** @type {const} */ (['backlist', 'tokenizer'])) {
		const { posts, comments, seconds, peak } = await readLargeExport(reader, SIZE);
		const cost = `${seconds.toFixed(1)} s, at most ${megabytes(peak)} of heap`;
		console.log(
			`${reader === 'backlist' ? 'Backlist' : 'htmlparser2'}: ${posts} posts, ${comments} comments, ${cost}`
		);
	}
	if (canWatchMemory) await runTab();
	else console.log('This system does not say how much memory a tab takes.');
}

async function runTab() {
	await buildIfNeeded();
	const app = await serve({ folder: join(root, 'build'), port: 0 });
	try {
		const { seconds, before, peak } = await importInTab(app.url, SIZE * 1e6);
		const scripts = `JavaScript ${megabytes(peak.scripts)} (${megabytes(before.scripts)} before)`;
		const whole = `its process ${megabytes(peak.process)} (${megabytes(before.process)} before)`;
		console.log(`In a tab: imported and indexed in ${seconds.toFixed(0)} s; at most ${scripts}, ${whole}`);
	} finally {
		await app.close();
	}
}
