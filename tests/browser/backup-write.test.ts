import { expose, transfer, wrap, type Remote } from 'comlink';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { passageIn } from '$lib/model/highlight';
import { postIdOf, type HighlightId } from '$lib/model/ids';
import { BackupService } from '$lib/store/backup/backup-service';
import { packedOnDisk } from '$lib/store/packed-file';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed, findFeed } from '$lib/store/feeds';
import { addHighlight } from '$lib/store/highlights';
import { expectCountsRight, fillLibrary, garden, harbour, linesIn, savedFile } from './backup-library';
import { feedRecord, freshDatabase, incoming } from './library';

const feed = feedRecord('https://garden.example/feed.json');
let db: Database;
let service: BackupService;

beforeEach(() => {
	db = freshDatabase();
	service = new BackupService(db);
});

afterEach(() => db.delete());

/** Text that hardly gets smaller by packing. */
const noise = Array.from(crypto.getRandomValues(new Uint8Array(65_536)), (byte) =>
	String.fromCharCode(97 + (byte % 26))
).join('');

/** Posts of some 3 KB each. */
async function publish(count: number): Promise<void> {
	await addFeed(db, feed);
	for (let at = 0; at < count; at += 100) {
		const posts = Array.from({ length: 100 }, (_, i) => {
			const start = Math.floor(Math.random() * (noise.length - 3000));
			return incoming(feed.id, `post ${at + i}`, {}, `<p>${noise.slice(start, start + 3000)}</p>`);
		});
		await commitPosts(db, feed.id, { description: {}, posts, checkpoint: null });
	}
}

test('2,000 posts are never read faster than the file takes them', async () => {
	await publish(2000);
	let read = 0;
	service.onProgress(({ done }) => (read = done));
	const steps: { read: number; taken: number }[] = [];
	let taken = 0;
	const slow = new WritableStream<Uint8Array>({
		write: async ({ byteLength }) => {
			steps.push({ read, taken });
			taken += byteLength;
			// Time enough for a writer that does not wait to read on.
			for (let i = 0; i < 4; i += 1) await db.posts.limit(50).toArray();
		}
	});
	const written = await service.write(slow, { reading: null });
	expect(written).toMatchObject({ ok: true, value: { counts: { posts: 2000 }, bytes: taken, leftOut: 0 } });
	expect(steps.length).toBeGreaterThan(50);
	// All posts are alike, so the bytes taken tell how many of them the file has.
	const waiting = steps.map((step) => step.read - (step.taken / taken) * 2000);
	expect(Math.max(...waiting)).toBeLessThan(200);
}, 60_000);

test('a backup that is written while a sync commits is whole, and of one moment', async () => {
	await publish(400);
	const checkpoint = { next: 'https://garden.example/2', pages: 1, total: null };
	await db.feeds.update(feed.id, { checkpoint });
	let commits = 0;
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
		transform: async (chunk, controller) => {
			controller.enqueue(chunk.slice());
			commits += 1;
			// A new post, and an edit of an old one, between any two pieces of the file.
			const posts = [
				incoming(feed.id, `new ${commits}`),
				incoming(feed.id, `post ${commits}`, { title: 'Edited' })
			];
			await commitPosts(db, feed.id, { description: {}, posts, checkpoint: null });
		}
	});
	const [file, written] = await Promise.all([
		new Response(readable).blob(),
		service.write(writable, { reading: null })
	]);
	expect(written.ok).toBe(true);
	expect(commits).toBeGreaterThan(10);
	const other = freshDatabase();
	const restored = await new BackupService(other).restore(file);
	expect(restored).toMatchObject({ ok: true, value: { posts: { added: 400, known: 0 } } });
	// How far the feed was followed is as it was when there were just these posts.
	expect(await findFeed(other, feed.id)).toMatchObject({ postCount: 400, checkpoint });
	for (const post of await other.posts.toArray()) {
		const body = await other.bodies.get(post.id);
		expect(body?.text === post.guid).toBe(post.title === 'Edited');
	}
	await other.delete();
}, 60_000);

test('a cancelled backup leaves the file that was there, and says that it was cancelled', async () => {
	await publish(300);
	const folder = await navigator.storage.getDirectory();
	const handle = await folder.getFileHandle('test.backlist', { create: true });
	const before = await handle.createWritable();
	await before.write('The backup of yesterday');
	await before.close();
	service.onProgress(() => service.cancel());
	const cancelled = await service.write(await handle.createWritable(), { reading: null });
	expect(cancelled).toMatchObject({ ok: false, problem: { code: 'backup-cancelled' } });
	expect(await (await handle.getFile()).text()).toBe('The backup of yesterday');

	service.onProgress(() => {});
	const written = await service.write(await handle.createWritable(), { reading: null });
	const file = await handle.getFile();
	expect(written).toMatchObject({ ok: true, value: { bytes: file.size } });
	expect(await service.check(file)).toMatchObject(written);
	await folder.removeEntry('test.backlist');
});

test('a cancelled backup ends although its file takes nothing any more', async () => {
	await publish(300);
	const stuck = new WritableStream<Uint8Array>({
		write: () => {
			service.cancel();
			return new Promise(() => {});
		}
	});
	expect(await service.write(stuck, { reading: null })).toMatchObject({
		ok: false,
		problem: { code: 'backup-cancelled' }
	});
});

test('a file that fails is told of in words, and its stream is given up', async () => {
	await publish(100);
	for (const when of ['at its first piece', 'at its end'] as const) {
		const failing = new WritableStream<Uint8Array>({
			write: () => {
				if (when === 'at its first piece') throw new Error('The drive was removed');
			},
			close: () => {
				throw new Error('The drive was removed');
			}
		});
		const written = await service.write(failing, { reading: null });
		expect(written, when).toMatchObject({ ok: false, problem: { code: 'backup-not-written' } });
		if (!written.ok) expect(written.problem.message).toContain('The drive was removed');
	}
});

test('a library that fails while it is read is told of, and no half file is left as if it were whole', async () => {
	await publish(300);
	let aborted: unknown = null;
	const sink = new WritableStream<Uint8Array>({
		write: () => db.close(),
		abort: (reason: unknown) => void (aborted = reason)
	});
	const written = await service.write(sink, { reading: null });
	expect(written).toMatchObject({ ok: false, problem: { code: 'storage-failed' } });
	expect(aborted).not.toBeNull();
});

test('what can still be used of damaged records is saved, and what cannot is left out and counted', async () => {
	await fillLibrary(db);
	const bee = postIdOf(garden.id, 'bee');
	await db.posts.update(postIdOf(garden.id, 'rose'), { guid: undefined, thumbnail: undefined });
	await db.posts.update(bee, { title: 7, publishedAt: 'soon' } as never);
	await db.bodies.update(bee, { html: null } as never);
	await db.feeds.update(harbour.id, { url: undefined, lastSync: 'yesterday' });
	await db.table('posts').put({ ...(await db.posts.get(bee)), id: 'no id' });
	const written = await service.pack({ reading: null });
	if (!written.ok) throw new Error(written.problem.message);
	expect(written.value.summary).toMatchObject({ leftOut: 1, counts: { feeds: 3, posts: 4, comments: 2 } });
	const other = freshDatabase();
	const restored = await new BackupService(other).restore(written.value.file);
	expect(restored).toMatchObject({ ok: true, value: { feeds: { added: 3 }, posts: { added: 4 } } });
	expect((await other.bodies.get(bee))?.text).toBe('bee');
	await expectCountsRight(other);
	await other.delete();
});

test('a packed backup is a file with the name of the day', async () => {
	await fillLibrary(db);
	const packed = await service.pack({ reading: { theme: 'dark' } });
	if (!packed.ok) throw new Error(packed.problem.message);
	const { file, summary } = packed.value;
	expect(file.name).toMatch(/^backlist-\d{4}-\d\d-\d\d\.backlist$/);
	expect(file).toMatchObject({ type: 'application/gzip', size: summary.bytes });
	expect(summary.counts).toEqual({ feeds: 3, posts: 4, comments: 2, marks: 2, starred: 1, highlights: 0 });
	expect(await service.check(file)).toEqual({ ok: true, value: summary });
});

test('a packed file of an hour ago is removed, one that may still be downloaded is not', async () => {
	await addFeed(db, feed);
	const folder = await (
		await navigator.storage.getDirectory()
	).getDirectoryHandle('packed-backups', { create: true });
	const names = async () => {
		const found: string[] = [];
		for await (const name of folder.keys()) found.push(name);
		return found;
	};
	for (const name of await names()) await folder.removeEntry(name);
	const first = await service.pack({ reading: null });
	expect(await names()).toHaveLength(1);
	await service.pack({ reading: null });
	expect(await names()).toHaveLength(2);
	if (first.ok) expect(await service.check(first.value.file)).toMatchObject({ ok: true });
	const inTwoHours = await packedOnDisk({
		at: Date.now() + 2 * 60 * 60_000,
		name: 'later.backlist',
		type: 'application/gzip'
	});
	await inTwoHours?.sink.abort();
	expect(await names(), 'the new one').toHaveLength(1);
});

test('the service works through a worker’s port: sinks are transferred, files and results are cloned', async () => {
	await fillLibrary(db);
	const { port1, port2 } = new MessageChannel();
	expose(service, port1);
	const remote: Remote<BackupService> = wrap<BackupService>(port2);
	port1.start();
	port2.start();
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>();
	const [file, written] = await Promise.all([
		new Response(readable).blob(),
		remote.write(transfer(writable, [writable]), { reading: null })
	]);
	expect(written).toMatchObject({ ok: true, value: { bytes: file.size } });
	expect(await remote.check(file)).toEqual(written);
	const packed = await remote.pack({ reading: null });
	expect(packed).toMatchObject({ ok: true, value: { file: expect.any(File) as File } });
	expect(await remote.restore(new Blob(['no']))).toMatchObject({ problem: { code: 'backup-foreign' } });
	port1.close();
	port2.close();
});

test('the file is as its format says', async () => {
	await fillLibrary(db);
	const lines = (await linesIn(await savedFile(db, { theme: 'sepia' }))).map(
		(line) => JSON.parse(line) as { type?: string; post?: object; feed?: object }
	);
	expect(lines[0]).toMatchObject({ format: 'backlist-backup', version: 2, app: 'Backlist', posts: 4 });
	const types = lines.slice(1).map(({ type }) => type);
	expect(types.slice(0, 5)).toEqual(['settings', 'offered', 'feed', 'feed', 'feed']);
	expect(types.slice(5, -1).join(' ')).toMatch(/^(post( mark)?( comment)* ?){4}$/);
	const members = (name: 'post' | 'feed') => lines.flatMap((line) => Object.keys(line[name] ?? {}));
	for (const name of ['sequence', 'size', 'unreadPlace', 'categoryPlaces', 'categoryKeys', 'commentCount']) {
		expect(members('post'), 'what follows from the rest').not.toContain(name);
	}
	expect(members('feed')).not.toContain('postCount');
	expect(lines.at(-1)).toMatchObject({
		type: 'end',
		counts: { feeds: 3, posts: 4, comments: 2, marks: 2, starred: 1, highlights: 0 },
		sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string
	});
});

test('a highlight whose post is gone is counted as left out', async () => {
	await publish(100);
	const passage = passageIn('In the early morning', 0, 6);
	const [first] = await db.posts.limit(1).primaryKeys();
	const marked = first && passage && (await addHighlight(db, first, passage, 1));
	if (!marked) throw new Error('Nothing is marked.');
	const orphan = { ...marked, id: 'f'.repeat(24) as HighlightId, postId: postIdOf(feed.id, 'gone') };
	await db.highlights.add(orphan);
	expect(await service.pack({ reading: null })).toMatchObject({
		ok: true,
		value: { summary: { counts: { posts: 100, highlights: 1 }, leftOut: 1 } }
	});
});
