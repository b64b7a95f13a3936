import type { Feed } from '$lib/model/feed';
import { filed, foldersOf, folderPath, type Filed, type Folder } from '$lib/model/folder';

/** A folder with what is in it. */
export interface FolderTree {
	folder: Folder;
	/** Those that are in no folder within. */
	feeds: Feed[];
	folders: FolderTree[];
	/** Unread posts of all feeds in it, however deep. */
	unread: number;
}

/** Feeds that are in the same folder. */
export interface FolderGroup {
	folder: Folder;
	feeds: Feed[];
}

/** Feeds by the folder that they are in, those in none first; a folder that only holds folders has no group. */
export function groupsOf(feeds: readonly Feed[]): FolderGroup[] {
	const inFolders = filed(feeds).feeds;
	return [[], ...foldersOf(feeds)].flatMap((folder) => {
		const own = inFolders.get(folderPath(folder));
		return own === undefined ? [] : { folder, feeds: [...own] };
	});
}

/** All folders with their feeds; the tree itself stands for no folder. */
export function folderTreeOf(feeds: readonly Feed[]): FolderTree {
	return treeAt([], filed(feeds));
}

function treeAt(folder: Folder, all: Filed<Feed>): FolderTree {
	const path = folderPath(folder);
	const feeds = [...(all.feeds.get(path) ?? [])];
	const folders = (all.folders.get(path) ?? []).map((inner) => treeAt(inner, all));
	const unread = [...feeds.map(({ unreadCount }) => unreadCount), ...folders.map((inner) => inner.unread)];
	return { folder, feeds, folders, unread: unread.reduce((sum, count) => sum + count, 0) };
}
