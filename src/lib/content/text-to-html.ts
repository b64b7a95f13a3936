const BLANK_LINES = /\n(?:[^\S\n]*\n)+/;
const ADDRESSES = /https?:\/\/[^\s<>"“”„«»。，、）」』】]+/giu;
/** What may end a sentence around an address, and seldom ends an address. */
const SENTENCE_END = new Set(".,;:!?'’*_~|");
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * Plain text as HTML that shows it: a blank line begins a paragraph, a line break stays one, and bare `http(s)`
 * addresses become links. Everything else is escaped. Empty for blank text.
 * @see https://www.jsonfeed.org/version/1.1/#items (`content_text`)
 */
export function textToHtml(text: string): string {
	return text
		.replace(/\r\n?|\u2028|\u2029/g, '\n')
		.split(BLANK_LINES)
		.map((paragraph) => paragraph.trim())
		.filter((paragraph) => paragraph !== '')
		.map((paragraph) => `<p>${linked(paragraph).replaceAll('\n', '<br>')}</p>`)
		.join('\n');
}

/** Text as the content of an element or of a quoted attribute. */
function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}

function linked(text: string): string {
	let html = '';
	let end = 0;
	for (const match of text.matchAll(ADDRESSES)) {
		const address = withoutSentenceEnd(match[0]);
		if (!URL.canParse(address)) continue;
		const escaped = escapeHtml(address);
		html += `${escapeHtml(text.slice(end, match.index))}<a href="${escaped}">${escaped}</a>`;
		end = match.index + address.length;
	}
	return html + escapeHtml(text.slice(end));
}

/** Leaves a closing bracket that the address itself opened, as Wikipedia's do. */
function withoutSentenceEnd(address: string): string {
	const opened = Object.values(CLOSING).map((opening) => [opening, address.indexOf(opening)] as const);
	const firstAt = new Map(opened.filter(([, at]) => at >= 0));
	let end = address.length;
	for (; end > 0; end -= 1) {
		const last = address.charAt(end - 1);
		if (SENTENCE_END.has(last)) continue;
		const opening = CLOSING[last];
		if (opening === undefined || (firstAt.get(opening) ?? Infinity) < end) break;
	}
	return address.slice(0, end);
}
