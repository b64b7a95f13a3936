import type { Feed } from '$lib/model/feed';
import { foldersOf, folderPath, type Folder } from '$lib/model/folder';

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
	return [[], ...foldersOf(feeds)]
		.map((folder) => ({ folder, feeds: directlyIn(folder, feeds) }))
		.filter((group) => group.feeds.length > 0);
}

/** All folders with their feeds; the tree itself stands for no folder. */
export function folderTreeOf(feeds: readonly Feed[]): FolderTree {
	return treeAt([], feeds, foldersOf(feeds));
}

function treeAt(folder: Folder, feeds: readonly Feed[], all: readonly Folder[]): FolderTree {
	const own = directlyIn(folder, feeds);
	const path = folderPath(folder);
	const folders = all
		.filter((one) => one.length === folder.length + 1 && folderPath(one.slice(0, -1)) === path)
		.map((one) => treeAt(one, feeds, all));
	const unread = [...own.map(({ unreadCount }) => unreadCount), ...folders.map((inner) => inner.unread)];
	return { folder, feeds: own, folders, unread: unread.reduce((sum, count) => sum + count, 0) };
}

function directlyIn(folder: Folder, feeds: readonly Feed[]): Feed[] {
	const path = folderPath(folder);
	return feeds.filter((feed) => folderPath(feed.folder ?? []) === path);
}
