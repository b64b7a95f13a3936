import { isHangul, isLoneCharacter } from './letters';
import { tokenize, type Token } from './tokenize';

/** A search box's text, understood. */
export interface Query {
	/** All of them must be in a post. */
	wanted: Clause[];
	/** None of them may be. */
	unwanted: Clause[];
}

/** One word, or several that stand next to each other. */
export interface Clause {
	words: QueryWord[];
	/** In quotation marks: taken literally, never corrected. */
	quoted: boolean;
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
}

/** Nobody types more; a pasted page must not stop the search. UTF-16 units. */
const LONGEST_QUERY = 1000;

/** `-` (not), then a phrase, closed or not, or else anything up to a space. */
const PARTS = /(-?)(?:["“”„«»]([^"“”„«»]*)(["“”„«»]?)|([^\s"“”„«»]+))/gu;

/**
 * Reads `words`, `"a phrase"` and `-without`; any text means something, and what is no operator is words. The last word,
 * if no space follows, may be unfinished.
 */
export function parseQuery(text: string): Query {
	const query: Query = { wanted: [], unwanted: [] };
	const typed = text.slice(0, LONGEST_QUERY);
	for (const part of typed.matchAll(PARTS)) {
		const [all, minus, phrase, closed, chunk] = part;
		const follows = part.index === 0 || /\s/.test(typed[part.index - 1]!);
		const not = minus === '-' && follows;
		const atEnd = part.index + all.length === typed.length;
		const unfinished = atEnd && !not && !closed && !/\s$/.test(all);
		const clauses =
			chunk === undefined ? phraseClause(phrase ?? '', unfinished) : wordClauses(chunk, unfinished);
		(not ? query.unwanted : query.wanted).push(...clauses);
	}
	return { wanted: eachOnce(query.wanted), unwanted: eachOnce(query.unwanted) };
}

/** Whether nothing is asked, so that the whole library answers. */
export function isEmpty(query: Query): boolean {
	return query.wanted.length === 0 && query.unwanted.length === 0;
}

function phraseClause(text: string, unfinished: boolean): Clause[] {
	const words = wordsOf(text, tokenize(text), unfinished);
	return words.length === 0 ? [] : [{ words, quoted: true }];
}

/** A word each; but what was cut into pairs of characters belongs together. */
function wordClauses(chunk: string, unfinished: boolean): Clause[] {
	const tokens = tokenize(chunk);
	const words = wordsOf(chunk, tokens, unfinished);
	if (words.length > 0 && touching(tokens)) return [{ words, quoted: false }];
	return words.map((word) => ({ words: [word], quoted: false }));
}

function touching(tokens: Token[]): boolean {
	return tokens.some((token, i) => i > 0 && token.start <= tokens[i - 1]!.end);
}

function wordsOf(text: string, tokens: Token[], unfinished: boolean): QueryWord[] {
	return tokens.map(({ term, start, end }, i) => {
		const typed = text.slice(start, end);
		if (isLoneCharacter(term)) return { typed, term, as: 'character' };
		const mayGoOn = isHangul(term) || (unfinished && i === tokens.length - 1);
		return { typed, term, as: mayGoOn ? 'start' : 'whole' };
	});
}

function eachOnce(clauses: Clause[]): Clause[] {
	return [...new Map(clauses.map((clause) => [keyOf(clause), clause])).values()];
}

function keyOf({ words, quoted }: Clause): string {
	return `${quoted ? 'quoted' : ''} ${words.map(({ term, as }) => `${as} ${term}`).join(' ')}`;
}
