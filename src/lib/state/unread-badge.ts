import { showBadge } from '$lib/sync/unread-badge';

/** Milliseconds that a number stays before it is worth showing: a sync changes it many times, and telling the system takes long. */
const SETTLED_AFTER = 2000;

/**
 * Shows soon how many posts are unread on the icon of the installed app.
 * @param unread null while it is not known
 * @param isWanted otherwise nothing is shown there
 * @returns a function that calls it off.
 */
export function showUnreadSoon(unread: number | null, isWanted: boolean): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isOver = false;
	// The icon is that of an app that is kept on this device. Where there is no service worker there is no icon either.
	void (navigator as Partial<Navigator>).serviceWorker?.ready.then(() => {
		if (isOver) return;
		timer = setTimeout(() => {
			if (unread !== null) void showBadge(isWanted ? unread : 0);
		}, SETTLED_AFTER);
	});
	return () => {
		isOver = true;
		clearTimeout(timer);
	};
}
