import type { Database } from './database';
import { membersOf } from './sound/shape';
import { usableBody } from './sound/body';
import { usableCategory } from './sound/category';
import { usableComment } from './sound/comment';
import { usableFeed } from './sound/feed';
import { usableHighlight } from './sound/highlight';
import { usableMark } from './sound/mark';
import { usableMedia, usableOffline } from './sound/media';
import { isOutcome, usableOutcome } from './sound/outcome';
import { usablePost } from './sound/post';
import { usableSettings } from './sound/settings';
import { isOrdinal } from './sound/values';

/** By table, what takes a stored record and gives what can be used of it: a sound one as it is. */
const USABLE: Readonly<Record<string, (record: unknown) => unknown>> = {
	posts: usablePost,
	bodies: usableBody,
	marks: usableMark,
	comments: usableComment,
	highlights: usableHighlight,
	categories: usableCategory,
	feeds: usableFeed,
	syncLog: usableLogEntry,
	media: usableMedia,
	settings: usableSetting,
	meta: usableNumber,
	counters: usableNumber
};

/**
 * Makes every read of `db` give records that can be used: a sound one is given as it is stored, and of a damaged one what is left
 * of it, so that it neither breaks the list that it is a part of nor keeps its post from being read. Nothing is written;
 * `db.onDamage` hears of it.
 */
export function keepReadable(db: Database): void {
	// An upgrade has to see what an older version stored as it is.
	let isUpgraded = false;
	db.on('ready', () => void (isUpgraded = true), true);
	const told = new Set<string>();
	for (const [table, usable] of Object.entries(USABLE)) {
		db.table<unknown>(table).hook('reading', (record) => {
			// Nothing is there.
			if (record === undefined || !isUpgraded) return record;
			const used = usable(record);
			if (used !== record) tell(table, record);
			return used;
		});
	}
	const tell = (table: string, record: unknown): void => {
		const { id, key } = membersOf(record);
		const name = `${table} ${String(id ?? key)}`;
		if (told.has(name)) return;
		told.add(name);
		db.onDamage(table, id ?? key);
	};
}

function usableLogEntry(record: unknown): unknown {
	const entry = membersOf(record);
	return isOutcome(entry.outcome) ? record : { ...entry, outcome: usableOutcome(entry.outcome) };
}

function usableSetting(record: unknown): unknown {
	const setting = membersOf(record);
	const usable = setting.key === 'offline' ? usableOffline : setting.key === 'sync' ? usableSettings : null;
	const value = usable === null ? setting.value : usable(setting.value);
	return value === setting.value ? record : { ...setting, value };
}

/** One that is lost begins anew: mending finds where it was, see `health/examine-numbers.ts`. */
function usableNumber(record: unknown): unknown {
	const { key, value } = membersOf(record);
	const isNumber = key === 'sequence' || key === 'marks';
	return !isNumber || isOrdinal(value) || value === 0 ? record : { key, value: 0 };
}
