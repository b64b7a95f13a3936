import type { FeedId, PostId } from '$lib/model/ids';
import {
	KEEP_PICTURES,
	STANDARD_OFFLINE,
	type KeepPictures,
	type KeptFile,
	type KeptMedia,
	type OfflineSettings
} from '$lib/model/kept-media';
import { membersOf, Shape } from './shape';
import {
	isCount,
	isOrdinal,
	isText,
	isTime,
	listOf,
	noText,
	orAbsent,
	orNull,
	soundIn,
	zero
} from './values';

export const isKeepPictures = (value: unknown): value is KeepPictures =>
	KEEP_PICTURES.some((keep) => keep === value);

const isFile = (value: unknown): value is KeptFile => {
	const { url, bytes, room } = membersOf(value);
	return isText(url) && URL.canParse(url) && (bytes === null || isCount(bytes)) && isCount(room);
};

const MEDIA = new Shape<KeptMedia & { fileUrls: string[] }>({
	id: [isText, noText],
	kind: [(value) => value === 'pictures' || value === 'recording', () => 'pictures' as const],
	postId: [isText, () => '' as PostId],
	feedId: [isText, () => '' as FeedId],
	revision: [isText, noText],
	files: [listOf(isFile), (value) => soundIn(value, isFile)],
	missing: [isCount, zero],
	triedAt: [isTime, zero],
	neededAt: [isTime, zero],
	fileUrls: [listOf(isText), (value) => soundIn(value, isText)]
});

/** A stored record itself when it is sound; of a damaged one, the files that can be used. */
export const usableMedia = (value: unknown): KeptMedia => MEDIA.usable(value);

const OFFLINE = new Shape<OfflineSettings>({
	pictures: [orAbsent(isKeepPictures), () => STANDARD_OFFLINE.pictures],
	budget: [orAbsent(orNull(isOrdinal)), () => STANDARD_OFFLINE.budget]
});

/** Stored settings themselves when they are sound; of damaged ones, those that can be used. */
export const usableOffline = (value: unknown): OfflineSettings => OFFLINE.usable(value);
