import type { Author } from '$lib/model/author';
import { shortened } from '$lib/model/visible-text';
import { LONGEST_NAME, MOST_PEOPLE } from '$lib/sources/bounds';
import { lineOf } from '$lib/sources/feed-text';
import { hostName, personUrl } from '$lib/sources/http-url';

/** A person as RSS, Atom or Dublin Core names one. */
export interface Person {
	/** Perhaps with an address: `editor@example.org (Ada Heron)`. */
	name?: string;
	email?: string;
	uri?: string;
}

const NAME_AFTER_ADDRESS = /^[^\s()<>]+@[^\s()<>]+ ?\(([^()]+)\)$/;
const NAME_BEFORE_ADDRESS = /^([^<>]+)<[^<>]*>$/;
/** An element that names a person, in RSS. */
const PERSON = /<(author|managingeditor|webmaster)[\s>]/gi;
/** A person in more letters, in UTF-16 units, is not read: the time it takes grows with their square. */
const LONGEST_PERSON = 1000;

/**
 * The authors that the first of several lists names that names any; each once.
 * @param base absolute address that their addresses are relative to
 */
export function peopleOf(lists: readonly (readonly Person[] | undefined)[], base: string): Author[] {
	for (const list of lists) {
		const byKey = new Map<string, Author>();
		for (const author of (list ?? []).slice(0, MOST_PEOPLE).flatMap((person) => readPerson(person, base))) {
			const key = `${author.name}\n${author.url ?? ''}`;
			if (!byKey.has(key)) byKey.set(key, author);
		}
		if (byKey.size > 0) return [...byKey.values()];
	}
	return [];
}

/** Names alone, as Dublin Core and iTunes have them. */
export function named(names: readonly (string | undefined)[] | undefined): Person[] {
	return (names ?? []).flatMap((name) => (name === undefined ? [] : { name }));
}

/** Takes the people out of an RSS item whose name would take too long to read. */
export function withoutEndlessPeople(xml: string): string {
	for (const { 0: tag, 1: name = '', index } of xml.matchAll(PERSON)) {
		const start = index + tag.length;
		const beginning = xml.slice(start, start + LONGEST_PERSON).toLowerCase();
		if (!beginning.includes(`</${name.toLowerCase()}`)) {
			return xml.replace(/(<\/?)(author|managingeditor|webmaster)(?=[\s>])/gi, '$1unread-$2');
		}
	}
	return xml;
}

function readPerson({ name = '', email = '', uri }: Person, base: string): Author[] {
	const url = personUrl(uri, base);
	const line = nameAlone(lineOf(name)) || lineOf(email) || (url === null ? '' : hostName(url));
	return line === '' ? [] : [{ name: shortened(line, LONGEST_NAME), url, avatar: null }];
}

function nameAlone(line: string): string {
	if (line.length > LONGEST_PERSON) return line;
	const match = NAME_AFTER_ADDRESS.exec(line) ?? NAME_BEFORE_ADDRESS.exec(line);
	return match?.[1]?.trim() || line;
}
