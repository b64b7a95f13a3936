import PostalMime from 'postal-mime';
import { pageText } from './page-text';

/** A page in one file, as Chromium and old browsers save it. */
export interface MhtmlPage {
	html: string;
	/** Where the page was, as the browser wrote it; '' for nowhere. */
	address: string;
}

const HEADER = /^[\w-]+:[\t ]/;
const BOUNDARY = /\bboundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/i;
const UNKNOWN_KIND = 'Content-Type: application/octet-stream';
/** Of a file and of a part, in UTF-16 units. */
const LONGEST_HEAD = 16 * 1024;

/** Whether a text begins as such a file does. */
export function isMhtml(text: string): boolean {
	const head = headOf(text.trimStart());
	return (
		HEADER.test(head) &&
		/^mime-version:/im.test(head) &&
		/^content-type:\s*(?:multipart\/|text\/html)/im.test(head)
	);
}

/**
 * The page of such a file: its first part in HTML, since the others are frames. Pictures in it are left there.
 * @returns null when there is none
 * @see https://www.rfc-editor.org/rfc/rfc2557
 */
export async function readMhtml(bytes: Uint8Array): Promise<MhtmlPage | null> {
	// One letter a byte, whatever encodings its parts are in: places in the text are places in the bytes.
	const text = new TextDecoder('latin1').decode(bytes);
	const head = headOf(text.trimStart());
	const boundary = BOUNDARY.exec(head);
	const mark = boundary?.[1] ?? boundary?.[2];
	const [from, to] = (mark === undefined ? null : htmlPart(text, `--${mark}`)) ?? [0, text.length];
	const part = text.slice(from, to);
	const html = await htmlOf(bytes.subarray(from, to), part);
	if (html.trim() === '') return null;
	const address = headerOf(head, 'snapshot-content-location') || headerOf(headOf(part), 'content-location');
	return { html, address: address || headerOf(head, 'content-location') };
}

/**
 * The page of its part. Chromium does not say in which encoding a page is, and leaves its bytes as they are: the page says it itself.
 * @param text the same, one letter a byte
 */
async function htmlOf(bytes: Uint8Array, text: string): Promise<string> {
	const head = headOf(text.trimStart());
	if (/\bcharset\s*=/i.test(headerOf(head, 'content-type')))
		return (await PostalMime.parse(bytes)).html ?? '';
	// As a part of no known kind its bytes are left undecoded.
	const encoding = `Content-Transfer-Encoding: ${headerOf(head, 'content-transfer-encoding') || '8bit'}`;
	const start = text.indexOf(head) + head.length;
	const message = new Blob([`${UNKNOWN_KIND}\r\n${encoding}`, bytes.slice(start)]);
	const { attachments } = await PostalMime.parse(message);
	const [content] = attachments.map((attachment) => attachment.content);
	return content instanceof ArrayBuffer ? pageText(new Uint8Array(content)).text : '';
}

/** Where the first part in HTML is; null where there is none. */
function htmlPart(text: string, mark: string): [from: number, to: number] | null {
	for (let at = text.indexOf(mark); at >= 0;) {
		const next = text.indexOf(mark, at + mark.length);
		const line = text.indexOf('\n', at);
		const from = line < 0 ? text.length : line + 1;
		const isHtml = /^content-type:\s*(?:text\/html|application\/xhtml\+xml)\b/im.test(
			headOf(text.slice(from))
		);
		if (isHtml) return [from, next < 0 ? text.length : next];
		at = next;
	}
	return null;
}

/** What stands before the first blank line. */
function headOf(text: string): string {
	return text.slice(0, LONGEST_HEAD).split(/\r?\n\r?\n/, 1)[0] ?? '';
}

/** Of a header that may go on in further lines. */
function headerOf(head: string, name: string): string {
	const unfolded = head.replace(/\r?\n[\t ]+/g, '');
	return new RegExp(`^${name}:[\\t ]*(.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
}
