/** What a sync's outcome did not count before version 3. */
const UNCOUNTED = { withdrawn: 0, comments: 0, requests: 0, bytes: 0, stopped: null, notes: [] };

/** A feed as versions 1 and 2 stored it, with what version 3 knows of feeds besides. */
export function feedOfVersion3(stored: unknown): unknown {
	const feed = stored as { checkpoint: object | null; lastSync: object | null };
	return {
		...feed,
		categoryParents: {},
		checkpoint: feed.checkpoint === null ? null : { ...feed.checkpoint, total: null },
		lastSync: feed.lastSync === null ? null : { ...UNCOUNTED, ...feed.lastSync },
		followed: null,
		isRelayed: false,
		isFromFile: false,
		isPaused: false,
		retryAt: 0,
		failures: 0
	};
}
