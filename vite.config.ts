import { createRequire } from 'node:module';
import { join } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
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
				'@mozilla/readability',
				'@noble/hashes/sha2.js',
				'@noble/hashes/utils.js',
				'comlink',
				'dexie',
				'dompurify',
				'entities',
				'fast-check',
				'feedsmith',
				'fflate',
				'turndown',
				'fuse.js/basic',
				'htmlparser2',
				'linkedom/worker',
				'postal-mime'
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

/** What the app says in another language than English. */
const MESSAGES = /\/messages\/compiled(?:-\w+)?\/messages\/(?!en)\w\w\.js$/;

/** What is of use at a later visit at the earliest. */
const LATER = /\/(ui\/startup-image\.ts|ui\/InstallOffer\.svelte|state\/last-view\.ts)$/;

/** What takes files in and gives them out, the settings of storage, what few readers do with a list, and what is asked for help. */
const TOOLS =
	/\/routes\/(add\/ImportSection|ExportPosts|\(library\)\/ExportList|\(library\)\/ChoosePosts|\(library\)\/post\/\[id\]\/ExportPost)\.svelte$|\/routes\/\(library\)\/chooser\.ts$|\/routes\/(link-parts|settings\/late-sections)\.ts$|\/ui\/(KeyHelp|SearchHelp)\.svelte$|\/state\/(exports|imports)\.svelte\.ts$/;

/** Where each part begins that comes in one script: whoever loads it needs all of it, and each script costs a round trip of its own. */
const PARTS = {
	/** SvelteKit, its list of pages, and the frame with the library in it. */
	first: [
		/\/kit\/src\/runtime\/client\/entry\.js$/,
		/\/client-optimized\/app\.js$/,
		/\/routes\/\+layout\.(svelte|ts)$/
	],
	post: [/\/routes\/\(library\)\/post\/\[id\]\/\+page\.svelte$/]
};

/** Styles of a post come with the others: they are less than what asking for them takes. */
const STYLE = /\bstyle&lang\.css$/;

/** By the modules of the app, which part each belongs to: what is imported from its beginning on, without what comes later. */
const partOf = new Map<string, string>();

/** Together the icons are smaller than the requests for each. */
const ICONS = { name: 'icons', test: /@lucide/ };

/** Names by which the service worker knows when a part is needed, messages by their language: see src/lib/model/app-parts.ts. */
const nameParts: Plugin = {
	name: 'name-parts',
	buildEnd() {
		partOf.clear();
		const all = [...this.getModuleIds()];
		for (const [part, beginnings] of Object.entries(PARTS)) {
			const found = all.filter((id) => beginnings.some((beginning) => beginning.test(id)));
			// The list grows while it is walked.
			for (const id of found) {
				if (partOf.has(id)) continue;
				partOf.set(id, STYLE.test(id) ? 'first' : part);
				found.push(...(this.getModuleInfo(id)?.importedIds ?? []));
			}
		}
	},
	outputOptions(options) {
		const { assetFileNames, chunkFileNames } = options;
		if (typeof assetFileNames !== 'string' || typeof chunkFileNames !== 'string') return null;
		if (!chunkFileNames.includes('/immutable/chunks/')) return null;
		const within = (folder: string, extension = '.js') =>
			chunkFileNames.replace('/chunks/[hash].js', `/${folder}/[name]-[hash]${extension}`);
		return {
			...options,
			codeSplitting: { groups: [{ name: (id) => partOf.get(id) ?? null }, ICONS] },
			// Styles of a tool go with it.
			assetFileNames: ({ originalFileNames }) =>
				originalFileNames.some((name) => TOOLS.test(name)) ? within('tools', '[extname]') : assetFileNames,
			chunkFileNames({ facadeModuleId }) {
				if (MESSAGES.test(facadeModuleId ?? '')) return within('messages');
				if (TOOLS.test(facadeModuleId ?? '')) return within('tools');
				return LATER.test(facadeModuleId ?? '') ? within('later') : chunkFileNames;
			}
		};
	}
};

const require = createRequire(import.meta.url);
const ofParser = createRequire(require.resolve('htmlparser2'));

/** Packages as they are used here: a smaller build of one, and one copy of what three bring along. */
const alias = [
	{ find: /^dexie$/, replacement: join(require.resolve('dexie'), '../modern/dexie.mjs') },
	{ find: /^entities$/, replacement: ofParser.resolve('entities') },
	{ find: /^entities\/decode$/, replacement: ofParser.resolve('entities/decode') }
];

export default defineConfig({
	plugins: [...catalogues.map((catalogue) => paraglideVitePlugin(catalogue)), sveltekit(), nameParts],
	resolve: { alias },
	worker: { format: 'iife' },
	build: { rolldownOptions: { output: { codeSplitting: { groups: [ICONS] } } } },
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
