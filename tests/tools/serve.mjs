// Serves the built app as a plain static host would. `npm run serve`, `npm start` and the end-to-end tests use it.

import { existsSync, realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { argv, env, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import sirv from 'sirv';
import { root } from './run.mjs';

/** A server that runs: where it is, and how to end it. */
/** @typedef {{ url: string, port: number, close: () => Promise<void> }} RunningServer */

/**
 * Serves `folder` on this machine only. Any address without a file gets `index.html`, an address that looks like a
 * file (`/x.js`) gets 404. Files are read anew each time, so that a new build shows at once.
 * @param {{ folder: string, port: number }} options `port` 0 takes any free one
 * @returns {Promise<RunningServer>}
 * @throws {Error} with words for a person when there is no build or the port is taken
 */
export async function serve({ folder, port }) {
	if (!existsSync(join(folder, 'index.html'))) {
		throw new Error(`There is no index.html in ${folder}. Run \`npm run build\` first.`);
	}
	const handle = sirv(folder, { dev: true, etag: true, brotli: true, single: 'index.html', setHeaders });
	// As static hosts do, with what the build has not packed already.
	const compress = compression();
	const server = createServer((request, response) =>
		compress(/** @type {any} */ (request), /** @type {any} */ (response), () => handle(request, response))
	);
	await listen(server, port);
	const address = server.address();
	const actualPort = address !== null && typeof address === 'object' ? address.port : port;
	return {
		url: `http://localhost:${actualPort}`,
		port: actualPort,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}

/**
 * Serves `build/` at PORT, or 4180, until Ctrl-C.
 * @returns {Promise<void>}
 */
export async function serveBuild() {
	try {
		const server = await serve({ folder: join(root, 'build'), port: wantedPort() });
		console.log(`Backlist is at ${server.url}`);
		const end = () => void server.close().then(() => exit(0));
		process.once('SIGINT', end).once('SIGTERM', end);
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		exit(1);
	}
}

/**
 * Names of built files change with their content, so they may be kept for good. Everything else is asked for anew:
 * a kept `index.html` or `service-worker.js` would hide a new version.
 * @param {import('node:http').ServerResponse} response
 * @param {string} path
 */
function setHeaders(response, path) {
	const isImmutable = path.includes('/_app/immutable/');
	response.setHeader('Cache-Control', isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
	response.setHeader('X-Content-Type-Options', 'nosniff');
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<void>}
 */
function listen(server, port) {
	return new Promise((resolve, reject) => {
		server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
			reject(error.code === 'EADDRINUSE' ? new Error(portIsTaken(port)) : error)
		);
		server.listen(port, '127.0.0.1', resolve);
	});
}

/** @param {number} port */
function portIsTaken(port) {
	return (
		`Port ${port} is taken, perhaps by a Backlist that is still running. ` +
		`Close that, or choose another port: PORT=${port + 1} npm start`
	);
}

/** @throws {Error} when PORT is not a port */
function wantedPort() {
	const port = Number(env.PORT || 4180);
	if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
	throw new Error(`PORT is ${env.PORT}, which is not a port: use a number from 1 to 65535.`);
}

if (argv[1] !== undefined && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) await serveBuild();
