import type { PlaywrightTestConfig } from '@playwright/test';
import { ensureBrowser, launchArguments } from './tools/browser.mjs';

/** What every run of Playwright here is like, whatever it tests: paths are beside the configuration that takes this over. */
export const everyRun = {
	testDir: '.',
	outputDir: '../../test-results',
	fullyParallel: true,
	forbidOnly: Boolean(process.env.CI),
	// A machine that stalls for a moment is no fault of the app; what passes only then is reported as flaky.
	retries: process.env.CI ? 1 : 0,
	workers: 2,
	reporter: [['list']]
} satisfies PlaywrightTestConfig;

/** A desk with Chromium, which is found or got for it. */
export async function atDesk() {
	return {
		locale: 'en-GB',
		viewport: { width: 1440, height: 900 },
		launchOptions: { executablePath: await ensureBrowser(), args: launchArguments }
	} satisfies PlaywrightTestConfig['use'];
}

/** The built folder behind a plain static server: what is tested is what is deployed. */
export function builtApp(port: number) {
	return {
		command: 'node tests/tools/serve.mjs',
		cwd: '../..',
		env: { PORT: String(port) },
		port,
		reuseExistingServer: false
	} satisfies PlaywrightTestConfig['webServer'];
}
