import type { Mark } from '$lib/model/mark';

/**
 * Of two marks of one post the one that was changed later counts, as a whole. Of the same moment, whatever either of them says
 * that the reader has done.
 * @returns null when the one that is here stays.
 */
export function mergeMark(here: Mark | undefined, saved: Mark): Mark | null {
	if (here === undefined || saved.changedAt > here.changedAt) return saved;
	if (saved.changedAt < here.changedAt) return null;
	const readAt = Math.max(here.readAt, saved.readAt);
	const starredAt = Math.max(here.starredAt, saved.starredAt);
	const isSame = readAt === here.readAt && starredAt === here.starredAt;
	return isSame ? null : { ...saved, readAt, starredAt };
}
