import { folderOf, LONGEST_FOLDER_NAME, MOST_LEVELS, type Folder } from '$lib/model/folder';
import { isText, listOf, soundIn } from './values';

const isName = (value: unknown): boolean =>
	isText(value) && value !== '' && value.length <= LONGEST_FOLDER_NAME;
const areNames = listOf(isName);

/** A folder that a feed is in; one in none has no such member. */
export const isFolder = (value: unknown): value is Folder =>
	Array.isArray(value) && value.length > 0 && value.length <= MOST_LEVELS && areNames(value);

/** What is left of a folder; undefined for none. */
export function folderIn(value: unknown): Folder | undefined {
	const folder = folderOf(soundIn(value, isText));
	return folder.length > 0 ? folder : undefined;
}
