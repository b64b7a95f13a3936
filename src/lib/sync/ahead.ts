/**
 * The same pages, each next one being fetched while the one before is stored. For a walk that goes to its end: one that may
 * stop earlier would have asked the site for a page in vain.
 */
export async function* ahead<T>(pages: AsyncGenerator<T>): AsyncGenerator<T> {
	try {
		let coming = pages.next();
		for (let page = await coming; page.done !== true; page = await coming) {
			coming = pages.next();
			// Heard when its turn comes; until then it must not count as one that nobody hears.
			coming.catch(() => undefined);
			yield page.value;
		}
	} finally {
		// What is still under way ends with the sync; nobody waits for it.
		pages.return(undefined).catch(() => undefined);
	}
}
