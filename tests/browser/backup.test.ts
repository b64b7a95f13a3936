import { afterEach, beforeEach, expect, test } from 'vitest';
import { postIdOf } from '$lib/model/ids';
import { BackupService } from '$lib/store/backup/backup-service';
import type { Database } from '$lib/store/database';
import { content, dump, fillLibrary, garden, linesIn, savedFile } from './backup-library';
import version1 from '../fixtures/backups/version-1.backlist?url';
import { freshDatabase } from './library';

let db: Database;
let other: Database;

beforeEach(() => {
	db = freshDatabase();
	other = freshDatabase();
});

afterEach(async () => {
	await db.delete();
	await other.delete();
});

test('a backup brings everything back into an empty library', async () => {
	await fillLibrary(db);
	await db.posts.update(postIdOf(garden.id, 'rose'), { isFromFile: true });
	const backup = await savedFile(db, { theme: 'sepia' });
	const restored = await new BackupService(other).restore(backup);
	expect(restored).toEqual({
		ok: true,
		value: {
			at: expect.any(Number) as number,
			feeds: { added: 3, known: 0 },
			posts: { added: 4, known: 0 },
			comments: { added: 2, known: 0 },
			marks: { added: 2, known: 0 },
			highlights: { added: 0, known: 0 },
			settings: { reading: { theme: 'sepia' } }
		}
	});
	expect(await content(other)).toEqual(await content(db));
});

test('restored a second time, a backup changes nothing at all', async () => {
	await fillLibrary(db);
	const backup = await savedFile(db);
	const service = new BackupService(other);
	await service.restore(backup);
	const before = await dump(other);
	expect(await service.restore(backup)).toMatchObject({
		ok: true,
		value: { feeds: { added: 0, known: 3 }, posts: { added: 0, known: 4 }, marks: { added: 0, known: 2 } }
	});
	expect(await dump(other)).toEqual(before);
});

test('a backup of version 1 will always be read', async () => {
	await fillLibrary(db);
	const file = await (await fetch(version1)).blob();
	const service = new BackupService(other);
	expect(await service.check(file)).toEqual({
		ok: true,
		value: {
			at: 1795784687912,
			app: 'Backlist',
			counts: { feeds: 3, posts: 4, comments: 2, marks: 2, starred: 1, highlights: 0 },
			bytes: file.size,
			leftOut: 0
		}
	});
	expect(await service.restore(file)).toMatchObject({ value: { settings: { reading: { theme: 'sepia' } } } });
	expect(await content(other)).toEqual(await content(db));
});

test('a backup that was unpacked on the way is read just as well', async () => {
	await fillLibrary(db);
	const file = new Blob([(await linesIn(await savedFile(db))).join('\n')]);
	expect(await new BackupService(other).restore(file)).toMatchObject({ ok: true });
	expect(await content(other)).toEqual(await content(db));
});

test('an empty library makes a backup, too', async () => {
	const file = await savedFile(db);
	expect(await new BackupService(other).restore(file)).toMatchObject({
		ok: true,
		value: { feeds: { added: 0, known: 0 }, posts: { added: 0, known: 0 } }
	});
});

test('a feed that has failed may be tried at once where it is restored', async () => {
	await fillLibrary(db);
	await db.feeds.update(garden.id, { retryAt: 9e12, failures: 4 });
	await new BackupService(other).restore(await savedFile(db));
	expect(await other.feeds.get(garden.id)).toMatchObject({ retryAt: 0, failures: 0, lastSync: { at: 9 } });
});
