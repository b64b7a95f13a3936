/** The part of the app that fetches the pages of links, with its words in the reader's language. */
export async function linkParts(): Promise<typeof import('./link-parts')> {
	const parts = await import('./link-parts');
	await parts.speakOfLinks();
	return parts;
}
