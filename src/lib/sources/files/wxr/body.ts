import { autop } from './autop';
import { withCode } from './code-shortcodes';
import { withEmbeds } from './embeds';
import { EndsIn } from './markup-text';
import { withPatterns, type Patterns } from './patterns';
import { withShortcodes, type ShortcodeSurroundings } from './shortcodes';

/** What a text is shown with. */
export interface BodySurroundings extends ShortcodeSurroundings {
	patterns: Patterns;
}

/**
 * The HTML of a post as its site would show it, from what its author wrote: blocks without the comments that mark them, other
 * texts in paragraphs; addresses that stand alone, and shortcodes, as what they stand for.
 */
export function bodyOf(written: string, around: BodySurroundings): string {
	const whole = withPatterns(written, around.patterns);
	const text = withCode(whole.replace(/\r\n?/g, '\n'));
	const hasBlocks = text.includes('<!-- wp:');
	const shown = withEmbeds(withoutComments(text));
	return withShortcodes(hasBlocks ? shown.trim() : autop(shown), around).trim();
}

/** Marks of blocks, "more" and page breaks, all of which are comments; one that has no end is text. */
export function withoutComments(html: string): string {
	if (!html.includes('<!--')) return html;
	const ends = new EndsIn(html);
	let [rest, done] = ['', 0];
	for (let at = html.indexOf('<!--'); at !== -1;) {
		const end = ends.after('-->', at + 2);
		if (end === -1) break;
		rest += html.slice(done, at);
		done = end;
		at = html.indexOf('<!--', end);
	}
	return rest + html.slice(done);
}
