import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as german from '$lib/messages/compiled-problems/messages/de.js';
import { speakOfProblemsIn } from '$lib/messages/problem-words';
import { BackupError } from '$lib/store/backup/backup-error';
import { BACKUP_FORMAT, BACKUP_VERSION, backupFileName } from '$lib/store/backup/format';
import { linesOf, LongLineError } from '$lib/store/backup/lines';
import { DamagedRecordError, plainJson, type Members } from '$lib/store/backup/members';
import { mergeMark } from '$lib/store/backup/merge-mark';
import { RecordReader } from '$lib/store/backup/record-reader';
import { readRecord } from '$lib/store/backup/read-record';
import { mergeSync, readSync } from '$lib/store/backup/read-settings';
import { feedIdOf, postIdOf } from '$lib/model/ids';
import { STANDARD_SYNC } from '$lib/model/sync-settings';
import { problemWords } from '$lib/ui/problem-words';

const feedId = feedIdOf('https://garden.example/');
const post = {
	id: postIdOf(feedId, 'a'),
	feedId,
	guid: 'a',
	url: null,
	externalUrl: null,
	title: 'A',
	authors: [{ name: 'Ada', url: null, avatar: null }],
	publishedAt: 1,
	hasOwnDate: true,
	updatedAt: null,
	categories: ['Bees'],
	tags: [],
	excerpt: '',
	language: 'en',
	image: null,
	thumbnail: null,
	bannerImage: null,
	wordCount: 1,
	attachments: [{ url: 'https://a.example/1.mp3', mimeType: '', title: '', bytes: null, seconds: 3 }],
	firstSeenAt: 1,
	withdrawnAt: null,
	revision: 'r'
};
const record = {
	type: 'post',
	post,
	body: { html: '<p>A</p>', text: 'A', extensions: { _a: [1, { b: null }] } }
};

describe('a record', () => {
	test('that is good is read as it is, and what it holds besides is left out', () => {
		const more = { ...record, more: 1, post: { ...post, more: 1, sequence: 7 } };
		expect(readRecord(more)).toEqual(record);
	});

	test('of any JSON is read or refused, and never breaks the reader', () => {
		const value = fc.jsonValue({ maxDepth: 3 });
		const types = fc.constantFrom(
			'settings',
			'offered',
			'feed',
			'post',
			'mark',
			'comment',
			'highlight',
			'end',
			'__proto__'
		);
		const any = fc.dictionary(fc.string(), value);
		const inner = fc.oneof(any, fc.constant(post), value);
		const records = fc.record({
			type: types,
			post: inner,
			body: inner,
			feed: inner,
			mark: inner,
			comment: inner,
			highlight: inner,
			sync: inner
		});
		fc.assert(
			fc.property(records, (members) => {
				try {
					readRecord(members);
				} catch (error) {
					expect(error).toBeInstanceOf(DamagedRecordError);
				}
			})
		);
	});

	test('with any one member of another kind is refused, or loses just that', () => {
		const paths = Object.keys(post) as (keyof typeof post)[];
		fc.assert(
			fc.property(fc.constantFrom(...paths), fc.jsonValue(), (name, value) => {
				let read: ReturnType<typeof readRecord> | null = null;
				try {
					read = readRecord({ ...record, post: { ...post, [name]: value } });
				} catch (error) {
					expect(error).toBeInstanceOf(DamagedRecordError);
				}
				// Read once more it is the same: what was taken is sound.
				if (read !== null) expect(readRecord(read as unknown as Members)).toEqual(read);
			})
		);
	});

	test('keeps only addresses of the web, and texts that can be written down', () => {
		const read = readRecord({
			...record,
			post: {
				...post,
				url: 'javascript:alert(1)',
				image: 'https://',
				title: 'half a \ud83d',
				language: 'no tag'
			}
		});
		expect(read).toMatchObject({ post: { url: null, image: null, title: 'half a \ufffd', language: null } });
	});

	test('of a stranger changes no prototype', () => {
		const extensions = JSON.parse(
			'{"__proto__":{"evil":true},"a":{"__proto__":{"evil":true},"b":1}}'
		) as unknown;
		expect(plainJson(extensions, 'extensions')).toEqual({ a: { b: 1 } });
		expect(({} as { evil?: boolean }).evil).toBeUndefined();
	});
});

describe('marks of one post', () => {
	const id = post.id;
	const mark = fc.record({
		id: fc.constant(id),
		readAt: fc.nat(2),
		starredAt: fc.nat(2),
		changedAt: fc.nat(2)
	});

	test('merge to the same whichever side is here, and once more to the same again', () => {
		fc.assert(
			fc.property(mark, mark, (one, other) => {
				const merged = mergeMark(one, other) ?? one;
				expect(mergeMark(other, one) ?? other).toEqual(merged);
				expect(mergeMark(merged, other)).toBeNull();
				expect(mergeMark(merged, one)).toBeNull();
			})
		);
	});
});

describe('a record that is damaged', () => {
	const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

	function readDamaged(): BackupError {
		const reader = new RecordReader([feedId]);
		const header = {
			format: BACKUP_FORMAT,
			version: BACKUP_VERSION,
			library: 'a',
			at: 1,
			app: '1',
			posts: 2
		};
		reader.read(bytes(header));
		reader.read(bytes(record));
		try {
			reader.read(bytes({ ...record, post: { ...post, title: 3 } }));
		} catch (error) {
			if (error instanceof BackupError) return error;
		}
		throw new Error('It was taken.');
	}

	test('is told of by the name of what is wrong in it, in the reader’s language', () => {
		const { problem } = readDamaged();
		expect(problem.message).toContain('in one line “title” is not as it must be (after post 1).');
		speakOfProblemsIn(german);
		const { message } = problemWords(problem);
		speakOfProblemsIn(null);
		expect(message).toContain('In einer Zeile ist „title“ nicht, wie es sein muss (nach Beitrag 1).');
	});
});

describe('settings of syncing', () => {
	test('that make no sense are as the standard has them', () => {
		expect(readSync({ interval: 7, comments: 'sometimes', relay: 'javascript:{url}' })).toEqual(
			STANDARD_SYNC
		);
		expect(readSync({ relay: 'https://user:word@relay.example/{url}' }).relay).toBe('');
		expect(readSync({ showsBadge: 'no' }).showsBadge).toBe(true);
		expect(() => readSync(null)).toThrow(DamagedRecordError);
	});

	test('that were chosen here stay, the others come', () => {
		const relay = 'https://relay.example/{url}';
		const saved = { interval: 15, comments: 'never', relay, showsBadge: false } as const;
		expect(mergeSync(STANDARD_SYNC, saved)).toEqual(saved);
		expect(mergeSync({ ...STANDARD_SYNC, interval: null }, saved)).toEqual({ ...saved, interval: null });
	});
});

describe('lines', () => {
	async function read(chunks: Uint8Array<ArrayBuffer>[], longest = 1000): Promise<string[]> {
		const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
			start: (controller) => {
				for (const chunk of chunks) controller.enqueue(chunk);
				controller.close();
			}
		});
		const lines: string[] = [];
		for await (const line of linesOf(stream, () => longest)) lines.push(new TextDecoder().decode(line));
		return lines;
	}

	test('are the same however their bytes come', async () => {
		const texts = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', '')));
		await fc.assert(
			fc.asyncProperty(texts, fc.array(fc.nat(40)), async (lines, sizes) => {
				const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
				const chunks: Uint8Array<ArrayBuffer>[] = [];
				let at = 0;
				for (const size of sizes) chunks.push(bytes.slice(at, (at += size)));
				chunks.push(bytes.slice(at));
				expect(await read(chunks)).toEqual(lines.map((line) => line.toWellFormed()));
			})
		);
	});

	test('that are too long are refused before they are held', async () => {
		const chunk = new Uint8Array(600).fill(65);
		await expect(read([chunk, chunk])).rejects.toThrow(LongLineError);
		expect(await read([chunk])).toHaveLength(1);
	});
});

test('a backup is named by the day of the reader’s calendar', () => {
	expect(backupFileName(new Date(2026, 0, 5, 23, 59).getTime())).toBe('backlist-2026-01-05.backlist');
});
