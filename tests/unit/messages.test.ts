import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../src/lib/messages/messages';

const folder = new URL('../../src/lib/messages/', import.meta.url);

const source = new URL('../../src/', import.meta.url);

type Message = string | { declarations: string[]; selectors?: string[]; match: Record<string, string> }[];

/** Said by name, and not by a function of it. */
const PROBLEMS = ['trouble', 'problems'].flatMap(areasOf);
const areas = readdirSync(new URL('en/', folder));
const messagesOf = (language: string, area: string) =>
	JSON.parse(readFileSync(new URL(`${language}/${area}`, folder), 'utf8')) as Record<string, Message>;
const others = LANGUAGES.filter((language) => language !== 'en');

/** Files that are loaded with `parts`, them included: what they import, and do not ask for later if not told otherwise. */
function modulesOf(parts: string[], imports = IMPORT): Set<string> {
	const found = new Set<string>();
	const visit = (path: string) => {
		if (found.has(path)) return;
		found.add(path);
		for (const [, from, later] of readFileSync(path, 'utf8').matchAll(imports)) {
			const imported = fileOf(from ?? later!, path);
			if (imported !== undefined) visit(imported);
		}
	};
	for (const part of parts) visit(new URL(part, source).pathname);
	return found;
}

const IMPORT = /^\s*(?:import|export)\s+(?!type\s)(?:[^'"]*?from\s+)?['"]((?:\.|\$lib)[^'"?]*)['"]/gm;
const IMPORT_AT_ANY_TIME = new RegExp(`${IMPORT.source}|\\bimport\\('((?:\\.|\\$lib)[^'"?]*)'\\)`, 'gm');

/** Of our own code, messages not included. */
function fileOf(from: string, importer: string): string | undefined {
	const path = from.startsWith('$lib')
		? new URL(from.replace('$lib', 'lib'), source).pathname
		: new URL(from, `file://${importer}`).pathname;
	const candidates = [path, `${path}.ts`].filter((name) => /\.(ts|svelte)$/.test(name));
	return candidates.find((name) => existsSync(name) && !name.includes('/messages/'));
}

/** The texts that a message may become. */
function textsOf(message: Message): string[] {
	return typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));
}

/** Names of what a message speaks of, as far as one of its texts says it. */
function namedIn(message: Message): string[] {
	const names = textsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []);
	return [...new Set(names)].sort();
}

/** Forms that leave out what `english` says in the same form, or else in its last: only of one need no number be said. */
function formsThatOmit(message: Message, english: Message): string[] {
	if (typeof message === 'string' || typeof english === 'string') return [];
	const originals = Object.assign({}, ...english.map(({ match }) => match)) as Record<string, string>;
	const last = Object.values(originals).at(-1) ?? '';
	return message.flatMap(({ match }) =>
		Object.entries(match)
			.filter(([form, text]) => {
				const omitted = namedIn(originals[form] ?? last).filter((name) => !text.includes(name));
				return omitted.some((name) => !form.includes('plural=one') || name !== '{number}');
			})
			.map(([form]) => form)
	);
}

/** Areas that a catalogue compiles, by the names of their files. */
function areasOf(catalogue: string): string[] {
	const settings = JSON.parse(
		readFileSync(new URL(`${catalogue}.inlang/settings.json`, folder), 'utf8')
	) as Record<string, { pathPattern: string[] }>;
	const { pathPattern } = settings['plugin.inlang.messageFormat']!;
	return pathPattern.map((pattern) => pattern.replace('./{locale}/', ''));
}

test('every area of messages is compiled, in every language', () => {
	const compiled = ['project', 'trouble', 'pages', 'links', 'problems'].flatMap(areasOf).sort();
	for (const language of LANGUAGES)
		expect(readdirSync(new URL(`${language}/`, folder)).sort()).toEqual(areas);
	expect(areas).toEqual(compiled);
});

test('what the first page is made of says nothing that comes after it', () => {
	const first = new Set(areasOf('project').flatMap((area) => Object.keys(messagesOf('en', area))));
	const parts = [
		'routes/+layout.svelte',
		'routes/(library)/+layout.svelte',
		'routes/(library)/+page.svelte',
		// These follow it, and do not wait for words.
		'routes/SideViews.svelte',
		'routes/LibraryStatus.svelte',
		'lib/ui/Spine.svelte',
		'lib/ui/SearchHelp.svelte'
	];
	const modules = modulesOf(parts);
	expect(modules.size).toBeGreaterThan(100);
	const late = [...modules].flatMap((path) => {
		const said = readFileSync(path, 'utf8').match(/\bm\.(\w+)\(/g) ?? [];
		const keys = said.map((call) => call.slice(2, -1)).filter((key) => !first.has(key));
		return keys.map((key) => `${path.slice(source.pathname.length)}: ${key}`);
	});
	expect(late).toEqual([]);
});

test('what goes wrong in the page itself, or in the search, is known to it without what goes wrong in other workers', () => {
	const known = new Set(areasOf('trouble').flatMap((area) => Object.keys(messagesOf('en', area))));
	const pages = readdirSync(new URL('routes/', source), { recursive: true, encoding: 'utf8' });
	const parts = pages.filter((path) => /\.(ts|svelte)$/.test(path)).map((path) => `routes/${path}`);
	const modules = modulesOf([...parts, 'lib/search/worker.ts'], IMPORT_AT_ANY_TIME);
	expect([...modules].some((path) => path.endsWith('/automatic-backups.svelte.ts'))).toBe(true);
	const unknown = [...modules].flatMap((path) => {
		const said = readFileSync(path, 'utf8').matchAll(/\bsay\(\s*'(\w+)'/g);
		return [...said].map(([, key]) => key!).filter((key) => !known.has(key));
	});
	expect(unknown).toEqual([]);
});

test('every message is said somewhere', () => {
	const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.(ts|svelte)$/.test(path) && !path.includes('/compiled'))
		.map((path) => readFileSync(new URL(path, source), 'utf8'))
		.join('\n');
	const said = new Set(code.match(/\bm\.\w+/g));
	const names = areas
		.filter((area) => !PROBLEMS.includes(area))
		.flatMap((area) => Object.keys(messagesOf('en', area)));
	expect(names.filter((name) => !said.has(`m.${name}`))).toEqual([]);
});

test('no message has the name of another', () => {
	const names = areas.flatMap((area) => Object.keys(messagesOf('en', area)));
	expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

for (const language of others) {
	for (const area of areas) {
		test(`${area} says in ${language} all that it says in English, of the same things`, () => {
			const english = messagesOf('en', area);
			const translated = messagesOf(language, area);
			expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
			for (const [name, message] of Object.entries(english)) {
				expect([name, namedIn(translated[name]!)]).toEqual([name, namedIn(message)]);
				expect([name, formsThatOmit(translated[name]!, message)]).toEqual([name, []]);
				for (const text of textsOf(translated[name]!)) expect([name, text.trim()]).not.toEqual([name, '']);
			}
		});
	}
}

for (const language of LANGUAGES) {
	for (const area of areas) {
		test(`${area} has every plural form of ${language}`, () => {
			const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
			for (const [name, message] of Object.entries(messagesOf(language, area))) {
				if (typeof message === 'string') continue;
				for (const { selectors = [], match } of message) {
					if (!selectors.includes('plural')) continue;
					const rest = Object.keys(match).some((key) => key.includes('plural=*'));
					const missing = forms.filter(
						(form) => !Object.keys(match).some((key) => key.includes(`plural=${form}`))
					);
					expect([name, rest ? [] : missing]).toEqual([name, []]);
				}
			}
		});
	}
}
