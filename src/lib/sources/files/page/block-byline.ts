import { LONGEST_NAME } from '$lib/sources/bounds';
import { namesIn, type Credits } from './text-credits';
import { writtenDate } from './written-date';

/** Who wrote a post, as a page says it on some lines. */
export interface Byline {
	/** Of its first line. */
	at: number;
	/** Behind its last. */
	to: number;
	credits: Credits;
}

/** A line that says something. */
interface Said {
	text: string;
	at: number;
}

/** Lines that it takes at most, blank ones too: a browser puts a blank one around each of its words. */
const LONGEST = 16;
/** Words of a name: more is a sentence. */
const MOST_WORDS = 8;
const WRITTEN_BY = /^written by(?:\s+(\S.{0,500}))?$/i;
const DATE_AND_NAME = /^(.{4,40}?)\s+[—–-]\s+by\s+(\S.{0,500})$/i;
const DASH = /^[—–-]$/;

/**
 * "Written by AUTHOR in CATEGORIES" and "DATE — by AUTHOR in CATEGORIES", as the block themes of WordPress (Twenty Twenty-Five,
 * Twenty Twenty-Four) have it: each word, and each list, may stand on a line of its own. Null when none begins on that line.
 */
export function blockBylineAt(lines: readonly string[], at: number): Byline | null {
	const first = lines[at] ?? '';
	const written = WRITTEN_BY.exec(first);
	if (written !== null)
		return written[1] === undefined ? named(said(lines, at).slice(1), at) : inOne(written[1], at);
	const [, when = first, whole] = DATE_AND_NAME.exec(first) ?? [];
	const date = first === '' ? null : writtenDate(when);
	if (date === null) return null;
	if (whole !== undefined) return inOne(whole, at, date);
	const [dash, by, ...rest] = said(lines, at).slice(1);
	return DASH.test(dash?.text ?? '') && /^by$/i.test(by?.text ?? '') ? named(rest, at, date) : null;
}

function said(lines: readonly string[], at: number): Said[] {
	return lines.slice(at, at + LONGEST).flatMap((text, i) => (text === '' ? [] : [{ text, at: at + i }]));
}

/** @param rest "AUTHOR in CATEGORIES" on one line */
function inOne(rest: string, at: number, date = ''): Byline | null {
	const [author = '', lists = ''] = rest.split(/\sin\s+(.*)$/i);
	if (!isName(author) || isSentence(lists)) return null;
	return { at, to: at + 1, credits: creditsOf(author, lists, date) };
}

/** @param rest the author, and what follows */
function named([author, second, third]: readonly Said[], at: number, date = ''): Byline | null {
	if (author === undefined || !isName(author.text)) return null;
	const [, given = ''] = /^in\s+(\S.*)$/i.exec(second?.text ?? '') ?? [];
	const lists = isSentence(given) ? '' : given;
	const isApart = /^in$/i.test(second?.text ?? '') && third !== undefined;
	const last = isApart ? third : lists === '' ? author : second;
	const credits = creditsOf(author.text, isApart ? third.text : lists, date);
	return { at, to: (last?.at ?? at) + 1, credits };
}

function creditsOf(author: string, categories: string, date: string): Credits {
	return { author: author.trim(), date, categories: namesIn(categories), tags: [] };
}

function isName(text: string): boolean {
	const isShort = text.length <= LONGEST_NAME && text.trim().split(/\s+/).length <= MOST_WORDS;
	return isShort && !isSentence(text);
}

function isSentence(text: string): boolean {
	return /[.!?:]$/.test(text);
}
