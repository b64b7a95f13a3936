import { afterEach, beforeEach, expect, test } from 'vitest';
import { commentIdOf, postIdOf } from '$lib/model/ids';
import type { Problem } from '$lib/model/problem';
import { BackupService } from '$lib/store/backup/backup-service';
import { commitComments } from '$lib/store/comments';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed } from '$lib/store/feeds';
import {
	commentOn,
	dump,
	expectCountsRight,
	fillLibrary,
	garden,
	harbour,
	linesIn,
	packed,
	savedFile
} from './backup-library';
import { freshDatabase, incoming } from './library';

let db: Database;
let service: BackupService;
/** The lines of a good backup of another library, without the last. */
let lines: string[];

beforeEach(async () => {
	const other = freshDatabase();
	await fillLibrary(other);
	lines = (await linesIn(await savedFile(other))).slice(0, -1);
	await other.delete();
	db = freshDatabase();
	service = new BackupService(db);
});

afterEach(() => db.delete());

/** A record of a backup, as it is written. */
type Written = Record<string, Record<string, unknown>>;

/** A backup that somebody has changed who can count and knows SHA-256. */
async function forged(change: (record: Written) => void, more: string[] = []): Promise<Blob> {
	const changed = lines.map((line) => {
		const record = JSON.parse(line) as Written;
		change(record);
		return JSON.stringify(record);
	});
	const content = `${[changed[0], ...more, ...changed.slice(1)].join('\n')}\n`;
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content));
	const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
	const count = (pattern: RegExp) => changed.filter((line) => pattern.test(line)).length;
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

/** Why a file cannot be restored; fails when it can, or has changed anything. */
async function refusal(file: Blob): Promise<Problem> {
	const before = await dump(db);
	const restored = await service.restore(file);
	if (restored.ok) throw new Error('It was restored.');
	expect(restored.problem.message).toContain('Nothing in your library was changed.');
	expect(await dump(db)).toEqual(before);
	return restored.problem;
}

async function restore(file: Blob): Promise<void> {
	expect(await service.restore(file)).toMatchObject({ ok: true });
	await expectCountsRight(db);
}

const bee = postIdOf(garden.id, 'bee');

test('texts of a forged backup hide and reorder nothing, and are bounded', async () => {
	const evil = '\u202e\u2066a\u0000\u{e0041}<b>&amp;lt;\ufeff';
	const file = await forged(({ post, feed, body, comment }) => {
		if (feed) Object.assign(feed, { title: `${evil}${'x'.repeat(100_000)}`, description: evil });
		if (post) {
			const authors = [{ name: evil, url: null, avatar: null }];
			Object.assign(post, { title: `${evil}${'x'.repeat(100_000)}`, excerpt: evil, authors, tags: [evil] });
		}
		if (body) body.text = evil;
		if (comment) comment.authorName = evil;
	});
	await restore(file);
	const { posts, bodies, feeds, comments } = await dump(db);
	expect(
		JSON.stringify([posts, bodies?.map((body) => ({ ...(body as object), html: '' })), feeds, comments])
	).not.toMatch(/[\u202a-\u202e\u2066-\u2069\ufeff]|\\u0000|\u{e0041}/u);
	const post = await db.posts.get(bee);
	expect(post).toMatchObject({ authors: [{ name: 'a<b>&amp;lt;' }], tags: ['a<b>&amp;lt;'] });
	expect(post!.title).toMatch(/^a<b>&amp;lt;x+…$/);
	expect(post!.title.length).toBeLessThanOrEqual(1000);
});

test('a feed of a forged backup that would have no name has that of its host', async () => {
	await restore(await forged(({ feed }) => feed && (feed.title = '\u200b')));
	expect(await db.feeds.get(garden.id)).toMatchObject({ title: 'garden.example' });
});

test('categories of a forged backup come once each, and those that every object has are counted as others', async () => {
	const names = [
		'__proto__',
		'constructor',
		'Bees',
		'BEES',
		'bees ',
		'',
		'\u200b',
		'toString',
		'hasOwnProperty'
	];
	const categories = [...names, ...Array.from({ length: 5000 }, (_, i) => `c${i}`)];
	const file = await forged(({ post, feed }) => {
		if (post?.guid === 'bee') post.categories = categories;
		if (feed) feed.categoryParents = JSON.parse('{"__proto__":"constructor","bees":"__proto__"}');
	});
	await restore(file);
	const kept = (await db.posts.get(bee))!;
	expect(kept.categories).toHaveLength(1000);
	expect(kept.categories.slice(0, 5)).toEqual([
		'__proto__',
		'constructor',
		'Bees',
		'toString',
		'hasOwnProperty'
	]);
	expect(await db.categories.get([garden.id, '__proto__'])).toMatchObject({ count: 1 });
	expect(Object.getPrototypeOf((await db.feeds.get(garden.id))!.categoryParents)).toBe(Object.prototype);
	expect(Object.keys(Object.prototype)).toEqual([]);
});

test('addresses of a forged backup hold no password', async () => {
	const evil = 'https://bank.example@evil.example/';
	const file = await forged(({ post, feed, comment }) => {
		const people = [{ name: 'Ida', url: evil, avatar: evil }];
		if (feed) Object.assign(feed, { homeUrl: evil, icon: evil, favicon: evil, authors: people });
		if (comment) Object.assign(comment, { url: evil, authorUrl: evil });
		if (!post) return;
		const attachments = [{ url: evil, mimeType: '', title: '', bytes: null, seconds: null }];
		const links = {
			url: evil,
			externalUrl: evil,
			image: evil,
			thumbnail: evil,
			bannerImage: evil,
			replyUrl: evil
		};
		Object.assign(post, { ...links, attachments, authors: people });
	});
	await restore(file);
	expect(JSON.stringify(await dump(db))).not.toContain('bank.example');
	expect((await db.posts.get(bee))?.url).toBe('https://evil.example/');
});

test('a feed whose address holds a password, or is not of the web, is refused', async () => {
	for (const url of ['https://bank.example@evil.example/', 'javascript:alert(1)', 'data:text/html,x']) {
		const { code } = await refusal(await forged(({ feed }) => feed?.id === garden.id && (feed.url = url)));
		expect(code).toBe('backup-broken');
	}
});

test('a walk that a forged backup would continue at no address begins anew', async () => {
	await restore(
		await forged(({ feed }) => {
			if (feed?.id !== harbour.id) return;
			feed.checkpoint = { next: 'javascript:alert(1)', pages: 1, total: 7 };
			feed.followed = { since: 'x', comparedAt: 5, comments: { next: 'x', since: '2025' } };
		})
	);
	expect(await db.feeds.get(harbour.id)).toMatchObject({
		checkpoint: { next: harbour.url, pages: 0 },
		followed: { comments: { next: null, since: null } }
	});
});

test('what is here is not overwritten by a forged backup that gives its own the same id', async () => {
	await addFeed(db, garden);
	await addFeed(db, harbour);
	const mine = incoming(garden.id, 'bee', { title: 'Mine', categories: ['Mine'] }, '<p>Mine</p>');
	await commitPosts(db, garden.id, { description: {}, posts: [mine], checkpoint: null });
	const sea = incoming(harbour.id, '7', { title: 'Sea' });
	await commitPosts(db, harbour.id, { description: {}, posts: [sea], checkpoint: null });
	const comment = commentOn(harbour.id, sea.post.id, 'mine', { html: '<p>Mine</p>' });
	await commitComments(db, harbour.id, [comment], harbour.followed!);
	await restore(
		await forged((record) => {
			if (record.post) record.post.title = 'Theirs';
			if (record.body) record.body.html = '<p>Theirs</p>';
			if (record.comment)
				Object.assign(record.comment, { id: commentIdOf(harbour.id, 'mine'), html: 'Theirs' });
			if (record.feed) record.feed.title = 'Theirs';
		})
	);
	expect(await db.posts.get(bee)).toMatchObject({ title: 'Mine', categories: ['Mine'] });
	expect(await db.bodies.get(bee)).toMatchObject({ html: '<p>Mine</p>' });
	expect(await db.comments.get(comment.id)).toMatchObject({ html: '<p>Mine</p>' });
	expect(await db.feeds.get(garden.id)).toMatchObject({ title: 'Garden' });
});

test('a mark from before all times counts as none', async () => {
	await restore(await forged(({ mark }) => mark && Object.assign(mark, { readAt: -5, starredAt: -5 })));
	expect(await db.marks.get(bee)).toMatchObject({ readAt: 0, starredAt: 0 });
});

test('a relay comes only where nobody on the way sees what is read', async () => {
	for (const relay of [
		'http://relay.example/{url}',
		'https://me:word@relay.example/{url}',
		'javascript:{url}',
		'{url}'
	]) {
		await restore(await forged(({ sync }) => sync && Object.assign(sync, { relay })));
		expect(JSON.stringify(await db.settings.toArray())).not.toContain('{url}');
	}
});

test('numbers beyond all numbers are refused', async () => {
	for (const [name, value] of [
		['wordCount', 1e308],
		['wordCount', -1],
		['publishedAt', 1e300],
		['firstSeenAt', null]
	] as const) {
		const { code } = await refusal(
			await forged(({ post }) => post && Object.assign(post, { [name]: value }))
		);
		expect(code, `${name} ${value}`).toBe('backup-broken');
	}
});

/** So many bytes of the same, packed as they are made: `lead`, then `piece` again and again. */
async function bomb(lead: string, piece: string, bytes: number): Promise<Blob> {
	const [first, chunk] = [
		new TextEncoder().encode(lead),
		new TextEncoder().encode(piece.repeat(2 ** 20 / piece.length))
	];
	let left = bytes;
	const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
		start: (controller) => controller.enqueue(first),
		pull: (controller) => {
			left -= chunk.byteLength;
			if (left < 0) controller.close();
			else controller.enqueue(chunk);
		}
	});
	return new Response(endless.pipeThrough(new CompressionStream('gzip'))).blob();
}

test('a small file that unpacks to a line without end is refused before it is held', async () => {
	const gigabyte = await bomb('', 'aaaaaaaa', 2 ** 30);
	expect(gigabyte.size).toBeLessThan(2 ** 21);
	expect((await refusal(gigabyte)).code).toBe('backup-foreign');
	const { message } = await refusal(await bomb(`${lines[0]}\n`, 'aaaaaaaa', 2 ** 28));
	expect(message).toContain('one line has no end');
}, 60_000);

test('a small file that unpacks to millions of records is refused when they are more than any library has', async () => {
	const offered = '{"type":"offered","at":5,"url":"https://a.example/aaaaaaaaaaaa"}'.padEnd(63) + '\n';
	const { code, message } = await refusal(await bomb(`${lines[0]}\n`, offered, 2 ** 26));
	expect(code).toBe('backup-broken');
	expect(message).toContain('more feeds than any library');
	expect(await db.offered.count()).toBe(0);
}, 60_000);
