import type { FeedId, PostId } from './ids';

/** Of which posts the pictures are kept on this device, so that they are there without a network. */
export type KeepPictures = 'all' | 'starred' | 'none';

export const KEEP_PICTURES: readonly KeepPictures[] = ['all', 'starred', 'none'];

/** How this device keeps pictures and sound. Workers need it too. */
export interface OfflineSettings {
	/** For feeds of which the reader says nothing else. */
	pictures: KeepPictures;
	/** Bytes of the browser's room that pictures and sound may take; null for what {@link standardBudget} says. */
	budget: number | null;
}

/** A star says that a post matters. Without one, only what the reader sees is asked for. */
export const STANDARD_OFFLINE: OfflineSettings = { pictures: 'starred', budget: null };

const MB = 1_000_000;

/** Bytes that can be chosen as budget. */
export const BUDGETS: readonly number[] = [50, 100, 250, 500, 1000, 2000, 5000].map((size) => size * MB);

/** The budget where the reader has chosen none: the largest within a tenth of what the browser gives, up to a gigabyte. */
export function standardBudget(quota: number | null): number {
	const most = quota === null ? 250 * MB : Math.min(quota / 10, 1000 * MB);
	return BUDGETS.findLast((size) => size <= most) ?? 50 * MB;
}

/** A file that is kept. */
export interface KeptFile {
	/** Its address, absolute, as the post has it. */
	url: string;
	/** Its size; null where its host hides that. */
	bytes: number | null;
	/** What it takes of the browser's room, in bytes: far more than its size where that is hidden. */
	room: number;
}

/** What is kept of a post beside its text: all of its pictures, or one recording. */
export interface KeptMedia {
	/** {@link picturesId} or {@link recordingId}. */
	id: string;
	kind: 'pictures' | 'recording';
	postId: PostId;
	feedId: FeedId;
	/** `Post.revision` for which it was looked for what there is to keep. */
	revision: string;
	files: KeptFile[];
	/** Pictures that could not be had. */
	missing: number;
	/** UTC milliseconds at which it was last tried to fetch them. */
	triedAt: number;
	/** UTC milliseconds at which the post was last opened, or appeared: what was needed last goes last. */
	neededAt: number;
}

export const picturesId = (post: PostId): string => post;

export const recordingId = (post: PostId, url: string): string => `${post} ${url}`;

export const roomOf = (files: readonly KeptFile[]): number => files.reduce((sum, { room }) => sum + room, 0);

/** Name of the cache with the files, which goes with the library and outlasts every version of the app. */
export const MEDIA_CACHE = 'backlist-media';
