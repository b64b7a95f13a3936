import { postIdOf, type FeedId, type PostId } from '$lib/model/ids';
import type { Database } from '$lib/store/database';
import { lostGuid } from '$lib/store/sound/post';
import { membersOf } from '$lib/store/sound/shape';
import { isId, isText } from '$lib/store/sound/values';
import type { Changes } from './changes';
import { feedOf, type KnownFeeds } from './feed-of';
import { OF_A_POST, readEntry, type Entry } from './piece';
import { RECOVERED } from './rebuilt';

/**
 * Moves what stands under a key that no post has to where it belongs, within a transaction. Comments are not moved: their site gives
 * them again.
 * @returns the entries as they are then, each with the key of a post
 */
export async function moveStrays(
	db: Database,
	entries: readonly Entry[],
	feeds: KnownFeeds,
	changes: Changes
): Promise<Entry[]> {
	const settled = new Map(entries.filter(({ key }) => isId(key)).map((entry) => [entry.key, entry]));
	for (const entry of entries.filter(({ key }) => !isId(key))) {
		const feedId = feedOf(entry, feeds) ?? RECOVERED;
		if (feeds.purging.has(feedId)) continue;
		leave(entry, changes);
		if (feeds.kept.has(feedId)) changes.refetched.add(feedId);
		if (entry.post === undefined && entry.body === undefined) continue;
		const id = postIdOf(feedId, guidOf(entry));
		const there = settled.get(id) ?? (await readEntry(db, id));
		settled.set(id, arrive(entry, there, { id, feedId }, changes));
	}
	return [...settled.values()];
}

function leave({ key, post, body, mark, comments }: Entry, changes: Changes): void {
	const records = { posts: post, bodies: body, marks: mark };
	for (const table of OF_A_POST) {
		if (records[table] === undefined) continue;
		changes.note('damaged', table, key, 'is stored under a key that is no id');
		changes.remove(table, key);
	}
	for (const comment of comments) {
		const { id } = membersOf(comment);
		changes.note('damaged', 'comments', id, 'does not say what it belongs to');
		changes.remove('comments', id);
	}
}

function guidOf({ key, post }: Entry): string {
	const { guid } = membersOf(post);
	return isText(guid) ? guid : lostGuid(String(key));
}

/** What is there already stays, unless it says less. @returns what is there then. */
function arrive(
	stray: Entry,
	there: Entry,
	identity: { id: PostId; feedId: FeedId },
	changes: Changes
): Entry {
	const { id } = identity;
	const own = (record: unknown, more: object) =>
		record === undefined ? undefined : { ...membersOf(record), ...more };
	const post = own(stray.post, { ...identity, guid: guidOf(stray) });
	const body = own(stray.body, identity);
	const mark = own(stray.mark, { id });
	const isStandIn = there.post === undefined || membersOf(there.post).guid === lostGuid(id);
	const isEmpty = there.body === undefined || membersOf(there.body).html === '';
	if (post !== undefined && isStandIn) changes.put('posts', post);
	if (body !== undefined && isEmpty) changes.put('bodies', body);
	if (mark !== undefined && there.mark === undefined) changes.put('marks', mark);
	return {
		key: id,
		post: isStandIn ? (post ?? there.post) : there.post,
		body: isEmpty ? (body ?? there.body) : there.body,
		mark: there.mark ?? mark,
		comments: there.comments
	};
}
