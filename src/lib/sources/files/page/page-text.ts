/** UTF-16 units of a page within which it names its encoding: the standard finds 1024 enough. */
const LONGEST_PRELUDE = 4096;
const DECLARED =
	/<meta\b[^>]{0,300}\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml\s[^>]{0,300}\bencoding\s*=\s*["']([\w.:-]+)/i;
const BYTE_ORDER_MARKS = [
	['utf-16le', 0xff, 0xfe],
	['utf-16be', 0xfe, 0xff]
] as const;
/** Its letters are ASCII between escapes, so that it passes for UTF-8. */
const ESCAPED = /^iso-2022-/i;

/**
 * The text of a saved page or text file. Browsers save pages in an encoding of their own choice and leave the old name in
 * them, so that bytes that can be UTF-8 are; else they are what the page says, or else, as browsers take it, Windows-1252.
 * @see https://encoding.spec.whatwg.org/
 */
export function pageText(bytes: Uint8Array): string {
	const mark = BYTE_ORDER_MARKS.find(([, first, second]) => bytes[0] === first && bytes[1] === second);
	if (mark !== undefined) return new TextDecoder(mark[0]).decode(bytes);
	const declared = declaredIn(bytes);
	if (declared !== null && ESCAPED.test(declared)) return decoded(bytes, declared) ?? '';
	return decoded(bytes, 'utf-8') ?? (declared === null ? null : decoded(bytes, declared)) ?? latin(bytes);
}

/** Null where `bytes` are not in that encoding, or it does not exist. */
function decoded(bytes: Uint8Array, label: string): string | null {
	try {
		return new TextDecoder(label, { fatal: !ESCAPED.test(label) }).decode(bytes);
	} catch (error) {
		if (error instanceof TypeError || error instanceof RangeError) return null;
		throw error;
	}
}

/** Takes any bytes. */
function latin(bytes: Uint8Array): string {
	return new TextDecoder('windows-1252').decode(bytes);
}

function declaredIn(bytes: Uint8Array): string | null {
	const match = DECLARED.exec(latin(bytes.subarray(0, LONGEST_PRELUDE)));
	return match?.[1] ?? match?.[2] ?? null;
}
