/*
 * WordPress's own rules for turning the line breaks of a text into paragraphs, step by step as it takes them, so that a post
 * has the paragraphs that its site shows: https://developer.wordpress.org/reference/functions/wpautop/
 * Where a pattern of WordPress could take time in the square of a text's length, this one stops at the next `<`, and white
 * space is never longer than a line of it.
 */

const BLOCKS =
	'(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|' +
	'address|math|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|' +
	'figcaption|details|menu|summary)';
/** What PHP takes for white space: no-break spaces are none. */
const SPACE = String.raw`[ \t\n\r\f\v]`;
/** Longest run of spaces that is handed to the patterns, in UTF-16 units. */
const LONGEST_RUN = 200;

/** Steps before the text is cut into paragraphs. */
const AROUND_BLOCKS = steps([
	[`<br${SPACE}*/?>${SPACE}*<br${SPACE}*/?>`, '\n\n'],
	[`(<${BLOCKS}[ \\t\\n\\r\\f\\v/>])`, '\n\n$1'],
	[`(</${BLOCKS}>)`, '$1\n\n'],
	[`(<hr${SPACE}*?/?>)`, '$1\n\n'],
	[String.raw`\r\n?`, '\n']
]);
/** Line breaks in these elements make no paragraphs. */
const IN_ELEMENTS = steps([
	[`${SPACE}*<option`, '<option'],
	[`</option>${SPACE}*`, '</option>']
]);
const IN_OBJECTS = steps([
	[`(<object[^<>]*>)${SPACE}*`, '$1'],
	[`${SPACE}*</object>`, '</object>'],
	[`${SPACE}*(</?(?:param|embed)[^<>]*>)${SPACE}*`, '$1']
]);
const IN_PLAYERS = steps([
	[String.raw`([<[](?:audio|video)[^<>[\]]*[>\]])${SPACE}*`, '$1'],
	[String.raw`${SPACE}*([<[]/(?:audio|video)[>\]])`, '$1'],
	[`${SPACE}*(<(?:source|track)[^<>]*>)${SPACE}*`, '$1']
]);
const IN_CAPTIONS = steps([
	[`${SPACE}*(<figcaption[^<>]*>)`, '$1'],
	[`</figcaption>${SPACE}*`, '</figcaption>']
]);
/** Steps that set paragraphs and blocks apart. */
const AROUND_PARAGRAPHS = steps([
	[`<p>${SPACE}*</p>`, ''],
	['<p>([^<]+)</(div|address|form)>', '<p>$1</p></$2>'],
	[`<p>${SPACE}*(</?${BLOCKS}[^<>]*>)${SPACE}*</p>`, '$1'],
	[String.raw`<p>(<li[^\n]+?)</p>`, '$1'],
	['<p><blockquote([^<>]*)>', '<blockquote$1><p>', 'i'],
	['</blockquote></p>', '</p></blockquote>'],
	[`<p>${SPACE}*(</?${BLOCKS}[^<>]*>)`, '$1'],
	[`(</?${BLOCKS}[^<>]*>)${SPACE}*</p>`, '$1']
]);
const BREAKS = steps([
	['<br/?>', '<br />'],
	[String.raw`(?<!<br />)${SPACE}*\n`, '<br />\n']
]);
const AROUND_BREAKS = steps([
	[`(</?${BLOCKS}[^<>]*>)${SPACE}*<br />`, '$1'],
	[`<br />(${SPACE}*</?(?:p|li|div|dl|dd|dt|th|pre|td|ul|ol)[^<>]*>)`, '$1'],
	[String.raw`\n</p>(?=\n?$)`, '</p>']
]);

/** A line break within a tag. */
const BREAK_IN_TAG = ' <!-- wpnl --> ';
const TAG = /<(?:!--[^]*?(?:-->|$)|!\[CDATA\[[^]*?(?:\]\]>|$)|[^>]*>?)/g;

/** A text with its paragraphs as HTML. */
export function autop(text: string): string {
	if (trimmed(text) === '') return '';
	const pres = new Pres();
	let html = pres.takeOut(withShortSpaces(`${text}\n`));
	html = inSteps(html, AROUND_BLOCKS);
	html = html.replace(TAG, (tag) => tag.replaceAll('\n', BREAK_IN_TAG));
	if (html.includes('<option')) html = inSteps(html, IN_ELEMENTS);
	if (html.includes('</object>')) html = inSteps(html, IN_OBJECTS);
	if (/<(source|track)/.test(html)) html = inSteps(html, IN_PLAYERS);
	if (html.includes('<figcaption')) html = inSteps(html, IN_CAPTIONS);
	html = inSteps(inParagraphs(html), AROUND_PARAGRAPHS);
	html = inSteps(withBreaks(html), AROUND_BREAKS);
	html = pres.putBack(html);
	return html.replaceAll(BREAK_IN_TAG, '\n').replaceAll('<!-- wpnl -->', '\n');
}

function inParagraphs(html: string): string {
	const paragraphs = html
		.replace(/\n\n+/g, '\n\n')
		.split(new RegExp(String.raw`\n${SPACE}*\n`))
		.filter((paragraph) => paragraph !== '');
	return paragraphs.map((paragraph) => `<p>${paragraph.replace(/^\n+|\n+$/g, '')}</p>\n`).join('');
}

function withBreaks(html: string): string {
	const kept = '<WPPreserveNewline />';
	return inSteps(
		inRawElements(html, (raw) => raw.replaceAll('\n', kept)),
		BREAKS
	).replaceAll(kept, '\n');
}

/** `change` is made to scripts, styles and drawings, each up to its end. */
function inRawElements(html: string, change: (raw: string) => string): string {
	const start = /<(script|style|svg)/g;
	const ended = new Map(['script', 'style', 'svg'].map((name) => [name, html.lastIndexOf(`</${name}>`)]));
	let [changed, done] = ['', 0];
	for (let match = start.exec(html); match !== null; match = start.exec(html)) {
		const name = match[1] ?? '';
		if ((ended.get(name) ?? -1) < match.index) continue;
		const end = html.indexOf(`</${name}>`, match.index) + name.length + 3;
		changed += html.slice(done, match.index) + change(html.slice(match.index, end));
		done = end;
		start.lastIndex = end;
	}
	return changed + html.slice(done);
}

/** Preformatted texts stand aside meanwhile. */
class Pres {
	readonly #taken: string[] = [];

	takeOut(text: string): string {
		if (!text.includes('<pre')) return text;
		const parts = text.split('</pre>');
		const last = parts.pop() ?? '';
		return parts.map((part) => this.#takeFrom(part)).join('') + last;
	}

	putBack(html: string): string {
		return html.replace(
			/<pre wp-pre-tag-(\d+)><\/pre>/g,
			(mark: string, at: string) => this.#taken[Number(at)] ?? mark
		);
	}

	#takeFrom(part: string): string {
		const start = part.indexOf('<pre');
		if (start === -1) return part;
		this.#taken.push(`${part.slice(start)}</pre>`);
		return `${part.slice(0, start)}<pre wp-pre-tag-${this.#taken.length - 1}></pre>`;
	}
}

type Step = readonly [RegExp, string];

function steps(patterns: readonly (readonly [pattern: string, instead: string, flags?: string])[]): Step[] {
	return patterns.map(([pattern, instead, flags = '']) => [new RegExp(pattern, `g${flags}`), instead]);
}

function inSteps(text: string, all: readonly Step[]): string {
	return all.reduce((done, [pattern, instead]) => done.replace(pattern, instead), text);
}

function withShortSpaces(text: string): string {
	return text
		.replace(/[ \t\r\f\v]+/g, (run) => run.slice(0, LONGEST_RUN))
		.replace(/\n[ \t\n\r\f\v]+/g, shortLines);
}

/** Empty lines beyond a few say no more than they do. */
function shortLines(run: string): string {
	return run.length <= LONGEST_RUN ? run : `\n\n${run.slice(run.lastIndexOf('\n') + 1)}`;
}

function trimmed(text: string): string {
	return text.replace(/[ \t\n\r\0\v]+/g, ' ').replace(/^ | $/g, '');
}
