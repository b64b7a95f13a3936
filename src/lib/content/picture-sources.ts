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
	let isInPicture = false;
	/** Sources of the `picture` that is open: they would be shown instead of the file of its `img`. */
	let sources: { srcset: string; start: number; end: number }[] = [];
	const parser = new Parser({
		onopentag: (name, attributes) => {
			if (name === 'picture') isInPicture = true;
			if (name === 'source' && isInPicture) {
				const srcset = attributes.srcset ?? attributes['data-srcset'] ?? '';
				sources.push({ srcset, start: parser.startIndex, end: parser.endIndex + 1 });
			}
			if (name !== 'img') return;
			const srcsets = sources.map(({ srcset }) => srcset);
			const address = chosenPicture(attributes, srcsets, base);
			const file = address === null || address.startsWith('data:') ? null : fileFor(withoutFragment(address));
			if (file === null) return;
			for (const source of sources) {
				pieces.push(html.slice(end, source.start));
				end = source.end;
			}
			sources = [];
			const tag = html.slice(parser.startIndex, parser.endIndex + 1);
			pieces.push(html.slice(end, parser.startIndex), withSource(tag, file));
			end = parser.endIndex + 1;
		},
		onclosetag: (name) => {
			if (name !== 'picture') return;
			isInPicture = false;
			sources = [];
		}
	});
	parser.end(html);
	return pieces.join('') + html.slice(end);
}

function withSource(tag: string, file: string): string {
	const source = ` src="${file.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
	return tag.replace(WHERE, '').replace(/^<img/i, (start) => start + source);
}
