import type { CompletionDetail } from '$lib/search/answer';
import { OPERATORS, type OperatorName } from './operators';
import { QUOTES } from './query-chunks';
import { tokenize } from '$lib/search/text/tokenize';

/** What the library has that operators can name. The lists do not change: new names are a new list. */
export interface KnownNames {
	categories: readonly KnownName[];
	tags: readonly KnownName[];
	authors: readonly KnownName[];
	feeds: readonly KnownName[];
	/** Those with posts, newest first. */
	years: readonly number[];
}

export interface KnownName {
	name: string;
	/** Number of posts. */
	count: number;
}

/** Something that may be meant. */
export interface Choice {
	/** As it stands in a query. */
	text: string;
	detail: CompletionDetail;
}

/**
 * `operator:value` for the values that `typed` may become, likeliest first.
 * @param whole the value to be replaced, of which `typed` is the beginning: it is there already, so it is no choice.
 */
export function valueChoices(
	operator: OperatorName,
	typed: string,
	whole: string,
	names: KnownNames
): Choice[] {
	switch (operator) {
		case 'title':
			return [];
		case 'category':
			return nameChoices(operator, typed, whole, names.categories);
		case 'tag':
			return nameChoices(operator, typed, whole, names.tags);
		case 'author':
			return nameChoices(operator, typed, whole, names.authors);
		case 'feed':
			return nameChoices(operator, typed, whole, names.feeds);
		case 'before':
		case 'after':
			return dateChoices(operator, typed, whole, names.years);
		case 'is':
		case 'has':
			return fixedChoices(operator, typed, whole);
	}
}

/** Names that have the words of `typed` in a row, the last of them perhaps unfinished; most posts first. */
function nameChoices(
	operator: OperatorName,
	typed: string,
	whole: string,
	known: readonly KnownName[]
): Choice[] {
	const sought = termsOf(typed);
	if (sought.length === 0 && typed.trim() !== '') return [];
	const present = termsOf(whole).join(' ');
	const termsOfAll = termsOfNames(known);
	return known
		.filter((_, at) => {
			const terms = termsOfAll[at]!;
			return terms.length > 0 && terms.join(' ') !== present && haveInARow(terms, sought);
		})
		.toSorted((a, b) => b.count - a.count)
		.map(({ name, count }) => ({ text: `${operator}:${valueOf(name)}`, detail: { kind: 'name', count } }));
}

/** The same thousands of names are gone through at every keystroke. */
const termsByNames = new WeakMap<readonly KnownName[], string[][]>();

function termsOfNames(known: readonly KnownName[]): string[][] {
	let terms = termsByNames.get(known);
	if (terms === undefined) {
		terms = known.map(({ name }) => termsOf(name));
		termsByNames.set(known, terms);
	}
	return terms;
}

function termsOf(text: string): string[] {
	return tokenize(text).map(({ term }) => term);
}

function haveInARow(terms: string[], sought: string[]): boolean {
	const last = sought.length - 1;
	return terms.some((_, at) =>
		sought.every((term, i) => (i === last ? terms[at + i]?.startsWith(term) : terms[at + i] === term))
	);
}

const EVERY_QUOTE = new RegExp(`[${QUOTES}]`, 'g');

/** `name` as a value. A quotation mark cannot stand in one; to the search it is a space anyway. */
function valueOf(name: string): string {
	const value = name.replace(EVERY_QUOTE, ' ').trim().replace(/\s+/g, ' ');
	return value.includes(' ') ? `"${value}"` : value;
}

function fixedChoices(operator: OperatorName, typed: string, whole: string): Choice[] {
	const values = OPERATORS.find(({ name }) => name === operator)?.values ?? [];
	return values
		.filter(({ value }) => value.startsWith(typed.toLowerCase()) && value !== whole.toLowerCase())
		.map(({ value }) => ({ text: `${operator}:${value}`, detail: { kind: 'value', operator, value } }));
}

/** Years, or the months of the year that is there. */
function dateChoices(
	operator: 'before' | 'after',
	typed: string,
	whole: string,
	years: readonly number[]
): Choice[] {
	const year = /^\d{4}-/.exec(typed)?.[0];
	const values = year === undefined ? years.map(String) : monthsOf(year);
	return values
		.filter((value) => value.startsWith(typed) && value !== whole)
		.map((value) => ({ text: `${operator}:${value}`, detail: { kind: operator, period: value } }));
}

/** @param year with the hyphen after it. */
function monthsOf(year: string): string[] {
	return Array.from({ length: 12 }, (_, month) => year + String(month + 1).padStart(2, '0'));
}
