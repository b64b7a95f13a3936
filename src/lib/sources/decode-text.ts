const BYTE_ORDER_MARKS: readonly (readonly [string, readonly number[]])[] = [
	['utf-8', [0xef, 0xbb, 0xbf]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]]
];

/**
 * The text of an answer: in the encoding of its byte order mark, else of the `charset` in its content type, else UTF-8.
 * Bytes that are wrong in it become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
	const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
	return decoderFor(marked?.[0] ?? charsetOf(contentType)).decode(bytes);
}

/** The media type alone, in lower case; '' when there is none. */
export function mediaType(contentType: string): string {
	return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function charsetOf(contentType: string): string {
	return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? 'utf-8';
}

function decoderFor(label: string): TextDecoder {
	try {
		return new TextDecoder(label);
	} catch (error) {
		// The server names an encoding that does not exist.
		if (error instanceof RangeError) return new TextDecoder();
		throw error;
	}
}
