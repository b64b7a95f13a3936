import { LONGEST_NAME } from '$lib/sources/bounds';
import { writtenDate } from './written-date';

/** What a line says of a post; '' and none where it does not say. */
export interface Credits {
	author: string;
	/** As `dateOf` reads it. */
	date: string;
	categories: string[];
	tags: string[];
}

const NOTHING: Credits = { author: '', date: '', categories: [], tags: [] };

const BYLINE = /^(posted|published)\b(?:\s+on\b)?\s*(.*)$/i;
/** One of which the rest is missing. */
const EMPTY_BYLINE = /^posted (?:on|by|on by)$/i;
/** Words of an author of whom nothing else is said on the line: more is a sentence. */
const MOST_WORDS = 8;
/** A date in a language that is not read, in UTF-16 units. */
const LONGEST_DATE = 40;

/**
 * "Posted on DATE by AUTHOR", of which both may be missing; null of any other line. The author is all that follows the first "by".
 */
export function bylineOf(line: string): Credits | null {
	if (EMPTY_BYLINE.test(line)) return NOTHING;
	const [, verb, said] = BYLINE.exec(line) ?? [];
	if (verb === undefined || said === undefined) return null;
	const [when, author] = cutAtBy(said);
	const date = when === '' ? null : writtenDate(when);
	if (author.length > LONGEST_NAME) return null;
	if (date !== null) return { ...NOTHING, author, date };
	// "Published in 1999 by a friend" is a sentence.
	const isUndated = when === '' || (when.length <= LONGEST_DATE && /\b\d{4}\b/.test(when));
	const isName = author !== '' && author.split(/\s+/).length <= MOST_WORDS;
	return /^posted$/i.test(verb) && isUndated && isName ? { ...NOTHING, author } : null;
}

function cutAtBy(said: string): [when: string, author: string] {
	const by = /(?:^|\s)by(?:\s+|$)/i.exec(said);
	if (by === null) return [said.trim(), ''];
	return [said.slice(0, by.index).trim(), said.slice(by.index + by[0].length).trim()];
}

/** What may follow the sentence. */
const BEYOND =
	/\.?\s*(?:bookmark the permalink|you can (?:follow|leave|skip)|follow any comments|both comments|comments are closed)\b.*$/is;

/**
 * "This entry was posted on DATE, in CATEGORIES and tagged TAGS by AUTHOR." with any of them.
 * @param sentence without the words up to "posted"
 * @param author as another line says it: then a category can hold "by"
 */
export function summaryOf(sentence: string, author = ''): Credits {
	const text = sentence
		.replace(BEYOND, '')
		.replace(/\.\s*$/, '')
		.trim();
	const [rest, by] = cutOffAuthor(text, author);
	const [undated, date] = cutOffDate(rest);
	const [, lists = ''] =
		/^(?:,?\s*(?:in|on|and (?:is )?filed under|filed under|under)(?:\s+|$))?(.*)$/is.exec(undated) ?? [];
	const [categories = '', tags = ''] = ` ${lists}`.split(/\s(?:and\s+)?tagged(?:\s+with)?\s+(.*)$/is);
	return { author: by, date, categories: namesIn(categories), tags: namesIn(tags) };
}

function cutOffAuthor(text: string, known: string): [rest: string, author: string] {
	const whole = ` ${text}`;
	if (known !== '') return [withoutName(whole, ` by ${known}`), known];
	const at = whole.endsWith(' by') ? whole.length - ' by'.length : whole.lastIndexOf(' by ');
	if (at < 0) return [text, ''];
	const author = whole.slice(at + ' by '.length);
	const rest = whole.slice(0, at).trim();
	const place = rest === '' ? author.indexOf(' in ') : -1;
	if (place < 0) return [rest, author];
	// "by AUTHOR in CATEGORIES"
	return [author.slice(place).trim(), author.slice(0, place)];
}

/** A category can hold "by", too: of several only what the author is called is cut off, or a "by" that nobody follows. */
function withoutName(text: string, name: string): string {
	const at = text.lastIndexOf(name);
	const after = at < 0 ? '' : text.slice(at + name.length);
	if (at >= 0 && /^(?:,?\s+(?:in|on|and)\s|$)/i.test(after)) return (text.slice(0, at) + after).trim();
	return text.replace(/\sby$/i, '').trim();
}

function cutOffDate(text: string): [rest: string, date: string] {
	const first = /^on\s+(.+?)(?=,?\s+(?:in|and (?:is )?filed under|and tagged)\s|$)/i.exec(text);
	const begins = first?.[1] === undefined ? null : writtenDate(first[1]);
	if (first !== null && begins !== null) return [text.slice(first[0].length).trim(), begins];
	const at = text.lastIndexOf(' on ');
	const ends = at < 0 ? null : writtenDate(text.slice(at + ' on '.length));
	return ends === null ? [text, ''] : [text.slice(0, at).trim(), ends];
}

/**
 * The names of a list. WordPress joins categories by commas alone, so that "Food and Drink" without a comma is one name: a
 * person's "A and B" cannot be told from it. With a comma before it, the last "and" ends a list, as in "A, B and C": nobody
 * could tell "Travel, Food and Drink" from that either.
 */
export function namesIn(list: string): string[] {
	const names = list
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	const last = names.at(-1);
	if (names.length < 2 || last === undefined) return names;
	const [, before, after = last] = /^(?:(.*\S)\s+)?and\s+(\S.*)$/is.exec(last) ?? [];
	return [...names.slice(0, -1), ...(before === undefined ? [] : [before]), after];
}
