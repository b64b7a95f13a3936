import { escapeUTF8 } from 'entities';

/** A post of which only the link is kept. */
export interface BareLink {
	/** What its reader marked or wrote beside it, as HTML; '' for nothing. */
	quote: string;
}

const END = '</a></p>';
const QUOTE = /^\n<blockquote>.*<\/blockquote>$/s;

/**
 * What is known of a post that is no more than the link to its page, as lists of links come in (see `linkHtml`); null of one with
 * a text. It is told from the text itself, so that it holds wherever the post has been meanwhile.
 */
export function bareLink(url: string | null, html: string): BareLink | null {
	const start = `<p><a href="${escapeUTF8(url ?? '')}">`;
	if (url === null || !html.startsWith(start)) return null;
	const end = html.indexOf(END, start.length);
	if (end < 0 || html.slice(start.length, end).includes('<')) return null;
	const rest = html.slice(end + END.length);
	return rest === '' || QUOTE.test(rest) ? { quote: rest.trim() } : null;
}
