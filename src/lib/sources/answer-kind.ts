import { markupOf } from './xml/markup';

/** What an answer seems to be, for telling a person why it is no feed that can be read. */
export type AnswerKind = 'empty' | 'html' | 'rss' | 'atom' | 'rdf' | 'xml' | 'other';

/** Beginning of the text that is looked at, in UTF-16 units: licences and lists of entities stand before the root. */
const BEGINNING = 64 * 1024;

const ROOTS: ReadonlyMap<string, AnswerKind> = new Map([
	['rss', 'rss'],
	['feed', 'atom'],
	['rdf', 'rdf'],
	['html', 'html']
]);

/** Looks at the beginning only, whatever media type the server gives it. */
export function kindOfAnswer(text: string): AnswerKind {
	const start = text
		.slice(0, BEGINNING)
		.replace(/^\ufeff/, '')
		.trimStart();
	if (start === '') return 'empty';
	if (!start.startsWith('<')) return 'other';
	return ROOTS.get(localRoot(start)) ?? (start.startsWith('<?xml') ? 'xml' : 'html');
}

/** Name of the first element, in lower case, after declarations and comments; without its prefix, as `ns0:feed` has one. */
function localRoot(start: string): string {
	for (const { name } of markupOf(start)) if (name !== '') return name.replace(/^[^:]*:/, '');
	// Perhaps the answer is cut off within the tag.
	return /<(?:[a-z][\w.-]*:)?([a-z][\w.-]*)\s[^<>]*$/i.exec(start)?.[1]?.toLowerCase() ?? '';
}
