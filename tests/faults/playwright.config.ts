import { defineConfig } from '@playwright/test';
import { killOptions } from './kill-plan';

// All processes take the seed that is chosen here.
killOptions();

/** The built app while everything goes wrong around it. Each test has a browser of its own, which it may kill. */
export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results/faults',
	fullyParallel: true,
	forbidOnly: Boolean(process.env.CI),
	// A machine that stalls for a moment is no fault of the app; what passes only then is reported as flaky.
	retries: process.env.CI ? 1 : 0,
	workers: 2,
	timeout: 120_000,
	expect: { timeout: 15_000 },
	reporter: [['list'], ['./kill-table.ts']]
});
