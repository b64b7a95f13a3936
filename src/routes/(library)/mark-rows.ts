import type { PostId } from '$lib/model/ids';
import type { App } from '$lib/state/app.svelte';
import type { PostRow } from '$lib/state/post-list.svelte';
import { siteAddress } from '$lib/ui/site-address';

/** What the reader does with rows of the list, by key, by swipe and by scrolling. A post so marked stays in a list of unread or starred ones for now. */
export function markRows({ list, library, settings }: App) {
	/** Read or unread, the other of what it is. */
	function toggleRead({ post, mark }: PostRow): void {
		list.keep(post.id);
		void library.mark(post.id, { readAt: (mark?.readAt ?? 0) > 0 ? 0 : Date.now() });
	}

	function toggleStar({ post, mark }: PostRow): void {
		list.keep(post.id);
		void library.mark(post.id, { starredAt: (mark?.starredAt ?? 0) > 0 ? 0 : Date.now() });
	}

	function readOnSite({ post }: PostRow): void {
		const url = siteAddress(post);
		if (url !== null) open(url, '_blank', 'noopener,noreferrer');
	}

	/** Posts scrolled past are read, where the reader wants that. */
	function passOver(ids: PostId[]): void {
		if (!settings.reading.readsOnScroll) return;
		for (const id of ids) list.keep(id);
		library.passed.add(ids);
	}

	return { toggleRead, toggleStar, readOnSite, passOver };
}
