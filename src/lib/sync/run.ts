import type { Feed } from '$lib/model/feed';
import type { SyncSettings } from '$lib/model/sync-settings';
import type { SourceContext } from '$lib/sources/source';
import type { Database } from '$lib/store/database';
import type { Tally } from './tally';

/** How far a sync goes: what is new, or everything that can be compared, which also finds old edits and removals. */
export type SyncDepth = 'news' | 'whole';

/** One sync of one feed, with all that its parts need. */
export interface SyncRun {
	db: Database;
	/** As it was when the sync began. */
	feed: Feed;
	depth: SyncDepth;
	settings: SyncSettings;
	context: SourceContext;
	/** Its abort ends the sync, with its reason. */
	signal: AbortSignal;
	tally: Tally;
	/** Tells the screen how far it is. */
	tell: () => void;
}
