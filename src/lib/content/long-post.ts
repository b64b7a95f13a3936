/** How much of an HTML text is shown at once. */
export interface Limit {
	/** Tags, comments and stray `<`: each costs the sanitiser and the page time. */
	tags: number;
	/** UTF-16 units, without those of pictures that are in the text itself. */
	letters: number;
}

/** A post of this size is made safe and drawn within some tenths of a second; all but one in thousands are far below. */
export const POST_LIMIT: Limit = { tags: 20_000, letters: 1_000_000 };
export const COMMENT_LIMIT: Limit = { tags: 2_000, letters: 100_000 };

const PICTURE_WITHIN = /[^"'\s>]*/y;

/**
 * The beginning of a text in HTML, up to a limit, or all of it. It ends before a tag, where a parser closes what is open.
 * Takes time in proportion to what it gives.
 */
export function beginningOf(html: string, { tags, letters }: Limit): { html: string; isCut: boolean } {
	if (html.length <= Math.min(tags, letters)) return { html, isCut: false };
	let count = 0;
	let within = 0;
	const marks = /<|\bdata:image\/[\w.+-]{1,40};base64,/gi;
	for (let mark = marks.exec(html); mark !== null; mark = marks.exec(html)) {
		if (mark[0] === '<') {
			count += 1;
			if (count > tags || mark.index - within > letters) {
				return { html: html.slice(0, Math.min(mark.index, letters + within)).toWellFormed(), isCut: true };
			}
			continue;
		}
		PICTURE_WITHIN.lastIndex = mark.index;
		const length = PICTURE_WITHIN.exec(html)?.[0].length ?? 0;
		within += length;
		marks.lastIndex = mark.index + Math.max(length, mark[0].length);
	}
	const isCut = html.length - within > letters;
	return { html: isCut ? html.slice(0, letters + within).toWellFormed() : html, isCut };
}
