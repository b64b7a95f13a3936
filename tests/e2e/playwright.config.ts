import { defineConfig } from '@playwright/test';
import { atDesk, builtApp, everyRun } from '../playwright-base';

const port = Number(process.env.BACKLIST_PORT ?? 4181);

export default defineConfig({
	...everyRun,
	timeout: 60_000,
	expect: { timeout: 15_000 },
	use: { ...(await atDesk()), baseURL: `http://localhost:${port}`, trace: 'retain-on-failure' },
	webServer: builtApp(port)
});
