import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { realFeeds } from './tests/browser/read-real-feeds.mjs';
import { findBrowser, launchArguments } from './tests/tools/browser.mjs';
import { catalogues } from './tests/tools/message-catalogues.mjs';

const browser = process.env.VITEST ? await findBrowser() : null;

const WORDS = 'tests/words-of-all-pages.ts';
const HOSTILE = 'tests/browser/sanitize.test.ts';

/** Tests in a real Chromium. */
function browserProject(name: string, include: string[], exclude: string[]): TestProjectConfiguration {
	return {
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
				'feedsmith',
				'fuse.js/basic',
				'htmlparser2'
			]
		},
		test: {
			name,
			include,
			exclude,
			setupFiles: WORDS,
			browser: {
				enabled: true,
				headless: true,
				screenshotFailures: false,
				provider: playwright({
					launchOptions: { executablePath: browser ?? undefined, args: launchArguments }
				}),
				commands: { realFeeds },
				instances: [{ browser: 'chromium' }]
			}
		}
	};
}

export default defineConfig({
	plugins: [...catalogues.map((catalogue) => paraglideVitePlugin(catalogue)), sveltekit()],
	worker: { format: 'iife' },
	// Together the icons are smaller than the requests for each.
	build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'icons', test: /@lucide/ }] } } } },
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['tests/unit/**/*.test.ts'],
					setupFiles: WORDS
				}
			},
			browserProject('browser', ['tests/browser/**/*.test.ts'], [HOSTILE]),
			// What it runs unsanitised, to show that it would run, spoils the page for the tests after it.
			browserProject('browser-hostile', [HOSTILE], [])
		]
	}
});
