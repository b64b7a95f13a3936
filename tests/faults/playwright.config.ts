import { defineConfig } from '@playwright/test';
import { everyRun } from '../playwright-base';
import { killOptions } from './kill-plan';

// All processes take the seed that is chosen here.
killOptions();

/** The built app while everything goes wrong around it. Each test has a browser of its own, which it may kill. */
export default defineConfig({
	...everyRun,
	outputDir: '../../test-results/faults',
	timeout: 120_000,
	expect: { timeout: 15_000 },
	reporter: [['list'], ['./kill-table.ts']]
});
