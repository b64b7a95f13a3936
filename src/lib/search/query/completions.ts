import type { Completion } from '$lib/search/answer';
import { valueChoices, type Choice, type KnownNames } from './completion-values';
import { OPERATORS } from './operators';
import { chunksOf, LONGEST_QUERY, type Chunk } from './query-chunks';

export type { KnownName, KnownNames } from './completion-values';

const MOST = 8;
/** Letters from which on an operator may be meant: shorter ones begin too many words. After a minus few do. */
const SHORTEST = 3;
const SHORTEST_AFTER_MINUS = 2;

/**
 * Ways to go on with what is being typed before `caret` (UTF-16 units), likeliest first, at most 8: operators, and the
 * values of the one that is there.
 */
export function completionsAt(query: string, caret: number, names: KnownNames): Completion[] {
	const chunk = chunksOf(query).find(({ start, end }) => start < caret && caret <= end);
	if (chunk === undefined) return [];
	// A phrase that is still open reaches to the end, over words that were typed before it: they stay.
	const end = chunk.isQuoted && !chunk.isClosed ? caret : chunk.end;
	const completions =
		chunk.operator === null
			? operatorChoices(query, chunk, caret).map((choice) => complete(query, chunk, end, choice, ''))
			: choicesAt(query, chunk, caret, end, names).map((choice) => complete(query, chunk, end, choice, ' '));
	return completions.filter((one) => one.caret <= LONGEST_QUERY).slice(0, MOST);
}

function operatorChoices(query: string, chunk: Chunk, caret: number): Choice[] {
	const { value, isQuoted, isUnwanted, start, end } = chunk;
	const shortest = isUnwanted ? SHORTEST_AFTER_MINUS : SHORTEST;
	if (isQuoted || caret < end || value.length < shortest || /\S$/.test(query.slice(0, start))) return [];
	return OPERATORS.filter(({ name }) => name.startsWith(value.toLowerCase())).map(({ name }) => ({
		text: `${name}:`,
		detail: { kind: 'operator', operator: name }
	}));
}

/** @param end of what is replaced. */
function choicesAt(query: string, chunk: Chunk, caret: number, end: number, names: KnownNames): Choice[] {
	const { operator, valueStart, value, isClosed } = chunk;
	if (operator === null || caret < valueStart || (isClosed && caret === chunk.end)) return [];
	const whole = query.slice(valueStart, Math.min(end, valueStart + value.length));
	return valueChoices(operator, query.slice(valueStart, caret), whole, names);
}

/** @param after what stands between what is chosen and what is typed next. */
function complete(
	query: string,
	chunk: Chunk,
	end: number,
	{ text, detail }: Choice,
	after: string
): Completion {
	const label = `${chunk.isUnwanted ? '-' : ''}${text}`;
	const rest = query.slice(end);
	const before = query.slice(0, chunk.start) + label + after;
	const isSpaced = after !== '' && /^\s/.test(rest);
	return { label, detail, query: before + (isSpaced ? rest.slice(1) : rest), caret: before.length };
}
