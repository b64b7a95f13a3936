import { escapeXml } from '$lib/content/xhtml/xml-text';
import type { Export, ExportWords } from './export-format';

/** Which way a text runs, and the pages of a book follow one another. */
export type Direction = 'ltr' | 'rtl';

/** A file of a book, within its folder. */
export interface BookFile {
	name: string;
	mediaType: string;
}

export const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

/** Little: readers of books choose their own letters and colours. */
export const STYLE = `h1 { font-size: 1.5em; line-height: 1.25; margin: 0 0 0.5em; text-align: start; }
.by { font-size: 0.9em; margin: 0 0 1.5em; }
.source { font-size: 0.9em; margin-top: 2em; }
img { max-width: 100%; height: auto; }
pre { white-space: pre-wrap; overflow-wrap: break-word; }
blockquote { margin: 1em 1.5em; }
table { border-collapse: collapse; }
td, th { border: 1px solid; padding: 0.2em 0.5em; text-align: start; vertical-align: top; }
nav ol { list-style: none; padding-inline-start: 1em; }
`;

export const COVER_STYLE = `body { margin: 0; padding: 0; text-align: center; }
img { max-width: 100%; max-height: 100vh; }
`;

/** What a chapter is made of. */
export interface Chapter {
	title: string;
	/** Title of its feed; empty where the book is of one. */
	feed: string;
	authors: string[];
	/** UTC milliseconds, or null. */
	time: number | null;
	url: string | null;
	language: string | null;
	direction: Direction;
	/** XHTML. */
	content: string;
	words: ExportWords;
}

export function postPage(chapter: Chapter): string {
	const { title, feed, authors, time, url, direction, content, words } = chapter;
	const date = time === null ? '' : formatDay(time, words.locale);
	const by = [feed, authors.join(', '), date].filter((part) => part.trim() !== '').join(' · ');
	const link =
		url === null ? '' : `<p class="source"><a href="${escapeXml(url)}">${escapeXml(words.onSite)}</a></p>\n`;
	const body = [
		`<h1>${escapeXml(title)}</h1>\n`,
		by === '' ? '' : `<p class="by">${escapeXml(by)}</p>\n`,
		`<div>${content}</div>\n`,
		link
	];
	return page({ title, language: chapter.language ?? 'und', direction, body: body.join('') });
}

export function coverPage({ title }: Export, language: string, direction: Direction): string {
	const body = `<section epub:type="cover"><img src="cover.svg" alt="${escapeXml(title)}"/></section>\n`;
	return page({ title, language, direction, body, style: 'cover.css' });
}

/** A page of the book. `body` is XHTML. */
export function page(parts: {
	title: string;
	language: string;
	direction: Direction;
	body: string;
	style?: string;
}): string {
	const { title, language, direction, body, style = 'style.css' } = parts;
	const tag = escapeXml(language);
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="${tag}" lang="${tag}" dir="${direction}">
<head><meta charset="utf-8"/><title>${escapeXml(title.trim() || '–')}</title><link rel="stylesheet" type="text/css" href="${style}"/></head>
<body>
${body}</body>
</html>
`;
}

/** What the package says of the whole book. */
export interface Book {
	language: string;
	direction: Direction;
	/** In their order. */
	chapters: readonly BookFile[];
	pictures: readonly BookFile[];
	/** Those who wrote most first. */
	creators: readonly string[];
}

/** @see https://www.w3.org/TR/epub-33/#sec-package-doc */
export function packageDocument(what: Export, book: Book): string {
	const { language, direction, chapters, pictures, creators } = book;
	const modified = new Date(what.at).toISOString().replace(/\.\d+Z$/, 'Z');
	const source = what.only?.homeUrl ?? null;
	const metadata = [
		`<dc:identifier id="id">urn:uuid:${escapeXml(what.id)}</dc:identifier>`,
		`<dc:title>${escapeXml(what.title.trim() || '–')}</dc:title>`,
		`<dc:language>${escapeXml(language)}</dc:language>`,
		...creators.map((name) => `<dc:creator>${escapeXml(name)}</dc:creator>`),
		what.only === null || what.only.description === ''
			? ''
			: `<dc:description>${escapeXml(what.only.description)}</dc:description>`,
		source === null ? '' : `<dc:source>${escapeXml(source)}</dc:source>`,
		`<meta property="dcterms:modified">${modified}</meta>`
	];
	const items = [
		item('contents', { name: 'contents.xhtml', mediaType: 'application/xhtml+xml' }, 'nav'),
		item('cover', { name: 'cover.xhtml', mediaType: 'application/xhtml+xml' }),
		item('cover-picture', { name: 'cover.svg', mediaType: 'image/svg+xml' }, 'cover-image'),
		item('style', { name: 'style.css', mediaType: 'text/css' }),
		item('cover-style', { name: 'cover.css', mediaType: 'text/css' }),
		...chapters.map((file, i) => item(`post-${i + 1}`, file)),
		...pictures.map((file, i) => item(`picture-${i + 1}`, file))
	];
	const order = ['cover', 'contents', ...chapters.map((_, i) => `post-${i + 1}`)];
	return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${escapeXml(language)}" dir="${direction}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${metadata.filter((line) => line !== '').join('\n')}
</metadata>
<manifest>
${items.join('\n')}
</manifest>
<spine page-progression-direction="${direction}">
${order.map((id) => `<itemref idref="${id}"/>`).join('\n')}
</spine>
</package>
`;
}

function item(id: string, { name, mediaType }: BookFile, properties = ''): string {
	const extra = properties === '' ? '' : ` properties="${properties}"`;
	return `<item id="${id}" href="${escapeXml(name)}" media-type="${mediaType}"${extra}/>`;
}

/** The language of most posts, or that of the feed; `und` where none is known. */
export function languageOfBook(counts: ReadonlyMap<string, number>, { only }: Export): string {
	const [most = ''] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
	return most || (only?.language ?? 'und');
}

/** @param time UTC milliseconds */
function formatDay(time: number, locale: string): string {
	return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(time);
}
