import { feedIdOf } from '$lib/model/ids';
import { englishOf } from '$lib/model/problem';
import type { FileFormat, FilePart, FileStart, OpenFile, PostsPart } from '$lib/sources/files/file-format';
import { decodeText } from '$lib/sources/fetch/decode-text';

/** UTC milliseconds. */
export const now = Date.UTC(2026, 10, 28);

/** A file as a worker opens it. */
export function openFile(content: string | Uint8Array, name = 'file', mimeType = ''): OpenFile {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const text = decodeText(bytes, '');
	return {
		name,
		mimeType,
		text: text.slice(0, 64 * 1024),
		size: bytes.length,
		stream: async function* () {
			for (let at = 0; at < text.length; at += 1000) yield text.slice(at, at + 1000);
		},
		whole: async () => text,
		bytes: async () => bytes
	};
}

export const startOf = (content: string, name = 'file', mimeType = ''): FileStart =>
	openFile(content, name, mimeType);

/** What a format finds in a file. */
export async function partsOf(format: FileFormat, file: OpenFile): Promise<FilePart[]> {
	const parts: FilePart[] = [];
	for await (const part of format.read(file, { withUnpublished: false, now })) parts.push(part);
	return parts;
}

/** The posts of a file, each with its body and its feed; every one is of the feed that it is given with. */
export async function postsOf(format: FileFormat, file: OpenFile) {
	const parts = (await partsOf(format, file)).filter((part) => part.is === 'posts');
	const starred = new Set(parts.flatMap((part) => part.starred));
	const read = new Set(parts.flatMap((part) => part.read));
	return parts.flatMap(({ feed, posts }: PostsPart) =>
		posts.map(({ post, body }) => {
			if (post.feedId !== feedIdOf(feed.url))
				throw new Error(`${post.title} is of another feed than ${feed.url}`);
			return {
				...post,
				html: body.html,
				text: body.text,
				feed,
				isStarred: starred.has(post.id),
				isRead: read.has(post.id)
			};
		})
	);
}

/** Why items of a file were left out, in English. */
export async function skippedOf(format: FileFormat, file: OpenFile): Promise<string[]> {
	const parts = await partsOf(format, file);
	return parts.flatMap((part) =>
		'skipped' in part ? part.skipped.map(({ reason }) => englishOf(reason)) : []
	);
}
