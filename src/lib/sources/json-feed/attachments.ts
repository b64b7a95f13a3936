import type { Attachment } from '$lib/model/post';
import { MOST_BYTES, MOST_FILES, MOST_SECONDS } from '$lib/sources/bounds';
import { lineOf } from '$lib/sources/feed-text';
import { httpUrl } from '$lib/sources/http-url';
import { amountOf, isObject, listOf, memberOf } from '$lib/sources/json-values';

/**
 * The files of an item, the first hundred; one without an address is no file.
 * @param base absolute address of the page
 * @see https://www.jsonfeed.org/version/1.1/#attachments
 */
export function attachmentsOf(value: unknown, base: string): Attachment[] {
	const files = listOf(value).slice(0, MOST_FILES);
	return files.flatMap((entry) => {
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
