import { INTERVALS, STANDARD_SYNC, type CommentsWanted, type SyncSettings } from '$lib/model/sync-settings';
import { memberOf, membersOf } from './members';

const COMMENTS: readonly CommentsWanted[] = ['with-archive', 'when-opened', 'never'];

/**
 * How the device of a backup synced; what makes no sense is as the standard has it.
 * @throws DamagedRecordError when it is no object at all
 */
export function readSync(value: unknown): SyncSettings {
	const sync = membersOf(value, 'sync');
	const is = (name: string) => (wanted: unknown) => wanted === memberOf(sync, name);
	const interval = INTERVALS.find(is('interval'));
	return {
		interval: interval === undefined ? STANDARD_SYNC.interval : interval,
		comments: COMMENTS.find(is('comments')) ?? STANDARD_SYNC.comments,
		relay: relayOf(memberOf(sync, 'relay')),
		showsBadge: memberOf(sync, 'showsBadge') !== false
	};
}

/** A template of addresses on the web, or none; on the way to another device nobody is to see what is read. */
function relayOf(value: unknown): string {
	if (typeof value !== 'string' || !value.includes('{url}')) return STANDARD_SYNC.relay;
	const isSafe = /^(?:https:\/\/[^/@]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?)\//i.test(value);
	return isSafe && URL.canParse(value.replaceAll('{url}', 'feed'))
		? value.toWellFormed()
		: STANDARD_SYNC.relay;
}

/** What this device has chosen itself, and for the rest what the device of the backup had chosen. */
export function mergeSync(here: SyncSettings, saved: SyncSettings): SyncSettings {
	const isChosen = (name: keyof SyncSettings) => here[name] !== STANDARD_SYNC[name];
	return {
		interval: isChosen('interval') ? here.interval : saved.interval,
		comments: isChosen('comments') ? here.comments : saved.comments,
		relay: isChosen('relay') ? here.relay : saved.relay,
		showsBadge: isChosen('showsBadge') ? here.showsBadge : saved.showsBadge
	};
}
