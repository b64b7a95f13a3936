const BYTE_ORDER_MARKS: readonly (readonly [string, readonly number[]])[] = [
	['utf-8', [0xef, 0xbb, 0xbf]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]]
];

/** What XML and JSON begin with. */
const FIRST = new Set([...'<{[ \t\r\n'].map((sign) => sign.charCodeAt(0)));

/** An XML declaration is at most so long, in bytes. */
const LONGEST_DECLARATION = 512;
const DECLARATION = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']\s*([\w.:-]+)\s*["']/i;

/**
 * The text of an answer: in the encoding of its byte order mark, else of the `charset` in its content type, else of its
 * XML declaration, else UTF-8. One that does not exist is passed over; bytes that are wrong in it become U+FFFD.
 * @see https://www.rfc-editor.org/rfc/rfc7303#section-3
 */
export function decodeText(bytes: Uint8Array, contentType: string): string {
	const labels = [beginningIn(BYTE_ORDER_MARKS, bytes), charsetOf(contentType), declaredIn(bytes)];
	for (const label of labels) {
		const decoder = label === null ? null : decoderFor(label);
		if (decoder !== null) return decoder.decode(bytes);
	}
	return new TextDecoder().decode(bytes);
}

/** The media type alone, in lower case; '' when there is none. */
export function mediaType(contentType: string): string {
	return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function beginningIn(beginnings: typeof BYTE_ORDER_MARKS, bytes: Uint8Array): string | null {
	const found = beginnings.find(([, beginning]) => beginning.every((byte, index) => bytes[index] === byte));
	return found?.[0] ?? null;
}

/** Two bytes a letter without a mark before them are known by the zero beside each of the first signs. */
function unmarked([first = 0, second = 0, third = 0, fourth = 0]: Uint8Array): string | null {
	if (FIRST.has(first) && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
	return first === 0 && FIRST.has(second) && third === 0 && fourth !== 0 ? 'utf-16be' : null;
}

function charsetOf(contentType: string): string | null {
	return /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType)?.[1] ?? null;
}

function declaredIn(bytes: Uint8Array): string | null {
	const wide = unmarked(bytes);
	if (wide !== null) return wide;
	const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, LONGEST_DECLARATION));
	const label = DECLARATION.exec(beginning)?.[1] ?? null;
	// It could not have been read like this if it were in two bytes a letter.
	return label !== null && /^(?:utf-?16|ucs-?2|iso-10646-ucs-2)/i.test(label) ? null : label;
}

/** Null for an encoding that does not exist. */
function decoderFor(label: string): TextDecoder | null {
	try {
		return new TextDecoder(label);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
