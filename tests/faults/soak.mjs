// `npm run soak`: kills the built app a hundred times and more at moments of chance, opens it again, and looks whether anything
// is lost, doubled or torn. `--kills=200` takes another number, `--only=browser` one variant (renderer, browser,
// first-page, upgrade, install), `--seed=123` the same moments again, `--run=17` the only run of each variant.
// Prints a table, writes test-results/soak.json, and fails when a kill has done harm.

import { argv, exit } from 'node:process';
import { parseArgs } from 'node:util';
import { installIfNeeded } from '../tools/install.mjs';
import { runTool } from '../tools/run.mjs';

const KILLS = 100;

/** @typedef {import('./kill-plan').KillOptions} KillOptions */

try {
	const options = optionsOf(argv.slice(2));
	if (!(await installIfNeeded())) exit(1);
	console.log(`Seed ${options.seed}.`);
	const arguments_ = ['test', '-c', 'tests/faults/playwright.config.ts', 'killed-'];
	const passed = await runTool('@playwright/test', 'playwright', arguments_, {
		env: { BACKLIST_KILLS: JSON.stringify(options), PLAYWRIGHT_HTML_OPEN: 'never' }
	});
	exit(passed ? 0 : 1);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	exit(1);
}

/**
 * @param {string[]} args
 * @returns {KillOptions}
 * @throws {Error} when an argument is not one of ours
 */
function optionsOf(args) {
	const { seed, kills, only, run } = parseArgs({
		args,
		options: {
			seed: { type: 'string' },
			kills: { type: 'string' },
			only: { type: 'string' },
			run: { type: 'string' }
		}
	}).values;
	return {
		seed: seed === undefined ? Date.now() % 1_000_000 : count('seed', seed),
		kills: kills === undefined ? KILLS : count('kills', kills),
		// Playwright finds no test for a variant that there is not, and says so.
		only: /** @type {KillOptions['only']} */ (only ?? null),
		run: run === undefined ? null : count('run', run)
	};
}

/**
 * @param {string} name
 * @param {string} value
 */
function count(name, value) {
	const number = Number(value);
	if (Number.isSafeInteger(number) && number >= 0) return number;
	throw new Error(`--${name} takes a whole number, not ${value}.`);
}
