import { kindOfAnswer, type AnswerKind } from './answer-kind';
import { jsonErrorPosition } from './json-error-position';
import { SourceError } from './source-error';

/** Characters shown on either side of a mistake, in UTF-16 units. */
const SHOWN = 20;

const ASK_PUBLISHER = "Tell the site's author. Posts that were kept stay kept.";
const FIND_FEED = 'Look on the site for the address of its feed, often named feed.json.';

/**
 * The value of a JSON text, with or without byte order mark.
 * @throws SourceError `invalid-json` with line and column, `not-a-feed` for a web page or nothing, `unsupported-format`
 * for feeds in XML
 */
export function parseJson(text: string): unknown {
	const json = text.startsWith('\ufeff') ? text.slice(1) : text;
	try {
		return JSON.parse(json) as unknown;
	} catch (error) {
		// Some engines overflow the stack on deep nesting: a RangeError or InternalError.
		if (!(error instanceof Error)) throw error;
		throw whyUnreadable(json);
	}
}

function whyUnreadable(json: string): SourceError {
	const kind = kindOfAnswer(json);
	return kind === 'other' ? invalidJson(json) : otherFormat(kind);
}

function otherFormat(kind: Exclude<AnswerKind, 'other'>): SourceError {
	switch (kind) {
		case 'empty':
			return new SourceError('not-a-feed', 'The answer is empty, not a feed.', FIND_FEED);
		case 'html':
			return new SourceError('not-a-feed', 'The answer is a web page, not a feed.', FIND_FEED);
		case 'xml':
			return new SourceError('not-a-feed', 'The answer is an XML document, not a JSON Feed.', FIND_FEED);
		case 'rss':
		case 'rdf':
		case 'atom': {
			const name = kind === 'atom' ? 'an Atom feed' : 'an RSS feed';
			return new SourceError(
				'unsupported-format',
				`The answer is ${name}, not a JSON Feed.`,
				'The site may have changed its feed. Look there for the address of a JSON Feed. Posts that were kept stay kept.'
			);
		}
	}
}

function invalidJson(json: string): SourceError {
	const position = jsonErrorPosition(json);
	if (position === null) {
		return new SourceError('invalid-json', 'The feed is nested too deeply to be read.', ASK_PUBLISHER);
	}
	const { line, column } = placeOf(json, position);
	const place = `line ${line}, column ${column}`;
	const before = shown(json.slice(Math.max(0, position - SHOWN), position));
	if (position >= json.length) {
		return new SourceError(
			'invalid-json',
			`The feed ends too early, at ${place}, after “${before}”: its JSON is cut off.`,
			"Try again: the download may have been cut off. If it stays so, tell the site's author."
		);
	}
	const wrong = shown(json.charAt(position));
	const after = shown(json.slice(position + 1, position + SHOWN));
	return new SourceError(
		'invalid-json',
		`The feed is not valid JSON: at ${place}, “${wrong}” cannot stand in “${before}${wrong}${after}”.`,
		ASK_PUBLISHER
	);
}

/** Both counted from 1, the column in UTF-16 units, as editors do. */
function placeOf(text: string, position: number): { line: number; column: number } {
	let line = 1;
	let start = 0;
	for (const { index, 0: end } of text.slice(0, position).matchAll(/\r\n?|\n/g)) {
		line += 1;
		start = index + end.length;
	}
	return { line, column: position - start + 1 };
}

/** Control characters as the pictures that Unicode has for them, so that a raw line break can be seen. */
function shown(text: string): string {
	const visible = (char: string) => (char < ' ' ? String.fromCharCode(0x2400 + char.charCodeAt(0)) : char);
	return text.replace(/\p{Cc}/gu, visible).toWellFormed();
}
