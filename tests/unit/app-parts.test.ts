import { expect, test } from 'vitest';
import { isKeptOnUse, isTool, partsToInstall, syncScriptOf } from '$lib/model/app-parts';

const start = '/_app/immutable/entry/start.CAcFwPSx.js';
const search = '/_app/immutable/workers/worker-Dk-uynCJ.js';
const sync = '/_app/immutable/workers/sync-worker-DnH0POpq.js';
const german = ['/_app/immutable/messages/de-BYxAQXyW.js', '/_app/immutable/messages/de-BiVqV-8G.js'];
const korean = ['/_app/immutable/messages/ko-Cpp7BT_a.js'];
const transfer = '/_app/immutable/workers/transfer-worker-DnH0POpq.js';
const later = '/_app/immutable/later/startup-image-Cpp7BT_a.js';
const latin = '/_app/immutable/assets/onest-latin-wght-normal.Dun_Rd-l.woff2';
const cyrillic = '/_app/immutable/assets/onest-cyrillic-wght-normal.DayYxulF.woff2';
const build = [start, search, sync, transfer, later, ...german, ...korean, latin, cyrillic];

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
	expect(build.filter(isTool)).toEqual([transfer]);
	const styles = ['ImportSection.DDxAP-rP', 'link-parts.D9izgMKP', 'first.DppfjFY6', 'CheckRow.D9-l2cfd'];
	const paths = styles.map((name) => `/_app/immutable/assets/${name}.css`);
	expect(paths.map(isTool)).toEqual([true, true, false, false]);
});

test('only what few readers need waits for its first use', () => {
	expect(build.filter(isKeptOnUse)).toEqual([...german, ...korean, cyrillic]);
});

test('the script that syncs is known by its name', () => {
	expect(syncScriptOf(build)).toBe(sync);
	expect(syncScriptOf([start, search])).toBeUndefined();
});
