/** The Badging API, which some browsers lack. */
type WithBadge = Partial<Pick<NavigatorBadge, 'setAppBadge' | 'clearAppBadge'>>;

/**
 * Shows a number on the icon of the installed app, where the browser and the system can; of 0 there is nothing to show. Works in the
 * page and in workers.
 */
export async function showBadge(unread: number): Promise<void> {
	const icon = navigator as WithBadge;
	try {
		await (unread > 0 ? icon.setAppBadge?.(unread) : icon.clearAppBadge?.());
	} catch (error) {
		// Some systems want a permission for it: without, there is no badge.
		if (!(error instanceof DOMException)) throw error;
	}
}
