import { defineConfig } from '@playwright/test';
import { atDesk, everyRun } from '../playwright-base';

export default defineConfig({
	...everyRun,
	globalSetup: './build-for-folder.mjs',
	timeout: 60_000,
	expect: { timeout: 15_000 },
	use: { ...(await atDesk()), trace: 'retain-on-failure' }
});
