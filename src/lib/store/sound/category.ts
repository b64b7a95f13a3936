import type { Category } from '$lib/model/category';
import type { FeedId } from '$lib/model/ids';
import { Shape } from './shape';
import { isCount, isText, zero } from './values';

const CATEGORY = new Shape<Category>({
	feedId: [isText, () => '' as FeedId],
	key: [isText, () => ''],
	name: [isText, (_, { key }) => (isText(key) ? key : '')],
	count: [isCount, zero],
	unread: [isCount, zero]
});

/** Names of the members that are not what they should be. */
export const unsoundInCategory = (value: unknown): string[] => CATEGORY.unsoundIn(value);

/** A stored category itself when it is sound; of a damaged one, what can be shown. */
export const usableCategory = (value: unknown): Category => CATEGORY.usable(value);
