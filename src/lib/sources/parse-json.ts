import { say } from '$lib/messages/problem-words';
import { kindOfAnswer, type AnswerKind } from './answer-kind';
import { jsonErrorPosition } from './json-error-position';
import { SourceError } from './source-error';

/** Characters shown on either side of a mistake, in UTF-16 units. */
const SHOWN = 20;

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
		case 'html':
		case 'xml':
			return new SourceError('not-a-feed', say(`read_${kind}_not_json`), say('advice_find_json_feed'));
		case 'rss':
		case 'rdf':
		case 'atom': {
			const message = say('read_feed_not_json', { format: kind === 'atom' ? 'Atom' : 'RSS' });
			return new SourceError('unsupported-format', message, say('read_feed_not_json_advice'));
		}
	}
}

function invalidJson(json: string): SourceError {
	const position = jsonErrorPosition(json);
	if (position === null) {
		return new SourceError('invalid-json', say('read_too_deep'), say('advice_tell_author'));
	}
	const place = placeOf(json, position);
	const before = shown(json.slice(Math.max(0, position - SHOWN), position));
	if (position >= json.length) {
		const message = say('read_json_cut_off', { ...place, before });
		return new SourceError('invalid-json', message, say('advice_cut_off'));
	}
	const wrong = shown(json.charAt(position));
	const after = shown(json.slice(position + 1, position + SHOWN));
	const message = say('read_json_wrong', { ...place, wrong, around: `${before}${wrong}${after}` });
	return new SourceError('invalid-json', message, say('advice_tell_author'));
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
