import { OPERATORS, type OperatorName } from './operators';

/** A piece of what is typed: `word`, `"a phrase"`, `-not`, `title:word`, `-category:"Web Design"`. */
export interface Chunk {
	/** Where it stands, all of it, in UTF-16 units, `end` exclusive. */
	start: number;
	end: number;
	/** A minus stands before it. */
	isUnwanted: boolean;
	/** Where the operator stands, or else where the value does. */
	operatorStart: number;
	operator: OperatorName | null;
	/** What is left without minus, operator and quotation marks; may be empty. */
	value: string;
	valueStart: number;
	isQuoted: boolean;
	/** Whether the quotation mark at the end is there too. */
	isClosed: boolean;
}

/** Nobody types more; a pasted page must not stop the search. UTF-16 units. */
export const LONGEST_QUERY = 1000;

/** Any of them opens a phrase, and any closes it: for the brackets of an expression. */
export const QUOTES = '"“”„«»';

const NAMES = OPERATORS.map(({ name }) => name).join('|');
const CHUNK = new RegExp(
	[
		String.raw`(?:(?<!\S)(?<minus>-))?`,
		// After a space, or the minus after a space: `a-title:b` is one word with hyphens and such.
		String.raw`(?:(?<=(?<!\S)-?)(?<operator>${NAMES}):)?`,
		`(?:(?<open>[${QUOTES}])(?<phrase>[^${QUOTES}]*)(?<close>[${QUOTES}]?)|(?<word>[^\\s${QUOTES}]*))`
	].join(''),
	'gi'
);

/** Takes `text` apart; whatever it is, nothing but space is left over, up to {@link LONGEST_QUERY}. */
export function chunksOf(text: string): Chunk[] {
	const chunks: Chunk[] = [];
	for (const match of text.slice(0, LONGEST_QUERY).matchAll(CHUNK)) {
		if (match[0] === '') continue;
		const { minus = '', operator, open = '', phrase, close = '', word = '' } = match.groups!;
		const operatorStart = match.index + minus.length;
		const operatorLength = operator === undefined ? 0 : operator.length + 1;
		chunks.push({
			start: match.index,
			end: match.index + match[0].length,
			isUnwanted: minus !== '',
			operatorStart,
			operator: (operator?.toLowerCase() ?? null) as OperatorName | null,
			value: phrase ?? word,
			valueStart: operatorStart + operatorLength + open.length,
			isQuoted: open !== '',
			isClosed: close !== ''
		});
	}
	return chunks;
}
