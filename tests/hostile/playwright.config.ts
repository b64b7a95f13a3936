import { defineConfig } from '@playwright/test';
import { ensureBrowser, launchArguments } from '../tools/browser.mjs';

const port = 4186;

/**
 * The built app, fed with hostile posts. In `walls` it is as it is deployed; in `sanitiser-alone` the browser is told to pass
 * over the policy of the page, so that nothing is caught by it that the sanitiser has let through.
 */
export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	fullyParallel: true,
	forbidOnly: Boolean(process.env.CI),
	// What runs only once has run.
	retries: 0,
	workers: 2,
	timeout: 600_000,
	expect: { timeout: 30_000 },
	reporter: [['list']],
	use: {
		baseURL: `http://localhost:${port}`,
		locale: 'en-GB',
		viewport: { width: 1440, height: 900 },
		launchOptions: {
			executablePath: await ensureBrowser(),
			// Nobody but this machine is asked for anything, whatever a post says.
			args: [
				...launchArguments,
				'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'
			]
		}
	},
	projects: [
		{ name: 'walls' },
		{ name: 'sanitiser-alone', use: { bypassCSP: true }, testIgnore: /(controls|normal-use)\.test\.ts/ }
	],
	webServer: {
		command: 'node tests/tools/serve.mjs',
		cwd: '../..',
		env: { PORT: String(port) },
		port,
		reuseExistingServer: false
	}
});
