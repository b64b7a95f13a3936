import { visibleLine } from './visible-text';

/** A folder of feeds: names from the outside in; empty for none. */
export type Folder = readonly string[];

/** Folders within one another. */
export const MOST_LEVELS = 5;
/** Of one name, in UTF-16 units. */
export const LONGEST_FOLDER_NAME = 100;
/** Between the names of a path; within one, a slash has no spaces around it. */
const SEPARATOR = ' / ';

/** A folder as it can be kept and shown: without names of which nothing would be seen, and no deeper than five levels. */
export function folderOf(names: readonly string[]): string[] {
	return names
		.map(folderName)
		.filter((name) => name !== '')
		.slice(0, MOST_LEVELS);
}

/** No slash in it could be taken for the end of the name. */
function folderName(name: string): string {
	const line = visibleLine(name, LONGEST_FOLDER_NAME);
	return visibleLine(line.replace(/\s*\/\s*/g, '/').replace(/^\/+|\/+$/g, ''), LONGEST_FOLDER_NAME);
}

/** A folder as a reader types it: `Tech / Web` is Web within Tech. */
export function folderTyped(text: string): string[] {
	return folderOf(text.split(/\s+\/\s+/));
}

/** How a folder is shown in one line; the inverse of {@link folderTyped}. */
export function folderPath(folder: Folder): string {
	return folder.join(SEPARATOR);
}

/** Whether `folder` is `outer`, or lies within it. */
export function isWithin(folder: Folder, outer: Folder): boolean {
	return outer.every((name, level) => folder[level] === name);
}

/** The folders of feeds, each once and with those around it, in the order of their names. */
export function foldersOf(feeds: readonly { folder?: Folder }[]): Folder[] {
	const byPath = new Map<string, Folder>();
	for (const { folder = [] } of feeds) {
		for (let levels = 1; levels <= folder.length; levels += 1) {
			const outer = folder.slice(0, levels);
			byPath.set(folderPath(outer), outer);
		}
	}
	const { compare } = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
	return [...byPath.values()].sort((one, other) => {
		const level = one.findIndex((name, at) => name !== other[at]);
		if (level === -1) return one.length - other.length;
		return compare(one[level] ?? '', other[level] ?? '');
	});
}

/** What is directly in each folder, by its path; '' for what is in none. */
export interface Filed<T> {
	feeds: ReadonlyMap<string, readonly T[]>;
	/** In the order of their names. */
	folders: ReadonlyMap<string, readonly Folder[]>;
}

/** Feeds and folders by the folder that they are in. */
export function filed<T extends { folder?: Folder }>(feeds: readonly T[]): Filed<T> {
	return {
		feeds: grouped(feeds, ({ folder = [] }) => folder),
		folders: grouped(foldersOf(feeds), (folder) => folder.slice(0, -1))
	};
}

function grouped<T>(things: readonly T[], placeOf: (thing: T) => Folder): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const thing of things) {
		const path = folderPath(placeOf(thing));
		const group = groups.get(path);
		if (group === undefined) groups.set(path, [thing]);
		else group.push(thing);
	}
	return groups;
}
