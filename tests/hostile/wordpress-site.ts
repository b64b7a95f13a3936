import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contextOf, type WordPress } from '../unit/wordpress-in-memory';
import { SourceError } from '$lib/sources/source-error';

/** A site in memory that answers as WordPress does, behind a real server. */
export class WordPressSite {
	readonly #server: Server;

	private constructor(site: WordPress) {
		const { fetchText } = contextOf(site);
		this.#server = createServer((request, response) => {
			const address = new URL(request.url ?? '/', 'https://harbour.example/');
			const headers = {
				'Access-Control-Allow-Origin': '*',
				'Access-Control-Expose-Headers': 'X-WP-Total',
				'Content-Type': 'application/json'
			};
			fetchText(address.href).then(
				({ text, headers: given }) => {
					const total = given?.get('X-WP-Total') ?? null;
					response.writeHead(200, { ...headers, ...(total !== null && { 'X-WP-Total': total }) });
					response.end(text);
				},
				(error: unknown) => {
					response.writeHead(404, headers);
					response.end(error instanceof SourceError ? error.message : String(error));
				}
			);
		});
	}

	static async start(site: WordPress): Promise<WordPressSite> {
		const started = new WordPressSite(site);
		await new Promise<void>((resolve) => started.#server.listen(0, '127.0.0.1', resolve));
		return started;
	}

	/** Where its API begins. */
	get root(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/wp-json/`;
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}
