import { defineConfig } from '@playwright/test';
import { atDesk, builtApp, everyRun } from '../playwright-base';

const port = 4186;
const desk = await atDesk();

/**
 * The built app, fed with hostile posts. In `walls` it is as it is deployed; in `sanitiser-alone` the browser is told to pass
 * over the policy of the page, so that nothing is caught by it that the sanitiser has let through.
 */
export default defineConfig({
	...everyRun,
	// What runs only once has run.
	retries: 0,
	timeout: 600_000,
	expect: { timeout: 30_000 },
	use: {
		...desk,
		baseURL: `http://localhost:${port}`,
		launchOptions: {
			...desk.launchOptions,
			// Nobody but this machine is asked for anything, whatever a post says.
			args: [
				...desk.launchOptions.args,
				'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'
			]
		}
	},
	projects: [
		{ name: 'walls' },
		{ name: 'sanitiser-alone', use: { bypassCSP: true }, testIgnore: /(controls|normal-use)\.test\.ts/ }
	],
	webServer: builtApp(port)
});
