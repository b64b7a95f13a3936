import type { Feed } from './feed';

/** When the pictures of posts are fetched from where the blogs keep them. */
export type PictureSetting = 'always' | 'press' | 'never';

export const PICTURE_SETTINGS: readonly PictureSetting[] = ['always', 'press', 'never'];

/** What holds for the posts of `feed`: the reader may want the pictures of this one without a press. "Never" means never. */
export function picturesOf(
	setting: PictureSetting,
	feed: Pick<Feed, 'loadsPictures'> | null | undefined
): PictureSetting {
	return setting === 'press' && feed?.loadsPictures === true ? 'always' : setting;
}
