import type { Feed } from '$lib/model/feed';
import type { OpmlFile } from '$lib/transfer/exports/opml';

/** What a list of subscriptions is called as a file. */
export const OPML_NAME = 'backlist-subscriptions.opml';
export const OPML_TYPE = 'text/x-opml';

/**
 * The feeds as a list for other readers.
 * @throws when the program that writes it cannot be loaded
 */
export async function subscriptionList(feeds: readonly Feed[], title: string): Promise<OpmlFile> {
	const { writeOpml } = await import('$lib/transfer/exports/opml');
	return writeOpml(feeds, title, new Date());
}
