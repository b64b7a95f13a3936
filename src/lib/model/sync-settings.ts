/** When comments of sites that offer them are fetched. */
export type CommentsWanted = 'with-archive' | 'when-opened' | 'never';

/** How this device syncs. Kept in the library, since workers need it too. */
export interface SyncSettings {
	/** Minutes between automatic syncs of a feed, or null to sync only when asked. */
	interval: number | null;
	comments: CommentsWanted;
	/** Template of the relay's addresses, in which `{url}` stands for the encoded address of a feed; '' for no relay. */
	relay: string;
	/** The icon of the installed app tells how many posts are unread, also after a sync in the background. */
	showsBadge: boolean;
}

/** Minutes, or null for only when asked. */
export const INTERVALS: readonly (number | null)[] = [15, 30, 60, 360, 1440, null];

export const STANDARD_SYNC: SyncSettings = {
	interval: 30,
	comments: 'with-archive',
	relay: '',
	showsBadge: true
};

/** What the browser is asked to wake the service worker for. */
export const PERIODIC_SYNC = 'backlist-sync';
