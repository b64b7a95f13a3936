import type { FileFormat, FilePart, OpenFile } from '$lib/sources/files/file-format';
import { tellingOfLostLetters } from '$lib/sources/files/lost-letters';
import { say } from '$lib/messages/problem-words';
import { isObject, listOf, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import { parseJson } from '$lib/sources/parse-json';
import { noList, partsOfItems, type ReadItem } from './kept-parts';

/** A list in JSON that another reader exports. */
interface JsonList {
	kind: FileFormat['kind'];
	/** Whether the beginning of a text in JSON is of this list. */
	recognises: (start: string) => boolean;
	/** Member that holds the items where the list is in an object. */
	member: string | null;
	read: (item: JsonObject, number: number) => ReadItem;
}

/** A list in JSON as a format of files. */
export function jsonList({ kind, recognises, member, read }: JsonList): FileFormat {
	return tellingOfLostLetters({
		kind,
		recognises: ({ text }) => /^\ufeff?\s*[[{]/.test(text) && recognises(text),
		read: async function* (file: OpenFile, { now }): AsyncGenerator<FilePart> {
			const value = parseJson(await file.whole());
			const items = Array.isArray(value) ? (value as unknown[]) : memberItems(value, member);
			if (items === null) throw noList(file.name);
			yield* partsOfItems(items, (item, number) => readObject(item, number, read), now);
		}
	});
}

function memberItems(value: unknown, member: string | null): readonly unknown[] | null {
	if (member === null || !isObject(value)) return null;
	const items = memberOf(value, member);
	return Array.isArray(items) ? (items as unknown[]) : null;
}

function readObject(item: unknown, number: number, read: JsonList['read']): ReadItem {
	if (isObject(item)) return read(item, number);
	const type = item === null ? 'null' : Array.isArray(item) ? 'array' : typeof item;
	return { reason: say('item_not_object', { number, type }) };
}

/** A member of an object within an item; '' where there is none. */
export function textIn(item: JsonObject, ...path: readonly string[]): string {
	let value: unknown = item;
	for (const name of path) value = isObject(value) ? memberOf(value, name) : undefined;
	return textOf(value);
}

/** What lists name by a word, or by an object with its name. */
export function namesIn(item: JsonObject, member: string, name: string): string[] {
	return listOf(memberOf(item, member))
		.map((value) => (isObject(value) ? textIn(value, name) : textOf(value)))
		.filter((text) => text !== '');
}

/** Whether a member says yes, in one of the ways in which programs say it. */
export function saysYes(item: JsonObject, member: string): boolean {
	return ['true', '1'].includes(String(memberOf(item, member)));
}
