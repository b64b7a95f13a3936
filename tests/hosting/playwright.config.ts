import { defineConfig } from '@playwright/test';
import { ensureBrowser, launchArguments } from '../tools/browser.mjs';

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	globalSetup: './build-for-folder.mjs',
	fullyParallel: true,
	forbidOnly: Boolean(process.env.CI),
	retries: process.env.CI ? 1 : 0,
	workers: 2,
	timeout: 60_000,
	expect: { timeout: 15_000 },
	reporter: [['list']],
	use: {
		locale: 'en-GB',
		viewport: { width: 1440, height: 900 },
		trace: 'retain-on-failure',
		launchOptions: { executablePath: await ensureBrowser(), args: launchArguments }
	}
});
