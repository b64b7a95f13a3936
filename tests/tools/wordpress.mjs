// Starts a real WordPress, for tests and measurements against it, where a script that can do so lies beside the checkout.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script =
	process.env.BACKLIST_WORDPRESS ??
	fileURLToPath(new URL('../../../shared/wordpress/server', import.meta.url));

/** Why there is no WordPress here, or empty. */
export const missingWordPress = existsSync(script)
	? ''
	: `No script ${script} that starts a WordPress. Set BACKLIST_WORDPRESS to one.`;

const exec = promisify(execFile);
/** Bytes of what a script of PHP may print. */
const LARGEST = 256 * 1024 * 1024;

/**
 * How the site is set up.
 * @typedef {object} Setup
 * @property {'pretty' | 'plain'} [permalinks]
 * @property {'on' | 'off'} [rest] whether visitors may use its API
 *
 * What the authors did, by the ids of the posts.
 * @typedef {{ edited: number[], trashed: number[], deleted: number[], added: number[] }} Edits
 */

/** A WordPress on this machine, with a database of its own. */
export class WordPress {
	#home;
	#port;
	#posts;

	/**
	 * @param {string} home folder of the site and its database
	 * @param {number} port
	 * @param {number} posts
	 */
	constructor(home, port, posts) {
		this.#home = home;
		this.#port = port;
		this.#posts = posts;
	}

	/**
	 * Installs what is missing, starts a site and fills it with `posts` posts, the same ones every time.
	 * @param {number} posts
	 */
	static async start(posts) {
		const home = await mkdtemp(join(tmpdir(), 'backlist-wordpress-'));
		const site = new WordPress(home, await freePort(), posts);
		await site.restart();
		return site;
	}

	/** Such as `http://127.0.0.1:8090`. */
	get origin() {
		return `http://127.0.0.1:${this.#port}`;
	}

	/**
	 * Starts it again after `stop`, or sets it up in another way while it runs.
	 * @param {Setup} [setup]
	 */
	async restart({ permalinks = 'pretty', rest = 'on' } = {}) {
		const env = { WP_PERMALINKS: permalinks, WP_REST: rest };
		await this.#run(['start', String(this.#port), String(this.#posts)], env);
	}

	/**
	 * Edits, trashes, deletes and adds posts, as authors do.
	 * @returns {Promise<Edits>}
	 */
	async edit() {
		return JSON.parse(await this.#run(['edit']));
	}

	/**
	 * What a script of PHP prints when it runs inside the site.
	 * @param {URL} file
	 * @param {string[]} args
	 */
	php(file, ...args) {
		return this.#run(['php', fileURLToPath(file), ...args]);
	}

	/** Ends its processes; what it holds stays. */
	async stop() {
		await this.#run(['stop']);
	}

	/** Ends it for good. */
	async remove() {
		await this.stop();
		await rm(this.#home, { recursive: true, force: true });
	}

	/**
	 * @param {string[]} args
	 * @param {NodeJS.ProcessEnv} more
	 */
	async #run(args, more = {}) {
		const env = { ...process.env, WP_HOME: this.#home, ...more };
		const { stdout } = await exec(script, args, { env, maxBuffer: LARGEST });
		return stdout;
	}
}

/** @returns {Promise<number>} */
async function freePort() {
	const server = createServer();
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('There is no free port.');
	return address.port;
}
