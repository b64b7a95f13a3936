/*
 * What becomes of the elements of untrusted HTML in a book or a text file: https://www.w3.org/TR/epub-33/#sec-xhtml allows what
 * HTML does, as XML. Whatever is not named here gives way to what it holds.
 */

/** Kept, around words only. */
export const INLINE: ReadonlySet<string> = new Set(
	'em strong b i u s small sub sup code kbd samp var mark q cite abbr dfn span del ins'.split(' ')
);

/** Old names, and what has no use outside of a page. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
	['font', 'span'],
	['big', 'span'],
	['tt', 'code'],
	['strike', 's'],
	['acronym', 'abbr'],
	['h1', 'h2']
]);

/** Kept, around blocks too. */
export const BLOCKS: ReadonlySet<string> = new Set(['div', 'blockquote']);

/** Parts of a page that are only that in a book. */
export const PLAIN_BLOCKS: ReadonlySet<string> = new Set(
	(
		'section article aside header footer nav main center address fieldset form details hgroup search dialog menu ' +
		'body html li dd dt figcaption caption td th tr thead tbody tfoot optgroup legend'
	).split(' ')
);

/** Kept, around words only, and a block all the same. */
export const LINES: ReadonlySet<string> = new Set(['h2', 'h3', 'h4', 'h5', 'h6', 'pre']);

/** What is shown elsewhere: a link to it stands there instead. */
export const EMBEDDED: ReadonlySet<string> = new Set(['iframe', 'video', 'audio', 'embed', 'object']);

/** Nothing of these is for readers. */
export const DROPPED: ReadonlySet<string> = new Set(
	(
		'script style template noscript svg head title textarea select input button canvas applet annotation ' +
		'annotation-xml rp area map col colgroup source track meta link base param frame frameset noframes'
	).split(' ')
);
