// `npm test`: everything that must hold, from a fresh clone. `npm test -- unit lint` runs the named steps only.

import { argv, execPath, exit } from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import { installIfNeeded } from './install.mjs';
import { run, runTool } from './run.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} title
 * @property {[packageName: string, command: string, ...args: string[]]} [tool] of a package
 * @property {string} [script] of ours, instead of a tool
 * @property {boolean} [needsBrowser]
 * @property {string} [needs] name of the step without which this one cannot pass
 *
 * @typedef {object} Outcome
 * @property {Step} step
 * @property {boolean} passed
 * @property {number} seconds
 * @property {string} note why it did not run, or empty
 * @property {string} output what it printed
 */

/** @type {Step[]} */
const allSteps = [
	{ name: 'sync', title: 'Generated types', tool: ['@sveltejs/kit', 'svelte-kit', 'sync'] },
	{ name: 'messages', title: 'Messages in all languages', script: 'tests/tools/compile-messages.mjs' },
	{ name: 'format', title: 'Formatting', tool: ['prettier', 'prettier', '--check', '.'] },
	{ name: 'lint', title: 'Lint and import rules', tool: ['eslint', 'eslint', '.', '--max-warnings', '0'] },
	{ name: 'types', title: 'Types', tool: ['svelte-check', 'svelte-check', '--fail-on-warnings'] },
	{ name: 'unit', title: 'Unit tests', tool: ['vitest', 'vitest', 'run', '--project', 'unit'] },
	{ name: 'build', title: 'Build', tool: ['vite', 'vite', 'build'] },
	{ name: 'weight', title: 'Weight of the built app', script: 'tests/tools/weigh.mjs', needs: 'build' },
	{
		name: 'browser',
		title: 'Tests in the browser',
		tool: ['vitest', 'vitest', 'run', '--project', 'browser*'],
		needsBrowser: true
	},
	{
		name: 'e2e',
		title: 'End-to-end tests of the built app',
		tool: ['@playwright/test', 'playwright', 'test', '-c', 'tests/e2e/playwright.config.ts'],
		needsBrowser: true,
		needs: 'build'
	},
	{
		name: 'hostile',
		title: 'The built app fed with hostile posts',
		tool: ['@playwright/test', 'playwright', 'test', '-c', 'tests/hostile/playwright.config.ts'],
		needsBrowser: true,
		needs: 'build'
	},
	{
		name: 'faults',
		title: 'The built app killed, and whatever else may go wrong around it',
		tool: ['@playwright/test', 'playwright', 'test', '-c', 'tests/faults/playwright.config.ts'],
		needsBrowser: true,
		needs: 'build'
	},
	{
		name: 'hosting',
		title: 'The built app on real hosts',
		tool: ['@playwright/test', 'playwright', 'test', '-c', 'tests/hosting/playwright.config.ts'],
		needsBrowser: true,
		needs: 'build'
	},
	{
		name: 'peers',
		title: 'The built app against real servers, where there are some',
		tool: ['@playwright/test', 'playwright', 'test', '-c', 'tests/peers/playwright.config.ts'],
		needsBrowser: true,
		needs: 'build'
	}
];

/** No step takes nearly as long, in milliseconds; it ends one that hangs. The tests of the built app are the longest: 20 minutes on two cores. */
const stepLimit = 45 * 60_000;

/** Lines that are said again of a step that failed: what its tool says of it at the end. */
const LAST_LINES = 12;
/** Tests that failed, of which Vitest does not tell at the end. */
const FAILED_TEST = /^\s*(?:FAIL|×)\s/;

const steps = chosenSteps(argv.slice(2));

if (!(await installIfNeeded())) {
	console.error('\nThe packages could not be installed; what npm says above tells why.');
	console.log('0 passed, 1 failed');
	exit(1);
}

const browserProblem = steps.some((step) => step.needsBrowser) ? await prepareBrowser() : '';

/** @type {Outcome[]} */
const outcomes = [];
for (const step of steps) outcomes.push(await outcomeOf(step));
report();

/**
 * @param {string[]} names
 * @returns {Step[]}
 */
function chosenSteps(names) {
	const known = allSteps.map((step) => step.name);
	const unknown = names.filter((name) => !known.includes(name));
	if (unknown.length > 0) {
		console.error(`There is no step ${unknown.join(', ')}. The steps are ${known.join(', ')}.`);
		exit(1);
	}
	return names.length === 0 ? allSteps : allSteps.filter((step) => names.includes(step.name));
}

/**
 * Finds or gets a browser and names it to all steps.
 * @returns {Promise<string>} why there is none, or empty
 */
async function prepareBrowser() {
	try {
		const { ensureBrowser } = await import('./browser.mjs');
		process.env.BACKLIST_BROWSER = await ensureBrowser();
		console.log(`Browser: ${process.env.BACKLIST_BROWSER}`);
		return '';
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

/**
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
async function outcomeOf(step) {
	console.log(`\n=== ${step.title} (${step.name})`);
	const obstacle = obstacleTo(step);
	if (obstacle !== '') {
		console.error(obstacle);
		return { step, passed: false, seconds: 0, note: 'not run', output: '' };
	}
	const start = performance.now();
	let output = '';
	const passed = await runStep(step, (text) => (output += text));
	const seconds = (performance.now() - start) / 1000;
	console.log(`--- ${step.name}: ${passed ? 'passed' : 'FAILED'} in ${seconds.toFixed(1)} s`);
	return { step, passed, seconds, note: '', output };
}

/**
 * @param {Step} step
 * @param {(text: string) => void} hear is told what it prints
 * @returns {Promise<boolean>} whether it passed
 */
async function runStep({ tool, script }, hear) {
	// A report that opens by itself would wait for somebody to close it.
	const options = { timeout: stepLimit, env: { PLAYWRIGHT_HTML_OPEN: 'never' }, hear };
	if (tool === undefined) return script !== undefined && run(execPath, [script], options);
	const [packageName, command, ...args] = tool;
	return runTool(packageName, command, args, options);
}

/**
 * Why the step cannot run, or empty.
 * @param {Step} step
 */
function obstacleTo(step) {
	if (step.needsBrowser && browserProblem !== '') return browserProblem;
	const failed = outcomes.find((outcome) => outcome.step.name === step.needs && !outcome.passed);
	return failed ? `Not run, because ${failed.step.name} failed.` : '';
}

function report() {
	console.log('\n=== Summary');
	for (const { step, passed, seconds, note } of outcomes) {
		const time = `${seconds.toFixed(1)} s`.padStart(8);
		console.log(`${passed ? 'passed' : 'FAILED'}  ${step.name.padEnd(8)}${time}  ${note || step.title}`);
	}
	for (const { step, output } of outcomes.filter((outcome) => !outcome.passed && outcome.output !== ''))
		console.log(`\n--- ${step.name} failed:\n${lastWords(output)}`);
	const passed = outcomes.filter((outcome) => outcome.passed).length;
	const failed = outcomes.length - passed;
	process.exitCode = failed === 0 ? 0 : 1;
	console.log(`\n${passed} passed, ${failed} failed`);
}

/**
 * What somebody who has the end of the report alone needs to know of a step that failed.
 * @param {string} output
 */
function lastWords(output) {
	const lines = stripVTControlCharacters(output)
		.split('\n')
		.filter((line) => line.trim() !== '');
	const failed = new Set(lines.slice(0, -LAST_LINES).filter((line) => FAILED_TEST.test(line)));
	return [...[...failed].slice(0, LAST_LINES), ...lines.slice(-LAST_LINES)].join('\n');
}
