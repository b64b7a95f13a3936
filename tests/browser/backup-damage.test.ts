import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Problem } from '$lib/model/problem';
import { BackupService } from '$lib/store/backup/backup-service';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed } from '$lib/store/feeds';
import { dump, fillLibrary, garden, linesIn, packed, savedFile } from './backup-library';
import { freshDatabase, incoming } from './library';

/** A library that a damaged backup must leave as it is. */
let db: Database;
let before: Record<string, unknown[]>;
let service: BackupService;
/** A good backup of another library. */
let backup: Blob;

beforeEach(async () => {
	const other = freshDatabase();
	await fillLibrary(other);
	backup = await savedFile(other, { theme: 'black' });
	await other.delete();
	db = freshDatabase();
	await addFeed(db, garden);
	const posts = [incoming(garden.id, 'mine'), incoming(garden.id, 'rose')];
	await commitPosts(db, garden.id, { description: {}, posts, checkpoint: null });
	before = await dump(db);
	service = new BackupService(db);
});

afterEach(() => db.delete());

/** Why a file cannot be restored; fails when it can. */
async function refusal(file: Blob): Promise<Problem> {
	const [checked, restored] = [await service.check(file), await service.restore(file)];
	expect(restored).toEqual(checked);
	if (restored.ok) throw new Error('It was restored.');
	expect(restored.problem.message).toContain('Nothing in your library was changed.');
	expect(restored.problem.advice).not.toBe('');
	return restored.problem;
}

/** The same backup, not packed. */
async function unpacked(): Promise<Blob> {
	return new Blob([`${(await linesIn(backup)).join('\n')}\n`]);
}

test('a backup that was cut off anywhere is refused, and changes nothing', async () => {
	for (const [file, step] of [
		[backup, 5],
		[await unpacked(), 41]
	] as const) {
		// All but the newline at the very end.
		for (let length = 0; length < file.size - 1; length += step) {
			expect((await refusal(file.slice(0, length))).code).toMatch(/^backup-(broken|foreign|empty)$/);
		}
	}
	expect(await dump(db)).toEqual(before);
}, 60_000);

test('a backup with any byte changed is refused, and changes nothing', async () => {
	const lines = await linesIn(backup);
	let idle = 0;
	for (const [file, step] of [
		[backup, 1],
		[await unpacked(), 5]
	] as const) {
		const bytes = new Uint8Array(await file.arrayBuffer());
		for (let i = 0; i < bytes.length; i += step) {
			const flipped = bytes.slice();
			flipped[i]! ^= 1 << (i % 8);
			const changed = new Blob([flipped]);
			if ((await service.check(changed)).ok) {
				idle += 1;
				expect(await linesIn(changed), `byte ${i}`).toEqual(lines);
			} else {
				expect(await service.restore(changed), `byte ${i}`).toMatchObject({ ok: false });
			}
		}
	}
	// When and on what system it was packed, what fills up the last byte, and codes that no letter uses: gzip itself makes
	// nothing of these. How many there are depends on the random ids and the moment in it.
	expect(idle).toBeLessThanOrEqual(12);
	expect(await dump(db)).toEqual(before);
}, 60_000);

test('what follows the end of a backup is not taken for a part of it', async () => {
	expect((await refusal(new Blob([backup, 'more']))).code).toBe('backup-broken');
	const lines = await linesIn(backup);
	expect((await refusal(await packed([...lines, lines[1]].join('\n')))).code).toBe('backup-broken');
});

test('a backup of a newer version says so', async () => {
	const [header = '', ...lines] = await linesIn(backup);
	const newer = [header.replace('"version":2', '"version":3'), ...lines].join('\n');
	for (const file of [await packed(newer), new Blob([newer])]) {
		const problem = await refusal(file);
		expect(problem.code).toBe('backup-newer');
		expect(problem.message).toContain('newer version of Backlist');
	}
	expect(await dump(db)).toEqual(before);
});

test('a file of another kind is told what it looks like', async () => {
	const kinds: [content: string, looks: string][] = [
		['<!doctype html><title>Blog</title>', 'a web page'],
		['<?xml version="1.0"?><rss/>', 'an XML file'],
		['{"version":"https://jsonfeed.org/version/1.1"}', 'a JSON file'],
		['PK\x03\x04 and so on', 'a zip archive'],
		['%PDF-1.7', 'a PDF'],
		['Dear diary', 'not a backup of Backlist.'],
		['\x1f', 'not a backup of Backlist.']
	];
	for (const [content, looks] of kinds) {
		for (const file of [new Blob([content]), await packed(content)]) {
			const problem = await refusal(file);
			expect(problem).toMatchObject({ code: 'backup-foreign' });
			expect(problem.message).toContain(looks);
		}
	}
	expect((await refusal(new Blob())).code).toBe('backup-empty');
	expect((await refusal(await packed(''))).code).toBe('backup-empty');
	expect(await dump(db)).toEqual(before);
});

/** A small file that unpacks to `beginning` and then 150 MB of zeros. */
function bomb(beginning: string): Promise<Blob> {
	let left = 150;
	const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
		start: (controller) => controller.enqueue(new TextEncoder().encode(beginning)),
		pull: (controller) => (left-- > 0 ? controller.enqueue(new Uint8Array(1024 ** 2)) : controller.close())
	});
	return new Response(stream.pipeThrough(new CompressionStream('gzip'))).blob();
}

test('a file that unpacks to hundreds of megabytes without an end of line is left alone', async () => {
	const [header = ''] = await linesIn(backup);
	expect(await service.check(await bomb(''))).toMatchObject({ problem: { code: 'backup-foreign' } });
	const disguised = await bomb(`${header}\n`);
	expect(disguised.size).toBeLessThan(500_000);
	const checked = await service.check(disguised);
	expect(checked).toMatchObject({ problem: { code: 'backup-broken' } });
	expect(checked.ok ? '' : checked.problem.message).toContain('one line has no end');
}, 60_000);

/** The backup with its lines changed, and an end that fits again: the work of somebody who knows the format. */
async function forged(change: (lines: string[]) => string[]): Promise<Blob> {
	const lines = change((await linesIn(backup)).slice(0, -1));
	const content = `${lines.join('\n')}\n`;
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content));
	const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
	const count = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;
	const counts = {
		feeds: count(/^{"type":"feed"/),
		posts: count(/^{"type":"post"/),
		comments: count(/^{"type":"comment"/),
		marks: count(/^{"type":"mark"/),
		starred: count(/^{"type":"mark".*"starredAt":[1-9]/),
		highlights: count(/^{"type":"highlight"/)
	};
	return packed(`${content}${JSON.stringify({ type: 'end', counts, sha256 })}\n`);
}

test('a forged backup is held to the format, line by line', async () => {
	expect(await service.check(await forged((lines) => lines))).toMatchObject({ ok: true });
	const replaced = (from: string | RegExp, to: string) => (lines: string[]) => {
		const changed = lines.map((line) => line.replace(from, to));
		expect(changed).not.toEqual(lines);
		return changed;
	};
	const forgeries: Record<string, (lines: string[]) => string[]> = {
		'an id that is none': replaced(
			/"type":"post","post":{"id":"[0-9a-f]{24}"/,
			'"type":"post","post":{"id":"7"'
		),
		'a guid of another post': replaced('"guid":"bee"', '"guid":"wasp"'),
		'an address of another feed': replaced('https://garden.example/feed.json"', 'https://evil.example/"'),
		'a date that is none': replaced('"publishedAt":30', '"publishedAt":"30"'),
		'a date past all dates': replaced('"publishedAt":30', '"publishedAt":9e15'),
		'members from a prototype': replaced('"guid":"bee"', '"__proto__":{"guid":"bee"}'),
		'a text that is a list': replaced('"title":"bee"', '"title":["bee"]'),
		'extensions without a bottom': replaced(/"season":2/, `"season":${'['.repeat(5000)}${']'.repeat(5000)}`),
		'a kind of record that there is not': replaced('"type":"mark"', '"type":"script"'),
		'posts before their feeds': (lines) => [...lines.slice(0, 2), ...lines.slice(2).reverse()],
		'a mark of another post': (lines) => {
			const mark = lines.findIndex((line) => line.startsWith('{"type":"mark"'));
			return [...lines.toSpliced(mark, 1), lines[mark]!];
		},
		'a line that is no object': (lines) => [...lines, '[1]'],
		'an empty line': (lines) => [...lines, '']
	};
	for (const [name, change] of Object.entries(forgeries)) {
		expect((await refusal(await forged(change))).code, name).toBe('backup-broken');
	}
	expect(await dump(db)).toEqual(before);
});

test('a post of a blog that nobody knows is refused, one of a blog in the library is not', async () => {
	const without = (title: string) => (lines: string[]) =>
		lines.filter((line) => !(line.startsWith('{"type":"feed"') && line.includes(`"title":"${title}"`)));
	expect((await refusal(await forged(without('Harbour')))).code).toBe('backup-foreign');
	expect(await dump(db)).toEqual(before);
	const restored = await service.restore(await forged(without('Garden')));
	expect(restored).toMatchObject({ ok: true, value: { posts: { added: 3, known: 1 } } });
});

test('addresses that are not of the web come to nothing, whatever a forged backup says', async () => {
	const script = 'javascript:alert(1)';
	const file = await forged((lines) =>
		lines.map((line) =>
			line
				.replaceAll('"url":null', `"url":"${script}"`)
				.replaceAll('"image":null', `"image":"${script}"`)
				.replaceAll('"homeUrl":null', `"homeUrl":"${script}"`)
				.replaceAll('"authorUrl":null', `"authorUrl":"${script}"`)
				.replaceAll(
					'"attachments":[]',
					`"attachments":[{"url":"${script}","mimeType":"","title":"","bytes":null,"seconds":null}]`
				)
				.replace('"relay":"https://relay.example', '"relay":"javascript:')
				.replaceAll('"language":null', '"language":"no language"')
		)
	);
	expect((await linesIn(file)).join('')).toContain(script);
	expect(await service.restore(file)).toMatchObject({ ok: true });
	expect(JSON.stringify(await dump(db))).not.toMatch(/javascript:|no language/);
});

test('a file that has gone when it is read is told of in words', async () => {
	const folder = await navigator.storage.getDirectory();
	const handle = await folder.getFileHandle('gone.backlist', { create: true });
	const sink = await handle.createWritable();
	await backup.stream().pipeTo(sink);
	const file = await handle.getFile();
	await folder.removeEntry('gone.backlist');
	expect((await refusal(file)).code).toBe('backup-unreadable');
});
