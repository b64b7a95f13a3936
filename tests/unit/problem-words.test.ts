import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import * as problems from '$lib/messages/compiled-problems/messages/en.js';
import * as trouble from '$lib/messages/compiled-trouble/messages/en.js';
import { LANGUAGES, speak } from '$lib/messages/messages';
import {
	inSpokenLanguage,
	say,
	speakOfProblemsIn,
	together,
	type ProblemMessages,
	type Said
} from '$lib/messages/problem-words';
import { NOTHING_SYNCED } from '$lib/model/feed';
import { newProblem } from '$lib/model/problem';
import { throughRelay } from '$lib/sources/relay';
import { networkError } from '$lib/sources/fetch/network-error';
import { SourceError } from '$lib/sources/source-error';
import { noteWords, problemWords, skippedWords } from '$lib/ui/problem-words';

/** English but for a few sentences, of which some turn the order of their words round. */
const GERMAN = {
	...trouble,
	...problems,
	fetch_unreachable: ({ host }: { host: string }) => `Nicht erreichbar ist ${host}.`,
	fetch_unreachable_advice: () => 'Später noch einmal.',
	relay_through: ({ host }: { host: string }) => `Über das Relais ${host}:`,
	wordpress_no_tags_note: () => 'Ohne Schlagwörter.',
	item_empty: ({ number }: { number: number }) => `Beitrag ${number} ist leer.`
} as unknown as ProblemMessages;

afterEach(() => speakOfProblemsIn(null));

const unreachable = networkError('unreachable', 'https://bees.example/feed');
/** As it comes from a worker, or from the library. */
const kept = structuredClone(unreachable.toProblem());

describe('a problem', () => {
	test('that was told in English is shown in the language that is spoken now', () => {
		expect(problemWords(kept).message).toBe('bees.example cannot be reached.');
		speakOfProblemsIn(GERMAN);
		expect(problemWords(kept)).toEqual({
			message: 'Nicht erreichbar ist bees.example.',
			advice: 'Später noch einmal.'
		});
	});

	test('of several sentences is shown with all of them', async () => {
		const fetchText = throughRelay(() => Promise.reject(unreachable), 'https://relay.example/?url={url}');
		const error: unknown = await fetchText('https://bees.example/feed').catch((thrown: unknown) => thrown);
		const problem = (error as SourceError).toProblem();
		expect(problem.message).toBe('Through the relay relay.example: bees.example cannot be reached.');
		speakOfProblemsIn(GERMAN);
		expect(problemWords(problem).message).toBe(
			'Über das Relais relay.example: Nicht erreichbar ist bees.example.'
		);
	});

	test('of an older version, which kept no sentences, is shown as it was kept', () => {
		speakOfProblemsIn(GERMAN);
		const { code, message, advice } = kept;
		expect(problemWords({ code, message, advice })).toEqual({ message, advice });
	});

	test('that another text has become part of is not shown without that', () => {
		speakOfProblemsIn(GERMAN);
		const before = newProblem('offline', 'Nobody knows these words.', '');
		const said = together(say('fetch_offline'), { text: before.message, sentences: [] });
		expect(inSpokenLanguage(said)).toBe('You are offline. Nobody knows these words.');
	});

	test('keeps of what a site calls itself only what can be shown in one line', () => {
		const title = `a\u202eb\n${'long '.repeat(1000)}`;
		const problem = newProblem('strange', say('file_not_a_feed', { file: title }), '');
		expect(JSON.stringify(problem.said).length).toBeLessThan(3000);
		speakOfProblemsIn(GERMAN);
		expect(problemWords(problem).message).toMatch(/^“ab long/);
	});
});

describe('a sentence', () => {
	const damaged = (key: string, inputs: Said['sentences'][number]['inputs']): Said => ({
		text: 'In English.',
		sentences: [{ key, inputs }]
	});

	test.each([
		['that this version does not know', damaged('fetch_by_pigeon', {})],
		['named like what every object has', damaged('constructor', {})],
		['that has lost what it speaks of', damaged('fetch_unreachable', {})],
		['that has no variant for what it is given', damaged('read_feed_not_json', { format: 'Gopher' })]
	])('%s is shown in English as it was kept', (_, said) => {
		speakOfProblemsIn(GERMAN);
		expect(inSpokenLanguage(said)).toBe('In English.');
	});
});

test('the notes of a sync, and why items were left out, are shown in the language that is spoken', () => {
	const [note, reason] = [say('wordpress_no_tags_note'), say('item_empty', { number: 3 })];
	const outcome = {
		...NOTHING_SYNCED,
		at: 1,
		notes: [note.text, 'Of an older version.'],
		skippedReasons: [reason.text],
		said: { notes: [note.sentences], skippedReasons: [reason.sentences] }
	};
	speakOfProblemsIn(GERMAN);
	expect(noteWords(outcome)).toEqual(['Ohne Schlagwörter.', 'Of an older version.']);
	expect(skippedWords(outcome)).toEqual(['Beitrag 3 ist leer.']);
});

test.each(LANGUAGES)('what goes wrong can be said in the language %s', async (language) => {
	await speak(language);
	expect(problemWords(kept).message).toContain('bees.example');
	await speak('en');
	expect(problemWords(kept).message).toBe('bees.example cannot be reached.');
});

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.filter((file) => /\.(ts|svelte)$/.test(file) && !file.startsWith('lib/messages'))
	.map((file) => ({ file, code: readFileSync(join('src', file), 'utf8') }));

test('every message is said somewhere', () => {
	const code = sources.map((source) => source.code).join('\n');
	const patterns = [...code.matchAll(/say\(`([a-z_]+)\$\{\w+\}([a-z_]+)`/g)].map(
		([, start, end]) => new RegExp(`^${start}[a-z]+${end}$`)
	);
	const isSaid = (key: string) => code.includes(`'${key}'`) || patterns.some((each) => each.test(key));
	expect(Object.keys({ ...trouble, ...problems }).filter((key) => !isSaid(key))).toEqual([]);
});

test('workers, whose code holds all that it may load, come with no language but English', () => {
	const inWorkers = sources.filter(({ file }) => !/^(routes|hooks|lib\/(state|ui))\b/.test(file));
	const other = /from '\$lib\/messages\/(?!(problem-words|all-problems)')/;
	expect(inWorkers.filter(({ code }) => other.test(code)).map(({ file }) => file)).toEqual([]);
});
