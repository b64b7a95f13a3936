import type { LibraryView } from '$lib/model/view';
import type { Shown } from '$lib/state/post-list.svelte';

/** Whether posts of one year stand together in the list: without a search all orders but these are of dates, with one only some are. */
export function isByDate({ answer, wish }: Pick<Shown, 'answer' | 'wish'>, view: LibraryView): boolean {
	const sort: string = wish?.view.sort ?? view.sort;
	return answer === null ? !['longest', 'random'].includes(sort) : ['date', 'oldest'].includes(sort);
}

/** Whether months lead through the list: its posts are the newest first. */
export function hasSpine(shown: Pick<Shown, 'answer' | 'wish'>, view: LibraryView): boolean {
	return isByDate(shown, view) && (shown.wish?.view.sort ?? view.sort) !== 'oldest';
}
