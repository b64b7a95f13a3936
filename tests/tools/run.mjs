// Runs programs and shows what they print.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath, kill, platform } from 'node:process';
import { fileURLToPath } from 'node:url';

/** The folder of the project, absolute. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs a program in the folder of the project, without input. It and all that it started end when `timeout` is over
 * or this process is told to end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ timeout?: number, env?: NodeJS.ProcessEnv, shell?: boolean, hear?: (text: string) => void }} [options]
 *   `timeout` in milliseconds; `env` is added to this process's own; `hear` is told all that is printed
 * @returns {Promise<boolean>} false when it could not start, failed, or took too long
 */
export function run(command, args, { timeout, env = {}, shell = false, hear } = {}) {
	return new Promise((resolve) => {
		const ownGroup = platform !== 'win32';
		const output = hear ? 'pipe' : 'inherit';
		const child = spawn(command, args, {
			cwd: root,
			env: { ...process.env, ...(hear && process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...env },
			stdio: ['ignore', output, output],
			detached: ownGroup,
			shell
		});
		child.stdout?.pipe(process.stdout, { end: false });
		child.stderr?.pipe(process.stderr, { end: false });
		for (const stream of [child.stdout, child.stderr])
			stream?.setEncoding('utf8').on('data', hear ?? (() => {}));
		/** @param {NodeJS.Signals} signal */
		const end = (signal) => {
			if (child.pid === undefined) return;
			try {
				kill(ownGroup ? -child.pid : child.pid, signal);
			} catch {
				// It has ended by itself in the meantime.
			}
		};
		/** @param {NodeJS.Signals} signal */
		const endAll = (signal) => {
			end(signal);
			process.exit(signal === 'SIGINT' ? 130 : 143);
		};
		const timer = timeout === undefined ? undefined : setTimeout(giveUp, timeout);
		function giveUp() {
			console.error(`\n${command} took longer than ${(timeout ?? 0) / 1000} seconds and was ended.`);
			end('SIGKILL');
		}
		/** @param {boolean} succeeded */
		const settle = (succeeded) => {
			clearTimeout(timer);
			process.off('SIGINT', endAll).off('SIGTERM', endAll);
			resolve(succeeded);
		};
		process.on('SIGINT', endAll).on('SIGTERM', endAll);
		child.on('error', (error) => {
			console.error(`${command} could not be started: ${error.message}`);
			settle(false);
		});
		child.on('close', (code) => settle(code === 0));
	});
}

/**
 * Runs the command `name` of an installed package, as npx would, but never downloads anything.
 * @param {string} packageName
 * @param {string} name
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function runTool(packageName, name, args, options) {
	const folder = join(root, 'node_modules', packageName);
	/** @type {{ bin: string | Record<string, string> }} */
	const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const script = typeof bin === 'string' ? bin : bin[name];
	if (script === undefined) throw new Error(`The package ${packageName} has no command ${name}.`);
	return run(execPath, [join(folder, script), ...args], options);
}
