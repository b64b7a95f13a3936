import { expect, test } from 'vitest';
import { isShell, isKeptOnUse, isTool, partsToInstall, syncScriptOf } from '$lib/model/app-parts';

const start = '/_app/immutable/entry/start.CAcFwPSx.js';
const search = '/_app/immutable/workers/worker-Dk-uynCJ.js';
const sync = '/_app/immutable/workers/sync-worker-DnH0POpq.js';
const german = ['/_app/immutable/messages/de-BYxAQXyW.js', '/_app/immutable/messages/de-BiVqV-8G.js'];
const korean = ['/_app/immutable/messages/ko-Cpp7BT_a.js'];
const transfer = '/_app/immutable/workers/transfer-worker-DnH0POpq.js';
const tools = [
	'/_app/immutable/tools/ExportPosts-EAMeY2Y4.js',
	'/_app/immutable/tools/ExportPosts-BushZbl9.css'
];
const later = '/_app/immutable/later/startup-image-Cpp7BT_a.js';
const latin = '/_app/immutable/assets/onest-latin-wght-normal.Dun_Rd-l.woff2';
const cyrillic = '/_app/immutable/assets/onest-cyrillic-wght-normal.DayYxulF.woff2';
const build = [start, search, sync, transfer, ...tools, later, ...german, ...korean, latin, cyrillic];

const firstVisit = (...languages: string[]) => partsToInstall(build, { languages, before: null });

test('a first visit waits for what works without a network, in the reader’s language', () => {
	expect(firstVisit('en-GB', 'de')).toEqual([start, search, latin]);
	expect(firstVisit('nl', 'DE-at', 'ko')).toEqual([start, search, ...german, latin]);
	expect(firstVisit('nl')).toEqual([start, search, latin]);
	expect(firstVisit()).toEqual([start, search, latin]);
});

test('an update has the script that syncs, and what the version before has kept, by whatever hash', () => {
	const before = [
		'/_app/immutable/workers/transfer-worker-CCCCCCCC.js',
		'/_app/immutable/messages/ko-AAAA_-AA.js',
		'/_app/immutable/assets/onest-cyrillic-wght-normal.BBBBBBBB.woff2'
	];
	expect(partsToInstall(build, { languages: ['en'], before })).toEqual([
		start,
		search,
		sync,
		transfer,
		later,
		...korean,
		latin,
		cyrillic
	]);
	expect(partsToInstall(build, { languages: ['en'], before: [] })).toEqual([
		start,
		search,
		sync,
		later,
		latin
	]);
});

test('what takes files in and gives them out comes after all else, and stays in an update', () => {
	expect(build.filter(isTool)).toEqual([transfer, ...tools]);
});

test('only what few readers need waits for its first use', () => {
	expect(build.filter(isKeptOnUse)).toEqual([...german, ...korean, cyrillic]);
});

test('the script that syncs is known by its name', () => {
	expect(syncScriptOf(build)).toBe(sync);
	expect(syncScriptOf([start, search])).toBeUndefined();
});

test('what only hands on another script is of no use, and nothing else is', () => {
	for (const path of [
		start,
		'/reader/_app/immutable/entry/app.CAcFwPSx.js',
		'/_app/immutable/nodes/4.CAcFwPSx.js'
	])
		expect(isShell(path), path).toBe(true);
	for (const path of ['/_app/immutable/nodes/5.CAcFwPSx.js', '/_app/immutable/chunks/4.CAcFwPSx.js'])
		expect(isShell(path), path).toBe(false);
});
