const BYTE_ORDER_MARKS: readonly (readonly [string, readonly number[]])[] = [
	['utf-8', [0xef, 0xbb, 0xbf]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]]
];

/** What XML and JSON begin with. */
const FIRST = new Set(Array.from('<{[ \t\r\n', (sign) => sign.charCodeAt(0)));

/** An XML declaration is at most so long, in bytes. */
const LONGEST_DECLARATION = 512;
/** A declaration could not have been read if this were true. */
const IS_WIDE = /^(?:utf-?16|ucs-?2|iso-10646-ucs-2)/i;
const DECLARATION = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']\s*([\w.:-]+)\s*["']/i;

/** A page declares its encoding within so many bytes. */
const LONGEST_HEAD = 1024;
const META = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i;

/** The text of an answer, in the encoding that {@link encodingOf} finds; bytes that are wrong in it become U+FFFD. */
export function decodeText(bytes: Uint8Array, contentType: string): string {
	return new TextDecoder(encodingOf(bytes, contentType)).decode(bytes);
}

/**
 * The encoding of a text: that of its byte order mark, else of the `charset` in its content type, else of its XML declaration,
 * else UTF-8. One that does not exist is passed over.
 * @param bytes its beginning suffices
 * @see https://www.rfc-editor.org/rfc/rfc7303#section-3
 */
export function encodingOf(bytes: Uint8Array, contentType: string): string {
	return firstKnown([beginningIn(BYTE_ORDER_MARKS, bytes), charsetOf(contentType), declaredIn(bytes)]);
}

/** As {@link encodingOf}, for a file that may be a page, too: then what it says in its head counts. */
export function encodingOfFile(bytes: Uint8Array): string {
	const mark = beginningIn(BYTE_ORDER_MARKS, bytes);
	return firstKnown([mark, declaredIn(bytes), declaredByPage(bytes)]);
}

function firstKnown(labels: (string | null)[]): string {
	return labels.find((label) => label !== null && isKnown(label)) ?? 'utf-8';
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
	const label = DECLARATION.exec(latin(bytes, LONGEST_DECLARATION))?.[1] ?? null;
	return label !== null && IS_WIDE.test(label) ? null : label;
}

function declaredByPage(bytes: Uint8Array): string | null {
	const label = META.exec(latin(bytes, LONGEST_HEAD))?.[1] ?? null;
	return label !== null && IS_WIDE.test(label) ? null : label;
}

function latin(bytes: Uint8Array, length: number): string {
	return new TextDecoder('latin1').decode(bytes.subarray(0, length));
}

function isKnown(label: string): boolean {
	try {
		new TextDecoder(label);
		return true;
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}
