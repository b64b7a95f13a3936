import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';

/** The first of `paths` that this machine can run, or null. */
export async function firstToRun(paths: string[]): Promise<string | null> {
	for (const path of paths) {
		const runs = await access(path, constants.X_OK).then(
			() => true,
			() => false // not there, or not ours to run
		);
		if (runs) return path;
	}
	return null;
}

/** Where programs of these names would be, by PATH. */
export function onPath(...names: string[]): string[] {
	const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** A port of this machine that nothing listens at, at this moment. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

/** A program with all that it starts, as one group: a driver's browser does not outlive it. */
export class Program {
	readonly #child: ChildProcess;
	readonly #ended: Promise<void>;

	constructor(
		path: string,
		args: string[],
		{ env = {}, stdio = 'ignore' }: { env?: NodeJS.ProcessEnv; stdio?: StdioOptions } = {}
	) {
		this.#child = spawn(path, args, { env: { ...process.env, ...env }, stdio, detached: true });
		this.#ended = new Promise((resolve) => {
			this.#child.once('close', () => resolve());
			this.#child.once('error', () => resolve());
		});
	}

	/** The first that it writes to the descriptor `number`, which `stdio` has as a pipe. */
	firstWords(number: number): Promise<string> {
		return new Promise((resolve, reject) => {
			this.#child.stdio[number]!.once('data', (data) => resolve(String(data).trim()));
			void this.#ended.then(() => reject(new Error(`${this.#child.spawnfile} ended as soon as it began.`)));
		});
	}

	async end(): Promise<void> {
		if (this.#child.pid === undefined) return;
		try {
			process.kill(-this.#child.pid, 'SIGKILL');
		} catch {
			// It has ended by itself, with all that it had started.
		}
		await this.#ended;
	}
}

/** Asks until `look` gives something. @throws {Error} after 30 seconds, with `what` there was none of */
export async function until<T>(look: () => Promise<T | null>, what: string): Promise<T> {
	const end = performance.now() + 30_000;
	while (performance.now() < end) {
		const found = await look();
		if (found !== null) return found;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`There was no ${what} within 30 seconds.`);
}
