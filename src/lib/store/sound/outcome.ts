import { NOTHING_SYNCED, type SyncOutcome } from '$lib/model/feed';
import { membersOf, Shape } from './shape';
import { isCount, isText, isTexts, isTime, nothing, orNull, zero } from './values';

const STOPS: Record<NonNullable<SyncOutcome['stopped']>, true> = { paused: true, cancelled: true };
const isStop = (value: unknown): boolean => isText(value) && Object.hasOwn(STOPS, value);

const isProblem = (value: unknown): boolean => {
	const { code, message, advice } = membersOf(value);
	return isText(code) && isText(message) && isText(advice);
};

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
	error: [orNull(isProblem), nothing]
});

export const isOutcome = (value: unknown): value is SyncOutcome => OUTCOME.isSound(value);

/** How a sync went as a log keeps it; of a damaged one, what can be shown. */
export function usableOutcome(value: unknown): SyncOutcome {
	return { ...NOTHING_SYNCED, ...OUTCOME.usable(value) };
}
