import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Host } from './nginx';

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'application/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.webmanifest': 'application/manifest+json'
};

/**
 * Serves a project's pages as GitHub does: `folder` below `/reader/`, every file for ten minutes, no headers to be set, `404.html` with
 * status 404 for whatever is not there, and nothing that begins with an underscore unless `.nojekyll` is there.
 */
export async function startPagesHost(folder: string): Promise<Host> {
	const isThere = (path: string) =>
		stat(join(folder, path)).then(
			(found) => found.isFile(),
			() => false
		);
	const hidesUnderscores = !(await isThere('.nojekyll'));
	const server = createServer((request, response) => {
		void (async () => {
			const { pathname } = new URL(request.url ?? '/', 'http://localhost');
			if (pathname === '/reader') {
				response.writeHead(301, { Location: '/reader/' }).end();
				return;
			}
			const asked = pathname.replace(/^\/reader\//, '').replace(/^$/, 'index.html');
			const isHidden = hidesUnderscores && /(^|\/)_/.test(asked);
			const isFound = pathname.startsWith('/reader/') && !isHidden && (await isThere(asked));
			const path = isFound ? asked : '404.html';
			response.writeHead(isFound ? 200 : 404, {
				'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
				'Cache-Control': 'max-age=600'
			});
			response.end(await readFile(join(folder, path)));
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://localhost:${(server.address() as AddressInfo).port}`,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
