import type { PostId } from '$lib/model/ids';
import type { MarkRecord } from '$lib/store/database';
import { Shape } from './shape';
import { absent, isOrdinal, isText, isTime, orAbsent, zero } from './values';

/** The first moment there is, for "some time". */
const SOME_TIME = 1;

const MARK = new Shape<MarkRecord>({
	id: [isText, () => '' as PostId],
	readAt: [isTime, zero],
	// A star too many is taken off with a press; one that is lost is lost.
	starredAt: [isTime, () => SOME_TIME],
	changedAt: [isTime, zero],
	sequence: [orAbsent(isOrdinal), absent]
});

/** Names of the members that are not what they should be. */
export const unsoundInMark = (value: unknown): string[] => MARK.unsoundIn(value);

/**
 * A stored mark itself when it is sound; of a damaged one, what can be used. Where it no longer tells whether the post is starred,
 * it is.
 */
export const usableMark = (value: unknown): MarkRecord => MARK.usable(value);
