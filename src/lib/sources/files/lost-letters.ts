import { say, type Said } from '$lib/messages/problem-words';

/** What stands where bytes were no letters of the encoding that the file was read in. */
const LOST = '\ufffd';

/** What to say of a text with letters that could not be read; nothing where all could. */
export function lettersLost(text: string): Said[] {
	let count = 0;
	for (let at = text.indexOf(LOST); at !== -1; at = text.indexOf(LOST, at + 1)) count += 1;
	return count === 0 ? [] : [say('opml_letters_lost', { count })];
}
