import type { Attachment, Post } from '$lib/model/post';
import type { PostRecord } from '$lib/store/database';
import type { Place } from '$lib/store/places';
import { membersOf, Shape } from './shape';
import {
	isCount,
	isText,
	isTime,
	isWebAddress,
	listOf,
	noText,
	nothing,
	orNull,
	webAddressIn
} from './values';

/** A post as it was found, be it sound or not. */
export type PostMembers = Readonly<Partial<Record<keyof PostRecord, unknown>>>;

const ATTACHMENT = new Shape<Attachment>({
	url: [isWebAddress, (url) => webAddressIn(url) ?? ''],
	mimeType: [isText, noText],
	title: [isText, noText],
	bytes: [orNull(isCount), nothing],
	seconds: [orNull(isCount), nothing]
});
export const isAttachments = listOf((value) => ATTACHMENT.isSound(value));

/** Of what may be a list of files, those that can be loaded. */
export function attachmentsIn(value: unknown): Attachment[] {
	if (!Array.isArray(value)) return [];
	const named = Array.from<unknown>(value).filter((file) => webAddressIn(membersOf(file).url) !== null);
	return named.map((file) => ATTACHMENT.usable(file));
}

export const isPlace = (value: unknown): value is Place =>
	Array.isArray(value) && value.length === 2 && isText(value[0]) && isTime(value[1]);
export const isPlaces = listOf(isPlace);

/** Each category has its key. */
export const hasKeys = ({ categories, categoryKeys }: Pick<Post, 'categories' | 'categoryKeys'>): boolean =>
	categories.length === categoryKeys.length;
