import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test, vi } from 'vitest';

// The first rule that is asked for has ESLint read the whole configuration.
vi.setConfig({ testTimeout: 30_000 });

/** What ARCHITECTURE.md promises, written down a second time so that nobody loosens the lint run by accident. */
const mayImport: Record<string, string[]> = {
	messages: [],
	model: ['messages'],
	content: ['messages', 'model'],
	sources: ['messages', 'model', 'content'],
	store: ['messages', 'model'],
	sync: ['messages', 'model', 'content', 'sources', 'store'],
	search: ['messages', 'model', 'content', 'store'],
	state: ['messages', 'model', 'content', 'sources', 'store', 'sync', 'search'],
	ui: ['messages', 'model', 'content', 'state'],
	routes: ['messages', 'model', 'state', 'ui']
};

const packageBelongsTo: Record<string, string[]> = {
	dexie: ['store'],
	'fuse.js': ['search'],
	dompurify: ['content'],
	htmlparser2: ['content', 'sources'],
	comlink: ['store', 'sync', 'search', 'state'],
	svelte: ['state', 'ui', 'routes'],
	'svelte/reactivity': ['state', 'ui', 'routes'],
	'$app/navigation': ['state', 'ui', 'routes'],
	'@lucide/svelte/icons/star': ['ui', 'routes'],
	'virtua/svelte': ['ui', 'routes'],
	'$service-worker': []
};

const globalBelongsTo: Record<string, string[]> = {
	fetch: ['sources', 'sync', 'state'],
	indexedDB: ['store'],
	localStorage: ['store', 'state']
};

const folders = Object.keys(mayImport);
const libFolders = folders.filter((folder) => folder !== 'routes');

const importRules = ['no-restricted-imports', 'no-restricted-syntax'];

/** Without types, so that the files need not exist; the rules in question look at names only. */
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });

/** What the given rules say of `code`, were it the content of `file`. */
async function complaints(file: string, code: string, rules: string[]): Promise<string[]> {
	const [result] = await eslint.lintText(code, { filePath: file });
	const messages = result?.messages ?? [];
	const failure = messages.find((message) => message.fatal);
	if (failure) throw new Error(failure.message);
	return messages
		.filter((message) => message.ruleId !== null && rules.includes(message.ruleId))
		.map((message) => message.message);
}

const onImport = (file: string, from: string) => complaints(file, `import '${from}';\n`, importRules);

const fileIn = (folder: string) =>
	folder === 'routes' ? 'src/routes/+page.ts' : `src/lib/${folder}/example.ts`;

describe.each(folders)('%s', (folder) => {
	const others = libFolders.filter((other) => other !== folder);
	const allowed = mayImport[folder] ?? [];

	test.each(others.filter((other) => allowed.includes(other)))('may import %s', async (other) => {
		expect(await onImport(fileIn(folder), `$lib/${other}/thing`)).toEqual([]);
	});

	test.each(others.filter((other) => !allowed.includes(other)))('may not import %s', async (other) => {
		expect(await onImport(fileIn(folder), `$lib/${other}/thing`)).toEqual([
			expect.stringContaining(`${folder}/ may import`)
		]);
	});

	test.each(Object.keys(packageBelongsTo))(
		'imports the package %s only if it belongs there',
		async (name) => {
			const found = await onImport(fileIn(folder), name);
			expect(found).toHaveLength(packageBelongsTo[name]!.includes(folder) ? 0 : 1);
		}
	);

	test.each(Object.keys(globalBelongsTo))('uses %s only if it belongs there', async (name) => {
		const code = `export const a = ${name};\nexport const b = globalThis.${name};\n`;
		const found = await complaints(fileIn(folder), code, ['no-restricted-globals']);
		expect(found).toHaveLength(globalBelongsTo[name]!.includes(folder) ? 0 : 2);
	});

	test('may import packages that belong to nobody', async () => {
		expect(await onImport(fileIn(folder), 'entities')).toEqual([]);
	});

	test('may not import what lies in $lib but in no folder of the table', async () => {
		expect(await onImport(fileIn(folder), '$lib/helpers/thing')).toHaveLength(1);
		expect(await onImport(fileIn(folder), '$lib')).toHaveLength(1);
	});
});

describe.each(libFolders)('inside %s', (folder) => {
	test('a neighbour is ./file, and never ../ or the long form', async () => {
		expect(await onImport(fileIn(folder), './neighbour')).toEqual([]);
		expect(await onImport(fileIn(folder), `../${folder}/neighbour`)).toHaveLength(1);
		expect(await onImport(fileIn(folder), `./../${folder}/neighbour`)).toHaveLength(1);
		expect(await onImport(fileIn(folder), `$lib/${folder}/neighbour`)).toHaveLength(1);
	});

	test('a folder of the folder keeps the same rules and reaches its parent by the long form', async () => {
		const file = `src/lib/${folder}/part/example.ts`;
		expect(await onImport(file, `$lib/${folder}/neighbour`)).toEqual([]);
		expect(await onImport(file, '../neighbour')).toHaveLength(1);
		expect(await onImport(file, '$service-worker')).toHaveLength(1);
	});
});

test.each([
	['an import of types', `import type { Thing } from '$lib/store/thing';`],
	['an export from', `export { thing } from '$lib/store/thing';`],
	['an import with a query', `import thing from '$lib/store/thing?worker';`],
	['an import at run time', `export const thing = import('$lib/store/thing');`],
	['a type that imports', `export type Thing = import('$lib/store/thing').Thing;`]
])('%s counts as an import', async (_, code) => {
	expect(await complaints('src/lib/ui/example.ts', code, importRules)).toHaveLength(1);
	expect(await complaints('src/lib/search/example.ts', code, importRules)).toEqual([]);
});

test('components and rune files keep the rules too', async () => {
	const component = `<script lang="ts">\n\timport '$lib/store/thing';\n\timport 'svelte';\n</script>\n`;
	expect(await complaints('src/lib/ui/Example.svelte', component, importRules)).toHaveLength(1);
	expect(await complaints('src/routes/+page.svelte', component, importRules)).toHaveLength(1);
	expect(await onImport('src/lib/state/example.svelte.ts', '$lib/ui/Button.svelte')).toHaveLength(1);
	expect(await onImport('src/lib/state/example.svelte.ts', '$lib/store/thing')).toEqual([]);
});

test('a folder is not imported as a whole', async () => {
	expect(await onImport('src/lib/ui/example.ts', '$lib/model')).toHaveLength(1);
});

test('pages and hooks reach src/lib by its name only', async () => {
	expect(await onImport('src/routes/post/+page.ts', '../../lib/state/thing')).toHaveLength(1);
	expect(await onImport('src/hooks.client.ts', './lib/state/thing')).toHaveLength(1);
	expect(await onImport('src/hooks.client.ts', '$lib/state/thing')).toEqual([]);
	expect(await onImport('src/hooks.client.ts', '$lib/store/thing')).toHaveLength(1);
	expect(await onImport('src/routes/post/+page.ts', './$types')).toEqual([]);
});

test('the service worker imports nothing but $service-worker and what syncs in the background', async () => {
	for (const name of ['$service-worker', '$lib/sync/sync-worker', '$lib/model/thing']) {
		expect(await onImport('src/service-worker.ts', name)).toEqual([]);
	}
	for (const name of [
		'$lib/state/thing',
		'$lib/sync/sync-feed',
		'./lib/model/thing',
		'dexie',
		'$app/environment'
	]) {
		expect(await onImport('src/service-worker.ts', name)).toHaveLength(1);
	}
});

test('a file of src/lib lives in one of the folders', async () => {
	const rules = ['no-restricted-syntax'];
	expect(await complaints('src/lib/helpers.ts', 'export const a = 1;', rules)).toHaveLength(1);
	expect(await complaints('src/lib/misc/a.ts', 'export const a = 1;', rules)).toHaveLength(1);
	expect(await complaints('src/lib/model/a.ts', 'export const a = 1;', rules)).toEqual([]);
});

test('tests may import anything, but may not switch each other off', async () => {
	expect(await onImport('tests/unit/example.test.ts', '$lib/store/thing')).toEqual([]);
	expect(await onImport('tests/unit/example.test.ts', 'dexie')).toEqual([]);
	const code = `test.only('a', () => 1);\ntest.describe.only('b', () => 1);\n`;
	expect(await complaints('tests/e2e/example.spec.ts', code, ['no-restricted-syntax'])).toHaveLength(2);
});
