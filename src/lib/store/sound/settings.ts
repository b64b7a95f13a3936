import { STANDARD_SYNC, type CommentsWanted, type SyncSettings } from '$lib/model/sync-settings';
import { Shape } from './shape';
import { isFlag, isText, isTime, orAbsent, orNull } from './values';

const WISHES: Record<CommentsWanted, true> = { 'with-archive': true, 'when-opened': true, never: true };
const isWish = (value: unknown): boolean => isText(value) && Object.hasOwn(WISHES, value);
const isInterval = (value: unknown): boolean => isTime(value) && value > 0;

/** What the reader has not chosen may be absent. */
const SETTINGS = new Shape<SyncSettings>({
	interval: [orAbsent(orNull(isInterval)), () => STANDARD_SYNC.interval],
	comments: [orAbsent(isWish), () => STANDARD_SYNC.comments],
	relay: [orAbsent(isText), () => STANDARD_SYNC.relay],
	showsBadge: [orAbsent(isFlag), () => STANDARD_SYNC.showsBadge]
});

/** Stored settings themselves when they are sound; of damaged ones, those that can be used. */
export const usableSettings = (value: unknown): SyncSettings => SETTINGS.usable(value);
