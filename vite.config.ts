import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser, launchArguments } from './tests/tools/browser.mjs';

const browser = process.env.VITEST ? await findBrowser() : null;

export default defineConfig({
	plugins: [sveltekit()],
	worker: { format: 'es' },
	test: {
		projects: [
			{
				extends: true,
				test: { name: 'unit', environment: 'node', include: ['tests/unit/**/*.test.ts'] }
			},
			{
				extends: true,
				// Found late they would make Vite reload a test that is running.
				optimizeDeps: {
					include: [
						'@noble/hashes/sha2.js',
						'@noble/hashes/utils.js',
						'comlink',
						'dexie',
						'dompurify',
						'entities',
						'fast-check',
						'fuse.js/basic',
						'htmlparser2'
					]
				},
				test: {
					name: 'browser',
					include: ['tests/browser/**/*.test.ts'],
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({
							launchOptions: { executablePath: browser ?? undefined, args: launchArguments }
						}),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
