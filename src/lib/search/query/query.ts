import { isHangul, isLoneCharacter } from '$lib/search/text/letters';
import { clauseOfValue, isUnfinishedValue } from './operator-values';
import { chunksOf, LONGEST_QUERY, type Chunk } from './query-chunks';
import { tokenize } from '$lib/search/text/tokenize';

/** A search box's text, understood: a post must fulfil every group. */
export type Query = Group[];

/** One condition on a post. */
export interface Group {
	/** Any of them will do. Never empty. */
	anyOf: Clause[];
	/** Whether none of them may be fulfilled instead. */
	isUnwanted: boolean;
}

export type Clause = WordsClause | FeedClause | MarkClause | HasClause | TimeClause;

/** One word, or several that stand next to each other. */
export interface WordsClause {
	kind: 'words';
	words: QueryWord[];
	/** Where they must stand; null for anywhere. */
	field: Field | null;
	/** In quotation marks: taken literally, never corrected. */
	isQuoted: boolean;
	/** Where the clause stands in the text, without its operator, in UTF-16 units, `end` exclusive. */
	start: number;
	end: number;
}

export type Field = 'title' | 'category' | 'tag' | 'author';

/** `feed:`: the title of the post's feed has all these words. */
export interface FeedClause {
	kind: 'feed';
	words: QueryWord[];
}

/** `is:`. */
export interface MarkClause {
	kind: 'is';
	mark: 'unread' | 'read' | 'starred' | 'withdrawn';
}

/** `has:`. */
export interface HasClause {
	kind: 'has';
	thing: 'image' | 'audio' | 'comments';
}

/** `after:` and `before:`. */
export interface TimeClause {
	kind: 'time';
	/** UTC milliseconds, inclusive, or -Infinity. */
	from: number;
	/** UTC milliseconds, exclusive, or Infinity. */
	to: number;
}

export interface QueryWord {
	/** As in the search box. */
	typed: string;
	/** As the index knows it. */
	term: string;
	/**
	 * `whole`: the word itself; `start`: also longer words that begin with it, because it may still be being typed
	 * (or is Korean); `character`: one character of a script without spaces, found inside pairs.
	 */
	as: 'whole' | 'start' | 'character';
	/** Where it stands in the text, in UTF-16 units, `end` exclusive. */
	start: number;
	end: number;
}

/**
 * Reads `words`, `"a phrase"`, `-without`, `this OR that`, and `operator:value` with the operators of `OPERATORS`. Any
 * text means something: what is no operator is words, and what is clearly still being typed (`is:un` at the end) is
 * left out.
 */
export function parseQuery(text: string): Query {
	const query: Query = [];
	const typed = text.slice(0, LONGEST_QUERY);
	let afterOr = false;
	for (const chunk of chunksOf(typed)) {
		// At the beginning it has nothing to join, so it is a word; at the end its other side is yet to come.
		if (isOr(chunk) && query.length > 0) {
			afterOr = true;
			continue;
		}
		const clause = clauseOf(chunk, typed);
		if (clause === null) continue;
		const last = query.at(-1);
		if (afterOr && last && !last.isUnwanted && !chunk.isUnwanted) last.anyOf.push(clause);
		else query.push({ anyOf: [clause], isUnwanted: chunk.isUnwanted });
		afterOr = false;
	}
	return eachOnce(query.map((group) => ({ ...group, anyOf: eachOnce(group.anyOf) })));
}

/** Whether nothing is asked, so that the whole library answers. */
export function isEmpty(query: Query): boolean {
	return query.length === 0;
}

function isOr({ value, isQuoted, isUnwanted, operator }: Chunk): boolean {
	return value === 'OR' && !isQuoted && !isUnwanted && operator === null;
}

/** Null if `chunk` asks for nothing. */
function clauseOf(chunk: Chunk, text: string): Clause | null {
	const { operator, value, valueStart } = chunk;
	const valueEnd = valueStart + value.length;
	switch (operator) {
		case null:
			return wordsClause(chunk, text, null, valueStart, valueEnd);
		case 'feed': {
			const named = wordsClause(chunk, text, null, valueStart, valueEnd);
			return named && { kind: 'feed', words: named.words };
		}
		case 'before':
		case 'after':
		case 'is':
		case 'has': {
			const clause = clauseOfValue(operator, value);
			if (clause !== null || value === '') return clause;
			if (mayGoOn(chunk, text) && isUnfinishedValue(operator, value)) return null;
			return wordsClause(chunk, text, null, chunk.operatorStart, chunk.end);
		}
		default:
			return wordsClause(chunk, text, operator, valueStart, valueEnd);
	}
}

/** Null if there is no word in `text` from `start` to `end`. */
function wordsClause(
	chunk: Chunk,
	text: string,
	field: Field | null,
	start: number,
	end: number
): WordsClause | null {
	// The beginning of a word that is not wanted would keep out all the others that begin so.
	const words = wordsOf(text.slice(start, end), start, mayGoOn(chunk, text) && !chunk.isUnwanted);
	return words.length === 0 ? null : { kind: 'words', words, field, isQuoted: chunk.isQuoted, start, end };
}

/** @param at where `text` stands in the query */
function wordsOf(text: string, at: number, unfinished: boolean): QueryWord[] {
	return tokenize(text).map(({ term, start, end }) => {
		const word = { typed: text.slice(start, end), term, start: at + start, end: at + end };
		if (isLoneCharacter(term)) return { ...word, as: 'character' };
		const isStart = isHangul(term) || (unfinished && end === text.length);
		return { ...word, as: isStart ? 'start' : 'whole' };
	});
}

/** Whether what is typed next may belong to `chunk`. */
function mayGoOn(chunk: Chunk, text: string): boolean {
	return chunk.end === text.length && !chunk.isClosed;
}

/** Make no difference to what is found. */
const ASIDE = new Set(['typed', 'start', 'end']);

function eachOnce<Part extends Group | Clause>(parts: Part[]): Part[] {
	const once = new Map<string, Part>();
	for (const part of parts) {
		const key = JSON.stringify(part, (name, value: unknown) => (ASIDE.has(name) ? undefined : value));
		if (!once.has(key)) once.set(key, part);
	}
	return [...once.values()];
}
