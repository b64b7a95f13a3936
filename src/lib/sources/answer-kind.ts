/** What an answer seems to be, for telling a person why it is no feed that can be read. */
export type AnswerKind = 'empty' | 'html' | 'rss' | 'atom' | 'rdf' | 'xml' | 'other';

/** Beginning of the text that is looked at, in UTF-16 units. */
const BEGINNING = 8192;

const ROOTS: Readonly<Record<string, AnswerKind>> = { rss: 'rss', feed: 'atom', rdf: 'rdf', html: 'html' };

/** Looks at the beginning only, whatever media type the server gives it. */
export function kindOfAnswer(text: string): AnswerKind {
	const start = text
		.slice(0, BEGINNING)
		.replace(/^\ufeff/, '')
		.trimStart();
	if (start === '') return 'empty';
	if (!start.startsWith('<')) return 'other';
	const root = rootElement(start);
	return (
		ROOTS[root.replace(/^rdf:rdf$/, 'rdf').replace(/^atom:/, '')] ??
		(start.startsWith('<?xml') ? 'xml' : 'html')
	);
}

/** Name of the first element, in lower case, after declarations and comments. */
function rootElement(start: string): string {
	const bare = start.replace(/<!--[^]*?-->|<\?[^]*?\?>|<![^-][^>]*>/g, '');
	return /<([a-z][a-z0-9:._-]*)/i.exec(bare)?.[1]?.toLowerCase() ?? '';
}
