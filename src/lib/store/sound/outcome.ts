import { NOTHING_SYNCED, type SyncOutcome } from '$lib/model/feed';
import type { Problem } from '$lib/model/problem';
import { isSaidOfNotes, isSaidOfProblem } from './said';
import { membersOf, Shape } from './shape';
import { absent, isCount, isText, isTexts, isTime, nothing, orAbsent, orNull, zero } from './values';

const STOPS: Record<NonNullable<SyncOutcome['stopped']>, true> = { paused: true, cancelled: true };
const isStop = (value: unknown): boolean => isText(value) && Object.hasOwn(STOPS, value);

const isProblem = (value: unknown): value is Problem =>
	isInWords(value) && orAbsent(isSaidOfProblem)(membersOf(value).said);

const isInWords = (value: unknown): value is Pick<Problem, 'code' | 'message' | 'advice'> => {
	const { code, message, advice } = membersOf(value);
	return isText(code) && isText(message) && isText(advice);
};

/** What is said in English counts, whatever became of the sentences it is made of. */
function problemIn(value: unknown): Problem | null {
	if (!isInWords(value)) return null;
	const { code, message, advice } = value;
	return { code, message, advice };
}

const OUTCOME = new Shape<SyncOutcome>({
	at: [isTime, zero],
	added: [isCount, zero],
	updated: [isCount, zero],
	skipped: [isCount, zero],
	skippedReasons: [isTexts, () => []],
	withdrawn: [isCount, zero],
	comments: [isCount, zero],
	requests: [isCount, zero],
	bytes: [isCount, zero],
	stopped: [orNull(isStop), nothing],
	notes: [isTexts, () => []],
	error: [orNull(isProblem), problemIn],
	said: [orAbsent(isSaidOfNotes), absent]
});

export const isOutcome = (value: unknown): value is SyncOutcome => OUTCOME.isSound(value);

/** How the last sync of a feed went: a sound one, perhaps without the sentences that its words are made of; or null. */
export function outcomeIn(value: unknown): SyncOutcome | null {
	const { said, ...rest } = membersOf(value);
	const outcome = { ...rest, ...(isSaidOfNotes(said) && { said }), error: OUTCOME.usable(value).error };
	const wasSaid = outcome.error !== null || membersOf(value).error === null;
	return wasSaid && isOutcome(outcome) ? outcome : null;
}

/** How a sync went as a log keeps it; of a damaged one, what can be shown. */
export function usableOutcome(value: unknown): SyncOutcome {
	return { ...NOTHING_SYNCED, ...OUTCOME.usable(value) };
}
