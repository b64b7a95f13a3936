import {
	START,
	type FileFormat,
	type FilePart,
	type OpenFile,
	type ReadOptions
} from '$lib/sources/files/file-format';
import { decodeText } from '$lib/sources/fetch/decode-text';
import { SourceError } from '$lib/sources/source-error';
import { now } from './xml-feeds';

/** A file as formats get it, decoded as an answer of the network without a content type is. */
export function opened(name: string, content: string | Uint8Array): OpenFile {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const text = decodeText(bytes, '');
	return {
		name,
		mimeType: '',
		text: text.slice(0, START),
		size: bytes.length,
		stream: async function* () {
			yield text;
		},
		whole: () => Promise.resolve(text),
		bytes: () => Promise.resolve(bytes)
	};
}

/** What a format gives of a file: its parts up to its end, or to what is thrown. */
export async function readAll(
	format: FileFormat,
	file: OpenFile,
	options: Partial<ReadOptions> = {}
): Promise<{ parts: FilePart[]; error: SourceError | null }> {
	const parts: FilePart[] = [];
	try {
		for await (const part of format.read(file, { withUnpublished: false, now, ...options })) parts.push(part);
	} catch (error) {
		if (error instanceof SourceError) return { parts, error };
		throw error;
	}
	return { parts, error: null };
}

export const partsOf = <K extends FilePart['is']>(parts: readonly FilePart[], kind: K) =>
	parts.filter((part): part is Extract<FilePart, { is: K }> => part.is === kind);
