import { expect } from 'vitest';
import type { Comment } from '$lib/model/comment';
import { NOTHING_SYNCED } from '$lib/model/feed';
import { commentIdOf, postIdOf, type FeedId, type PostId } from '$lib/model/ids';
import { BackupService } from '$lib/store/backup/backup-service';
import { commitComments } from '$lib/store/comments';
import { commitPosts } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { addFeed } from '$lib/store/feeds';
import { changeMark } from '$lib/store/marks';
import { recordOffered } from '$lib/store/offered-feeds';
import { changeSyncSettings } from '$lib/store/sync-settings';
import { feedRecord, incoming } from './library';

export const garden = feedRecord('https://garden.example/feed.json', {
	title: 'Garden',
	authors: [{ name: 'Ada', url: 'mailto:ada@garden.example', avatar: 'https://garden.example/ada.png' }],
	lastSync: { ...NOTHING_SYNCED, at: 9, added: 2, error: { code: 'x', message: 'y', advice: 'z' } }
});
export const harbour = feedRecord('https://harbour.example/wp-json/', {
	kind: 'wordpress',
	title: 'Harbour',
	categoryParents: { boats: 'water' },
	checkpoint: { next: 'https://harbour.example/2', pages: 1, total: 7 },
	followed: { since: '2026', comparedAt: 5, comments: { next: null, since: '2025' } }
});
const inFile = feedRecord('file:old.json', { title: 'From a file', isFromFile: true });

/** A library with one of everything. */
export async function fillLibrary(library: Database): Promise<void> {
	for (const feed of [garden, harbour, inFile]) await addFeed(library, feed);
	const bee = incoming(garden.id, 'bee', { categories: ['Bees', 'Garden'], publishedAt: 30, language: 'de' });
	bee.body.extensions = { _podcast: { season: 2, names: ['ä', null, true] } };
	await commitPosts(library, garden.id, {
		description: {},
		posts: [bee, incoming(garden.id, 'rose', { categories: ['garden'], withdrawnAt: 77, isSticky: true })],
		checkpoint: null
	});
	await commitPosts(library, harbour.id, {
		description: {},
		posts: [incoming(harbour.id, '7', { tags: ['Sail'], replyUrl: null }, '<p>“Ahoy”\n\u2028</p>')],
		checkpoint: harbour.checkpoint,
		followed: harbour.followed!
	});
	await commitPosts(library, inFile.id, {
		description: {},
		posts: [incoming(inFile.id, 'old')],
		checkpoint: null
	});
	const [sea, comment] = [postIdOf(harbour.id, '7'), 'first'];
	await commitComments(
		library,
		harbour.id,
		[commentOn(harbour.id, sea, comment), commentOn(harbour.id, sea, 'second', { publishedAt: 2 })],
		harbour.followed!
	);
	await changeMark(library, postIdOf(garden.id, 'bee'), { readAt: 40, starredAt: 50 }, 50);
	await changeMark(library, sea, { readAt: 60 }, 60);
	await recordOffered(library, garden.url, 70);
	await changeSyncSettings(library, { interval: 60, relay: 'https://relay.example/?u={url}' });
}

/** Everything that is stored, by table: equal when nothing has changed. */
export async function dump(db: Database): Promise<Record<string, unknown[]>> {
	const rows = await Promise.all(db.tables.map((table) => table.toArray() as Promise<unknown[]>));
	return Object.fromEntries(db.tables.map(({ name }, i) => [name, rows[i] ?? []]));
}

/** What a backup is to bring back, without the numbers that each library gives by itself. */
export async function content(db: Database): Promise<Record<string, unknown[]>> {
	const { feeds, posts, bodies, marks, comments, highlights, categories, offered, settings } = await dump(db);
	return {
		feeds: without(feeds, 'retryAt', 'failures'),
		posts: without(posts, 'sequence'),
		bodies: bodies ?? [],
		marks: without(marks, 'sequence'),
		comments: comments ?? [],
		highlights: highlights ?? [],
		categories: categories ?? [],
		offered: offered ?? [],
		settings: settings ?? []
	};
}

function without(rows: unknown[] = [], ...names: string[]): unknown[] {
	return rows.map((row) =>
		Object.fromEntries(Object.entries(row as object).filter(([name]) => !names.includes(name)))
	);
}

/** A file that the library was saved to. */
export async function savedFile(db: Database, reading: unknown = null): Promise<Blob> {
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>();
	const [file, result] = await Promise.all([
		new Response(readable).blob(),
		new BackupService(db).write(writable, { reading })
	]);
	if (!result.ok) throw new Error(result.problem.message);
	return file;
}

/** The lines of a backup, unpacked. */
export async function linesIn(file: Blob): Promise<string[]> {
	const unpacked = file.stream().pipeThrough(new DecompressionStream('gzip'));
	return (await new Response(unpacked).text()).trimEnd().split('\n');
}

/** Packs as a backup is packed. */
export function packed(content: Blob | string): Promise<Blob> {
	const stream = new Blob([content]).stream().pipeThrough(new CompressionStream('gzip'));
	return new Response(stream).blob();
}

export function commentOn(
	feedId: FeedId,
	postId: PostId,
	name: string,
	more: Partial<Comment> = {}
): Comment {
	return {
		id: commentIdOf(feedId, name),
		feedId,
		postId,
		parentId: null,
		authorName: 'A reader',
		authorUrl: null,
		publishedAt: 1,
		url: null,
		html: `<p>${name}</p>`,
		...more
	};
}

/** All numbers that follow from posts and marks are as counted afresh. */
export async function expectCountsRight(db: Database): Promise<void> {
	const [posts, bodies, marks] = [
		await db.posts.toArray(),
		await db.bodies.toArray(),
		await db.marks.toArray()
	];
	const markOf = new Map(marks.map((mark) => [mark.id, mark]));
	const isUnread = (id: PostId) => (markOf.get(id)?.readAt ?? 0) === 0;
	const bodyOf = new Map(bodies.map((body) => [body.id, body]));
	for (const post of posts) {
		const { html, text } = bodyOf.get(post.id)!;
		expect(post.size).toBe(html.length + text.length);
		expect(post.unreadPlace).toBe(isUnread(post.id) ? post.publishedAt : undefined);
		expect('unreadPlace' in post).toBe(isUnread(post.id));
		expect('starredPlace' in post).toBe((markOf.get(post.id)?.starredAt ?? 0) > 0);
		expect(post.commentCount ?? 0).toBe(await db.comments.where('postId').equals(post.id).count());
	}
	for (const feed of await db.feeds.toArray()) {
		const own = posts.filter(({ feedId }) => feedId === feed.id);
		expect(feed).toMatchObject({
			postCount: own.length,
			unreadCount: own.filter(({ id }) => isUnread(id)).length,
			size: own.reduce((sum, { size }) => sum + size, 0)
		});
		const counted = new Map<string, { count: number; unread: number }>();
		for (const { id, categoryKeys } of own) {
			for (const key of categoryKeys) {
				const { count, unread } = counted.get(key) ?? { count: 0, unread: 0 };
				counted.set(key, { count: count + 1, unread: unread + (isUnread(id) ? 1 : 0) });
			}
		}
		const categories = await db.categories
			.where('[feedId+key]')
			.between([feed.id, ''], [feed.id, '\uffff'])
			.toArray();
		expect(new Map(categories.map(({ key, count, unread }) => [key, { count, unread }]))).toEqual(counted);
	}
}
