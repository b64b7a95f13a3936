/**
 * Runs in the page, before anything else, as it stands here. What a first visit shows comes by two answers, of which the first names the
 * other: they come while the scripts do, into the browser's cache. `askedEarly` says which; src/lib/sync/early-answers.ts takes them.
 * @param {string} base where Backlist is served: empty, or a folder such as `/reader`
 */
export async function askForFirstPosts(base) {
	const most = 3;
	/** @type {string[]} */
	const asked = [];
	Object.assign(globalThis, { askedEarly: asked });
	const ask = (/** @type {URL} */ url) => {
		asked.push(url.href);
		// Scripts go before it where there is not room for all.
		return fetch(url, {
			cache: 'no-cache',
			credentials: 'omit',
			referrerPolicy: 'no-referrer',
			priority: 'low'
		});
	};
	try {
		// As src/lib/state/library-witness.ts has it, by the name that src/lib/model/own-name.ts gives it.
		if (localStorage.getItem(`backlist-library${base && `:${base}`}`) !== null) return;
		const answer = await ask(new URL(`${base}/config.json`, location.origin));
		/** @type {{ feeds: (string | { url: string })[] }} */
		const { feeds } = await answer.json();
		const own = feeds
			.map((feed) => (typeof feed === 'string' ? feed : feed?.url))
			.filter((url) => typeof url === 'string' && URL.canParse(url, answer.url))
			.map((url) => new URL(url, answer.url))
			.filter(({ origin }) => origin === location.origin);
		await Promise.all(own.slice(0, most).map(async (url) => (await ask(url)).arrayBuffer()));
	} catch {
		// Whatever is wrong, the app asks for itself, and tells.
	}
}
