import { defineConfig } from '@playwright/test';
import endToEnd from '../e2e/playwright.config';

/** The built app, as in the end-to-end tests, against real servers. They are started once and share a machine. */
export default defineConfig({
	...endToEnd,
	testDir: '.',
	workers: 1,
	fullyParallel: false,
	retries: 0,
	timeout: 180_000,
	expect: { timeout: 60_000 }
});
