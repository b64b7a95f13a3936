import type { Page } from '@playwright/test';
import type { Comment } from '$lib/model/comment';
import type { Feed } from '$lib/model/feed';
import type { Body, Post } from '$lib/model/post';

/** What a browser keeps, read from its IndexedDB and not through the app. */
export interface KeptLibrary {
	feeds: Feed[];
	posts: Post[];
	bodies: Body[];
	comments: Comment[];
}

/** Everything that the app of `page` keeps of the feed with this title. */
export async function keptLibrary(page: Page, title: string): Promise<KeptLibrary> {
	const all = await page.evaluate(async () => {
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open('backlist');
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(opening.error ?? new Error('It cannot be opened'));
		});
		const read = (store: string) =>
			new Promise<unknown>((resolve, reject) => {
				const reading = db.transaction(store).objectStore(store).getAll();
				reading.onsuccess = () => resolve(reading.result);
				reading.onerror = () => reject(reading.error ?? new Error('It cannot be read'));
			});
		const stores = ['feeds', 'posts', 'bodies', 'comments'];
		const values = await Promise.all(stores.map(read));
		db.close();
		return Object.fromEntries(stores.map((store, i) => [store, values[i]]));
	});
	const { feeds, posts, bodies, comments } = all as unknown as KeptLibrary;
	const ids = new Set(feeds.filter((feed) => feed.title === title).map(({ id }) => id));
	const ofFeed = <T extends { feedId: Feed['id'] }>(records: T[]) =>
		records.filter(({ feedId }) => ids.has(feedId));
	return {
		feeds: feeds.filter(({ id }) => ids.has(id)),
		posts: ofFeed(posts),
		bodies: ofFeed(bodies),
		comments: ofFeed(comments)
	};
}
