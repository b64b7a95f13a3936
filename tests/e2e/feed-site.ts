import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a site answers at one address. */
export interface Answer {
	status?: number;
	type?: string;
	/** Whether other sites may read it; true unless said. */
	cors?: boolean;
	/** An object is sent as JSON. */
	body: string | object;
	/** Milliseconds before the answer. */
	delay?: number;
}

/** A blog's site on this machine: another origin than the app's. */
export class FeedSite {
	readonly #answers = new Map<string, Answer>();
	readonly #server: Server;
	/** Paths asked for, in order. */
	readonly requests: string[] = [];
	/** What came with each of `requests`. */
	readonly headers: IncomingHttpHeaders[] = [];

	private constructor() {
		this.#server = createServer((request, response) => {
			const path = request.url ?? '/';
			this.requests.push(path);
			this.headers.push(request.headers);
			const answer = this.#answers.get(path) ?? {
				status: 404,
				type: 'text/html',
				body: '<h1>Not found</h1>'
			};
			setTimeout(() => send(response, answer), answer.delay ?? 0);
		});
	}

	static async start(): Promise<FeedSite> {
		const site = new FeedSite();
		await new Promise<void>((resolve) => site.#server.listen(0, '127.0.0.1', resolve));
		return site;
	}

	/** Such as `http://127.0.0.1:40123`. */
	get origin(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** From now on `path` gives `answer`. @returns its absolute address. */
	put(path: string, answer: Answer): string {
		this.#answers.set(path, answer);
		return this.origin + path;
	}

	/** A JSON Feed of `items` at `path`. @returns its absolute address. */
	putFeed(path: string, title: string, items: object[], more: object = {}): string {
		return this.put(path, {
			type: 'application/feed+json',
			body: { version: 'https://jsonfeed.org/version/1.1', title, items, ...more }
		});
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

function send(
	response: ServerResponse,
	{ status = 200, type = 'application/json', cors = true, body }: Answer
): void {
	const headers: Record<string, string> = { 'Content-Type': type, 'Cache-Control': 'no-cache' };
	if (cors) headers['Access-Control-Allow-Origin'] = '*';
	response.writeHead(status, headers);
	response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
