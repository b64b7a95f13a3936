/**
 * Runs in the page, before anything else, as it stands here. What a first visit shows comes by two answers, of which the first names the
 * other: they come while the scripts do, into the browser's cache, from which src/lib/sync/early-answers.ts takes them.
 * @param {string} base where Backlist is served: empty, or a folder such as `/reader`
 */
export async function askForFirstPosts(base) {
	const most = 3;
	// Scripts go before it where there is not room for all.
	const ask = (/** @type {string | URL} */ url) =>
		fetch(url, { cache: 'no-cache', credentials: 'omit', referrerPolicy: 'no-referrer', priority: 'low' });
	try {
		// As src/lib/state/library-witness.ts has it, by the name that src/lib/model/own-name.ts gives it.
		if (localStorage.getItem(`backlist-library${base && `:${base}`}`) !== null) return;
		const answer = await ask(`${base}/config.json`);
		/** @type {{ feeds: (string | { url: string })[] }} */
		const { feeds } = await answer.json();
		const urls = feeds.map((feed) => new URL(typeof feed === 'string' ? feed : feed.url, answer.url));
		const own = urls.filter(({ origin }) => origin === location.origin);
		await Promise.all(own.slice(0, most).map(async (url) => (await ask(url)).arrayBuffer()));
	} catch {
		// The app asks for itself, and tells what is wrong.
	}
}
