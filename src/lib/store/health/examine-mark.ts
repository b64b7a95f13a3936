import type { PostId } from '$lib/model/ids';
import { unsoundInMark, usableMark } from '$lib/store/sound/mark';
import type { Marked } from '$lib/store/places';
import { wordsFor, type Changes } from './changes';
import type { Entry } from './piece';
import { settleMark } from './settle-mark';

/** @returns what the reader did with the post, by its mark and by itself. */
export function examineMark(entry: Entry, id: PostId, now: number, changes: Changes): Marked {
	const { mark, isChanged, marked } = settleMark(entry, id, now);
	if (isChanged) {
		const isLost = entry.mark === undefined || unsoundInMark(entry.mark).length > 0;
		changes.note(isLost ? 'damaged' : 'wrongPlaces', 'marks', id, 'is not what its post says');
		changes.put('marks', mark);
	}
	return marked;
}

/** A mark of a post that is not there. It stays if it says anything: its post may come back with the next sync. */
export function examineLoneMark(mark: unknown, id: PostId, changes: Changes): void {
	if (mark === undefined) return;
	const unsound = unsoundInMark(mark);
	const used = usableMark(mark);
	if (used.readAt === 0 && used.starredAt === 0) {
		changes.note('useless', 'marks', id, 'says nothing, and its post is not there');
		changes.remove('marks', id);
		return;
	}
	changes.note('marksWithoutPost', 'marks', id, 'has no post');
	if (unsound.length === 0) return;
	changes.note('damaged', 'marks', id, wordsFor(unsound));
	changes.put('marks', { ...used, id });
}
