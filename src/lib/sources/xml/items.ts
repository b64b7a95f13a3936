import { ParseError } from 'feedsmith';
import type { ItemFault, XmlPart } from './parts';

/** Items that are read at once. */
const BATCH = 50;
/** Also what a ParseError means here: feedsmith throws it for a feed in which it finds nothing. */
const EMPTY = { fault: 'item_empty' } as const;

/** What an item holds, or what is wrong with it. */
export type ReadItem<Item> = { item: Item } | { fault: ItemFault };

/**
 * Reads items many at a time, and one by one where one of them is damaged, so that each is read or named.
 * @param parse gives the items of that many, in their order, perhaps without the empty ones; may throw
 */
export function readItems<Item>(
	parts: readonly XmlPart[],
	parse: (items: readonly string[]) => readonly Item[]
): ReadItem<Item>[] {
	const read: ReadItem<Item>[] = [];
	for (let start = 0; start < parts.length; start += BATCH) {
		const batch = parts.slice(start, start + BATCH);
		read.push(...(readTogether(batch, parse) ?? batch.map((part) => readAlone(part, parse))));
	}
	return read;
}

function readTogether<Item>(
	parts: readonly XmlPart[],
	parse: (items: readonly string[]) => readonly Item[]
): ReadItem<Item>[] | null {
	const texts = parts.flatMap((part) => ('xml' in part ? part.xml : []));
	if (texts.length < parts.length) return null;
	try {
		const items = parse(texts);
		return items.length === parts.length ? items.map((item) => ({ item })) : null;
	} catch (error) {
		if (error instanceof ParseError) return parts.map(() => EMPTY);
		// Read one by one, each says for itself what is wrong.
		if (error instanceof Error) return null;
		throw error;
	}
}

function readAlone<Item>(
	part: XmlPart,
	parse: (items: readonly string[]) => readonly Item[]
): ReadItem<Item> {
	if ('fault' in part) return part;
	try {
		const item = parse([part.xml])[0];
		return item === undefined ? EMPTY : { item };
	} catch (error) {
		if (error instanceof ParseError) return EMPTY;
		if (error instanceof Error) return { fault: 'item_damaged_xml' };
		throw error;
	}
}
