// Serves the pages of the benchmark, and the built app beside them, as one origin.

import { createServer } from 'node:http';
import sirv from 'sirv';

/**
 * With the headers that isolate an origin: only there are a page's clocks exact to 5 µs.
 * @param {string} benchFolder served as `/bench/`
 * @param {string | null} appFolder served as `/`; null for no app
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveIsolated(benchFolder, appFolder) {
	const bench = sirv(benchFolder, { dev: true });
	const app = appFolder === null ? null : sirv(appFolder, { dev: true, single: 'index.html' });
	const server = createServer((request, response) => {
		response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
		response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
		const notFound = () => {
			response.statusCode = 404;
			response.end();
		};
		const path = request.url ?? '/';
		if (path.startsWith('/bench/')) {
			request.url = path.slice('/bench'.length);
			bench(request, response, notFound);
		} else if (app === null) notFound();
		else app(request, response);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
	const address = server.address();
	const port = address !== null && typeof address === 'object' ? address.port : 0;
	return {
		url: `http://localhost:${port}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}
