import { Parser } from 'htmlparser2';
import { chosenPicture, withoutFragment } from './picture-list';
import type { ContentBase } from './safe-url';

/** What says which file a picture is, as it is written. */
const WHERE = /\s(?:src|srcset|sizes|data-[\w-]*src(?:set)?)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi;

/**
 * Untrusted HTML with other files for its pictures; all else stays as it is written.
 * @param fileFor address of the file to show for the picture at an absolute address; null to leave it
 */
export function withPictures(
	html: string,
	base: ContentBase,
	fileFor: (address: string) => string | null
): string {
	if (!/<img\b/i.test(html)) return html;
	const pieces: string[] = [];
	let end = 0;
	const parser = new Parser({
		onopentag: (name, attributes) => {
			if (name !== 'img') return;
			const address = chosenPicture(attributes, [], base);
			const file = address === null || address.startsWith('data:') ? null : fileFor(withoutFragment(address));
			if (file === null) return;
			const tag = html.slice(parser.startIndex, parser.endIndex + 1);
			pieces.push(html.slice(end, parser.startIndex), withSource(tag, file));
			end = parser.endIndex + 1;
		}
	});
	parser.end(html);
	return pieces.join('') + html.slice(end);
}

function withSource(tag: string, file: string): string {
	const source = ` src="${file.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
	return tag.replace(WHERE, '').replace(/^<img/i, (start) => start + source);
}
