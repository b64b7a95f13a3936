import { speakOfPages } from '$lib/messages/messages';

/** A part of the page that comes after the list, with the words that the list itself does not need. */
export async function withAllWords<Part>(part: Promise<Part>): Promise<Part> {
	const [loaded] = await Promise.all([part, speakOfPages()]);
	return loaded;
}
