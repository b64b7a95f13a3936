import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/*
 * Who may import what. These tables are the law, ARCHITECTURE.md says why, and tests/unit/import-rules.test.ts
 * proves that breaking one is noticed. Tests may import anything.
 */

/**
 * Folder of `src/lib` (and `src/routes`) -> the folders of `src/lib` that it may import.
 * @type {Record<string, string[]>}
 */
const mayImport = {
	messages: [],
	model: ['messages'],
	content: ['messages', 'model'],
	sources: ['messages', 'model', 'content'],
	store: ['messages', 'model'],
	sync: ['messages', 'model', 'content', 'sources', 'store'],
	search: ['messages', 'model', 'content', 'store'],
	transfer: ['messages', 'model', 'content', 'sources', 'store', 'sync'],
	state: ['messages', 'model', 'content', 'sources', 'store', 'sync', 'search', 'transfer'],
	ui: ['messages', 'model', 'content', 'state'],
	routes: ['messages', 'model', 'state', 'ui']
};

/**
 * Package or built-in module -> the only folders that may import it. Packages that are not named here are free.
 * @type {Record<string, string[]>}
 */
const packageBelongsTo = {
	dexie: ['store'],
	'fuse.js': ['search'],
	dompurify: ['content'],
	htmlparser2: ['content', 'sources'],
	linkedom: ['sources', 'transfer'],
	'@mozilla/readability': ['sources'],
	'postal-mime': ['sources'],
	fflate: ['transfer'],
	turndown: ['transfer'],
	feedsmith: ['sources'],
	comlink: ['store', 'sync', 'search', 'transfer', 'state'],
	svelte: ['state', 'ui', 'routes'],
	$app: ['state', 'ui', 'routes'],
	'@lucide/svelte': ['ui', 'routes'],
	virtua: ['ui', 'routes'],
	'$service-worker': []
};

/**
 * Global of the browser -> the only folders that may use it, and what the others do instead.
 * @type {Record<string, { folders: string[], instead: string }>}
 */
const globalBelongsTo = {
	fetch: {
		folders: ['sources', 'sync', 'state'],
		instead: 'take what was fetched as an argument, or ask state/ for it'
	},
	indexedDB: { folders: ['store'], instead: 'ask store/ (from a page or component: state/)' },
	localStorage: { folders: ['store', 'state'], instead: 'ask state/, or take the value as an argument' }
};

export default defineConfig(
	globalIgnores([
		'.svelte-kit/',
		'build/',
		'static/',
		'test-results/',
		'playwright-report/',
		'tests/fixtures/',
		'src/lib/messages/compiled/',
		'src/lib/messages/compiled-*/'
	]),

	js.configs.recommended,
	tseslint.configs.strictTypeChecked,
	tseslint.configs.stylisticTypeChecked,
	svelte.configs.recommended,
	prettier,
	svelte.configs.prettier,

	{
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		languageOptions: {
			globals: { ...globals.browser },
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		rules: {
			// `!= null` is the short way to ask for both null and undefined.
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			// A callback that does nothing until it is set is clear.
			'@typescript-eslint/no-empty-function': 'off',
			// A number in a template says what it looks like.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// `() => post.star()` is the usual way to write a callback.
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			// An async function may stand for an async interface without awaiting anything itself.
			'@typescript-eslint/require-await': 'off',
			// `while (true)` around a read loop is clear.
			'@typescript-eslint/no-unnecessary-condition': [
				'error',
				{ allowConstantLoopConditions: 'only-allowed-literals' }
			],
			// An empty string often means "none" in feeds and forms, so `title || url` is meant.
			'@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
			// Sees neither `resolve('/') + query` nor our functions that resolve, and most links lead to blogs.
			'svelte/no-navigation-without-resolve': 'off',
			// Spreading a string into code points is what a tokeniser means to do.
			'@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }],
			// `const { html, ...post } = incoming` is how a member is left out; `_` says that an argument is.
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
		rules: {
			// TypeScript already knows every name.
			'no-undef': 'off',
			// Props are `let`, and TypeScript cannot see that a binding changes them.
			'prefer-const': 'off',
			'@typescript-eslint/no-unnecessary-condition': 'off',
			// The props of a component are `any` to ESLint; svelte-check knows their types and checks them.
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			'@typescript-eslint/restrict-plus-operands': 'off'
		}
	},
	{
		files: ['**/*.svelte.ts'],
		// Maps and sets in state are caches and local tallies; what the screen shows is $state.
		rules: { 'svelte/prefer-svelte-reactivity': 'off' }
	},
	{
		// Plain scripts and settings: svelte-check reads their JSDoc types.
		files: ['**/*.{js,mjs}'],
		extends: [tseslint.configs.disableTypeChecked],
		languageOptions: { globals: { ...globals.node } }
	},
	{
		// Indexes into typed arrays are in bounds by the loop around them.
		files: ['src/lib/search/**'],
		rules: { '@typescript-eslint/no-non-null-assertion': 'off' }
	},
	{
		files: ['tests/**'],
		languageOptions: { globals: { ...globals.node } },
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: 'MemberExpression[property.name="only"]',
					message: 'Take `.only` away before you commit: it switches every other test off.'
				}
			],
			// A test that finds nothing at `posts[0]!` fails, as it should.
			'@typescript-eslint/no-non-null-assertion': 'off',
			// Doubles hand methods on.
			'@typescript-eslint/unbound-method': 'off'
		}
	},

	...Object.keys(mayImport).flatMap(rulesOfFolder),
	{
		files: ['src/lib/**'],
		ignores: Object.keys(mayImport).map((folder) => `src/lib/${folder}/**`),
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: 'Program',
					message:
						'Files live in the folders that the table in eslint.config.js names: move this one, or add its folder there.'
				}
			]
		}
	},
	{
		files: ['src/service-worker.ts'],
		rules: restrictImports([
			{
				regex: String.raw`^(?!\$service-worker$|\$lib/sync/sync-worker$|\$lib/model/)`,
				message:
					'The service worker imports only $service-worker, and what syncs in the background: the app shell must not depend on the app.'
			}
		])
	}
);

/**
 * The settings that hold `folder` to the three tables.
 * @param {string} folder
 */
function rulesOfFolder(folder) {
	const restrictedGlobals = restrictGlobals(folder);
	const elsewhere = [...ownImports(folder), ...packageImports(folder)];
	if (folder === 'routes') {
		const message = 'Write $lib/<folder>/<file>.';
		const relative = { regex: String.raw`^\.\.?/(.*/)?lib/`, message };
		const files = ['src/routes/**', 'src/hooks*', 'src/hooks/**'];
		return [{ files, rules: { ...restrictedGlobals, ...restrictImports([relative, ...elsewhere]) } }];
	}
	const upwards = {
		regex: String.raw`(^|/)\.\.(/|$)`,
		message: 'Write $lib/<folder>/<file> for another folder, and ./<file> for this one.'
	};
	const itself = {
		regex: String.raw`^\$lib/${folder}(/|$)`,
		message: `Inside ${folder}/ write ./<file>.`
	};
	return [
		{
			files: [`src/lib/${folder}/*`],
			rules: { ...restrictedGlobals, ...restrictImports([upwards, itself, ...elsewhere]) }
		},
		{
			// In a folder of the folder `./<file>` does not reach, so the long form is right.
			files: [`src/lib/${folder}/*/**`],
			rules: { ...restrictedGlobals, ...restrictImports([upwards, ...elsewhere]) }
		}
	];
}

/**
 * Of `$lib`, only files of the folders that `folder` may import (and its own, which `itself` judges).
 * @param {string} folder
 */
function ownImports(folder) {
	const allowed = mayImport[folder] ?? [];
	const names = [folder, ...allowed].join('|');
	const list = allowed.length === 0 ? 'nothing else of ours' : `only ${allowed.join(', ')} of ours`;
	return [
		{
			regex: String.raw`^\$lib(?!/(${names})(/|$))`,
			message: `${folder}/ may import ${list}. Move the code to where it belongs, or hand the value in as an argument.`
		},
		{
			regex: String.raw`^\$lib/(${names})/?$`,
			message: 'Name the file too: $lib/<folder>/<file>.'
		}
	];
}

/** @param {string} folder */
function packageImports(folder) {
	return Object.entries(packageBelongsTo)
		.filter(([, folders]) => !folders.includes(folder))
		.map(([name, folders]) => ({
			regex: `^${name.replace(/[.$]/g, String.raw`\$&`)}(/|$)`,
			message:
				folders.length === 0
					? `Only src/service-worker.ts imports ${name}.`
					: `Only ${folders.join(', ')} may import ${name}: use what they export, or hand the value in as an argument.`
		}));
}

/**
 * @param {string} folder
 * @returns {import('eslint').Linter.RulesRecord}
 */
function restrictGlobals(folder) {
	const restricted = Object.entries(globalBelongsTo)
		.filter(([, { folders }]) => !folders.includes(folder))
		.map(([name, { folders, instead }]) => ({
			name,
			message: `Only ${folders.join(', ')} may use ${name}: ${instead}.`
		}));
	return { 'no-restricted-globals': ['error', { globals: restricted, checkGlobalObject: true }] };
}

/**
 * Forbids imports of all three kinds: `import … from`, `import(…)` and the type `import('…')`.
 * @param {{ regex: string, message: string }[]} patterns
 * @returns {import('eslint').Linter.RulesRecord}
 */
function restrictImports(patterns) {
	const inExpressions = patterns.map(({ regex, message }) => ({
		// The language of selectors ends a regular expression at the first slash.
		selector: `:matches(ImportExpression, TSImportType)[source.value=/${regex.replaceAll('/', String.raw`\u002F`)}/]`,
		message
	}));
	return {
		'no-restricted-imports': ['error', { patterns }],
		'no-restricted-syntax': ['error', ...inExpressions]
	};
}
