import type { FeedId, PostId } from '$lib/model/ids';
import type { Body } from '$lib/model/post';
import { unsoundInBody, usableBody } from '$lib/store/sound/body';
import { membersOf } from '$lib/store/sound/shape';
import { wordsFor, type Changes } from './changes';
import type { Entry } from './piece';
import { emptyBody } from './rebuilt';

/** A record as it should be. */
export interface Examined<T> {
	record: T;
	/** Whether it is another than the one that is stored. */
	isChanged: boolean;
	/** Whether something of it is lost that the feed may give again. */
	isLost: boolean;
}

/** @returns null when there is none that a post could be made of. */
export function examineBody(
	{ post, body }: Entry,
	id: PostId,
	feedId: FeedId,
	changes: Changes
): Examined<Body> | null {
	if (body === undefined) return null;
	const unsound = unsoundInBody(body);
	const isElsewhere = membersOf(body).feedId !== feedId;
	const used = { ...usableBody(body), id, feedId };
	if (post === undefined) {
		changes.note('orphanBodies', 'bodies', id, 'has no post');
		if (used.html === '' && used.text === '') {
			changes.remove('bodies', id);
			return null;
		}
	}
	const isChanged = unsound.length > 0 || isElsewhere;
	if (isChanged) {
		changes.note('damaged', 'bodies', id, wordsFor(isElsewhere ? [...unsound, 'feedId'] : unsound));
		changes.put('bodies', used);
	}
	return { record: used, isChanged, isLost: unsound.some((name) => name !== 'id' && name !== 'feedId') };
}

/** Of a post that has lost its text. */
export function missingBody(id: PostId, feedId: FeedId, changes: Changes): Examined<Body> {
	const record = emptyBody(id, feedId);
	changes.note('missingBodies', 'posts', id, 'has no text');
	changes.put('bodies', record);
	return { record, isChanged: true, isLost: true };
}
