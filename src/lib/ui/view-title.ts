import type { LibraryView } from '$lib/model/view';

/** What a view of the library is called. */
export function viewTitle(view: LibraryView, feedTitle: string | null): string {
	const posts = view.is === 'unread' ? 'Unread' : view.is === 'starred' ? 'Starred' : null;
	const parts = [posts, feedTitle, view.author, view.tag].filter((part) => part !== null);
	return parts.length === 0 ? 'All posts' : parts.join(' · ');
}
