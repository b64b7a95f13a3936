import { defineConfig } from '@playwright/test';
import { everyRun } from '../playwright-base';
import { engines } from './engines';

/** Each engine that is here is a project; what is not here is said once, with how to get it. */
const here: string[] = [];
for (const { name, obstacle, install } of engines) {
	const reason = await obstacle();
	if (reason === '') here.push(name);
	// Playwright reads this file again in each of its workers.
	else if (process.env.TEST_WORKER_INDEX === undefined) {
		console.log(`${name} is skipped: ${reason}. To have it: ${install}`);
	}
}
if (here.length === 0) throw new Error('There is no browser here to test in.');

export default defineConfig({
	...everyRun,
	timeout: 90_000,
	expect: { timeout: 20_000, toPass: { timeout: 20_000 } },
	projects: here.map((name) => ({ name }))
});
