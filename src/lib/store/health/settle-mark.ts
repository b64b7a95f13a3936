import type { PostId } from '$lib/model/ids';
import type { MarkRecord } from '$lib/store/database';
import type { Marked } from '$lib/store/places';
import { unsoundInMark, usableMark } from '$lib/store/sound/mark';
import { unsoundInPost } from '$lib/store/sound/post';
import { membersOf } from '$lib/store/sound/shape';
import type { Entry } from './piece';

/** What a post's mark is, by all that is stored of it. */
export interface SettledMark {
	/** Null when there is none. */
	mark: MarkRecord | null;
	/** Whether it is another than the one that is stored. */
	isChanged: boolean;
	marked: Marked;
}

/** What a stored post says of its mark. */
interface Witness {
	/** Whether it can be relied on. */
	isSound: boolean;
	isStarred: boolean;
	isRead: boolean;
}

/**
 * Mark and post are written together, so each bears witness for the other. Where they differ, a star that either of them has is a
 * star: one too many is taken off with a press. Whether a post is read its mark says, if it can.
 * @param now UTC milliseconds, for a time that is lost
 */
export function settleMark({ post, mark }: Entry, id: PostId, now: number): SettledMark {
	const witness = witnessOf(post);
	if (mark === undefined) return markOf(witness, id, now);
	const unsound = unsoundInMark(mark);
	const used = usableMark(mark);
	const isLost = (member: string) => unsound.includes(member);
	const time = used.changedAt > 0 ? used.changedAt : now;
	const isStarred = isLost('starredAt')
		? witness.isStarred || !witness.isSound
		: used.starredAt > 0 || witness.isStarred;
	const isRead = isLost('readAt') ? witness.isSound && witness.isRead : used.readAt > 0;
	const starredAt = timeOf(isStarred, isLost('starredAt') ? 0 : used.starredAt, time);
	const readAt = timeOf(isRead, used.readAt, time);
	const isChanged = unsound.length > 0 || starredAt !== used.starredAt || readAt !== used.readAt;
	return { mark: { ...used, id, starredAt, readAt }, isChanged, marked: { isRead, isStarred } };
}

function witnessOf(post: unknown): Witness {
	const { unreadPlace, starredPlace } = membersOf(post);
	return {
		isSound: post !== undefined && unsoundInPost(post).length === 0,
		isStarred: starredPlace !== undefined,
		isRead: post !== undefined && unreadPlace === undefined
	};
}

/** The mark that is not there, if there was one. */
function markOf({ isSound, isStarred, isRead: saysRead }: Witness, id: PostId, now: number): SettledMark {
	const isRead = isSound && saysRead;
	const marked = { isRead, isStarred };
	if (!isRead && !isStarred) return { mark: null, isChanged: false, marked };
	const mark = { id, readAt: timeOf(isRead, 0, now), starredAt: timeOf(isStarred, 0, now), changedAt: now };
	return { mark, isChanged: true, marked };
}

function timeOf(isMarked: boolean, known: number, otherwise: number): number {
	if (!isMarked) return 0;
	return known > 0 ? known : otherwise;
}
