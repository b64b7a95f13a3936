import { countLost } from '$lib/sources/files/lost-letters';

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

/** A saved page or text file, decoded. */
export interface PageText {
	/** Letters that cannot be read are U+FFFD. */
	text: string;
	/** It is neither UTF-8 nor what it says, if it says anything: its letters may be others. */
	isGuessed: boolean;
}

/**
 * The text of a saved page or text file. Browsers save pages in an encoding of their own choice and leave the old name in
 * them, so that bytes that can be UTF-8 are; else they are what the page says. Where neither can be without a slip, it is the one of them
 * in which most letters can be read, or else, as browsers take it, Windows-1252.
 * @see https://encoding.spec.whatwg.org/
 */
export function pageText(bytes: Uint8Array): PageText {
	const mark = BYTE_ORDER_MARKS.find(([, first, second]) => bytes[0] === first && bytes[1] === second);
	if (mark !== undefined) return { text: new TextDecoder(mark[0]).decode(bytes), isGuessed: false };
	const declared = declaredIn(bytes);
	if (declared !== null && ESCAPED.test(declared)) {
		return { text: decoded(bytes, declared, false) ?? '', isGuessed: false };
	}
	const labels = declared === null ? ['utf-8'] : ['utf-8', declared];
	for (const label of labels) {
		const text = decoded(bytes, label, true);
		if (text !== null) return { text, isGuessed: false };
	}
	const text = mostlyIn(bytes, labels);
	return text === null ? { text: latin(bytes), isGuessed: true } : { text, isGuessed: false };
}

/** Null where more is lost than read in each of the encodings. */
function mostlyIn(bytes: Uint8Array, labels: readonly string[]): string | null {
	const texts = labels.flatMap((label) => decoded(bytes, label, false) ?? []);
	const [best] = texts
		.map((text) => ({ text, lost: countLost(text) }))
		.filter(({ text, lost }) => lost * 2 < countBeyondAscii(text))
		.sort((a, b) => a.lost - b.lost);
	return best?.text ?? null;
}

/** What encodings have in places of their own, and what is lost with it: where most of it can be read, the encoding is right. */
function countBeyondAscii(text: string): number {
	let count = 0;
	for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) count += 1;
	return count;
}

/** Null where there is no such encoding, or, if it must be `exact`, where `bytes` are not in it. */
function decoded(bytes: Uint8Array, label: string, exact: boolean): string | null {
	try {
		return new TextDecoder(label, { fatal: exact }).decode(bytes);
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
