import type { Author } from '$lib/model/author';
import type { Attachment, Post } from '$lib/model/post';
import type { PostRecord } from '$lib/store/database';
import type { Place } from '$lib/store/places';
import { Shape } from './shape';
import { isAddress, isCount, isText, isTime, listOf, noText, nothing, orNull } from './values';

/** A post as it was found, be it sound or not. */
export type PostMembers = Readonly<Partial<Record<keyof PostRecord, unknown>>>;

const AUTHOR = new Shape<Author>({
	name: [isText, noText],
	url: [orNull(isText), nothing],
	avatar: [orNull(isText), nothing]
});
export const isAuthor = (value: unknown): value is Author => AUTHOR.isSound(value);
export const isAuthors = listOf(isAuthor);

const ATTACHMENT = new Shape<Attachment>({
	url: [isAddress, noText],
	mimeType: [isText, noText],
	title: [isText, noText],
	bytes: [orNull(isCount), nothing],
	seconds: [orNull(isCount), nothing]
});
export const isAttachment = (value: unknown): value is Attachment => ATTACHMENT.isSound(value);
export const isAttachments = listOf(isAttachment);

export const isPlace = (value: unknown): value is Place =>
	Array.isArray(value) && value.length === 2 && isText(value[0]) && isTime(value[1]);
export const isPlaces = listOf(isPlace);

/** Each category has its key. */
export const hasKeys = ({ categories, categoryKeys }: Pick<Post, 'categories' | 'categoryKeys'>): boolean =>
	categories.length === categoryKeys.length;
