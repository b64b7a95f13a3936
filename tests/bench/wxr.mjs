// Reads an export of WordPress of 200 MB, made up on the way, in a Node of little memory, and a plain XML tokenizer beside it.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import { bundleForNode } from '../tools/bundle-for-node.mjs';

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

/** Measures both, and prints a line for each. */
export async function runWxr() {
	for (const reader of /** @type {const} */ (['backlist', 'tokenizer'])) {
		const { posts, comments, seconds, peak } = await readLargeExport(reader, 200);
		const cost = `${seconds.toFixed(1)} s, at most ${(peak / 1e6).toFixed(0)} MB of heap`;
		console.log(
			`${reader === 'backlist' ? 'Backlist' : 'htmlparser2'}: ${posts} posts, ${comments} comments, ${cost}`
		);
	}
}
