import { defineConfig } from '@playwright/test';
import { ensureBrowser, launchArguments } from '../tools/browser.mjs';

const port = Number(process.env.BACKLIST_PORT ?? 4181);

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	fullyParallel: true,
	forbidOnly: Boolean(process.env.CI),
	// A machine that stalls for a moment is no fault of the app; what passes only then is reported as flaky.
	retries: process.env.CI ? 1 : 0,
	workers: 2,
	timeout: 60_000,
	expect: { timeout: 15_000 },
	reporter: [['list']],
	use: {
		baseURL: `http://localhost:${port}`,
		locale: 'en-GB',
		viewport: { width: 1440, height: 900 },
		trace: 'retain-on-failure',
		launchOptions: { executablePath: await ensureBrowser(), args: launchArguments }
	},
	// The built folder behind a plain static server: what is tested is what is deployed.
	webServer: {
		command: 'node tests/tools/serve.mjs',
		cwd: '../..',
		env: { PORT: String(port) },
		port,
		reuseExistingServer: false
	}
});
