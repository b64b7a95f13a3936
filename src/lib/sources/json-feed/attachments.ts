import type { Attachment } from '$lib/model/post';
import { lineOf } from '$lib/sources/feed-text';
import { httpUrl } from '$lib/sources/http-url';
import { amountOf, isObject, listOf, memberOf } from '$lib/sources/json-values';

/** Ten terabytes, and a year in seconds: what is larger is a fault of the feed. */
const MOST_BYTES = 1e13;
const MOST_SECONDS = 366 * 24 * 60 * 60;

/**
 * The files of an item; one without an address is no file.
 * @param base absolute address of the page
 * @see https://www.jsonfeed.org/version/1.1/#attachments
 */
export function attachmentsOf(value: unknown, base: string): Attachment[] {
	return listOf(value).flatMap((entry) => {
		if (!isObject(entry)) return [];
		const url = httpUrl(memberOf(entry, 'url'), base);
		if (url === null) return [];
		const bytes = amountOf(memberOf(entry, 'size_in_bytes'), MOST_BYTES);
		return {
			url,
			mimeType: lineOf(memberOf(entry, 'mime_type')),
			title: lineOf(memberOf(entry, 'title')),
			bytes: bytes === null ? null : Math.round(bytes),
			seconds: amountOf(memberOf(entry, 'duration_in_seconds'), MOST_SECONDS)
		};
	});
}
