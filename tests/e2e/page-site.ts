import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is at one address. */
export interface PageAnswer {
	status?: number;
	type?: string;
	/** Whether other sites may read it; true unless said. */
	cors?: boolean;
	/** Where it leads instead, as a path. */
	location?: string;
	body?: string | Uint8Array;
	/** Whether it is waited for until {@link PageSite.letGo}. */
	waits?: boolean;
}

/** A site with pages of any kind on this machine, and a relay for those that it does not let others read. */
export class PageSite {
	readonly #answers = new Map<string, PageAnswer>();
	readonly #server: Server;
	#waiting: (() => void)[] = [];
	/** Paths asked for, in order. */
	readonly requests: string[] = [];

	private constructor() {
		this.#server = createServer((request, response) => {
			const path = request.url ?? '/';
			this.requests.push(path);
			const wanted = new URL(path, this.origin).searchParams.get('url');
			if (wanted === null) this.#answer(path, response);
			else this.#send(response, { ...this.#at(new URL(wanted).pathname), cors: true });
		});
	}

	static async start(): Promise<PageSite> {
		const site = new PageSite();
		await new Promise<void>((resolve) => site.#server.listen(0, '127.0.0.1', resolve));
		return site;
	}

	get origin(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** Template of its relay. */
	get relay(): string {
		return `${this.origin}/relay?url={url}`;
	}

	put(path: string, answer: PageAnswer): void {
		this.#answers.set(path, answer);
	}

	/** Answers all that waits. */
	letGo(): void {
		for (const answer of this.#waiting.splice(0)) answer();
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	#at(path: string): PageAnswer {
		return this.#answers.get(path) ?? { status: 404, body: '<title>404</title>' };
	}

	#answer(path: string, response: ServerResponse): void {
		const answer = this.#at(path);
		if (answer.waits === true) this.#waiting.push(() => this.#send(response, answer));
		else this.#send(response, answer);
	}

	#send(response: ServerResponse, answer: PageAnswer): void {
		const { status = 200, type = 'text/html', cors = true, location, body = '' } = answer;
		response.writeHead(location === undefined ? status : 302, {
			'Content-Type': type,
			...(cors && { 'Access-Control-Allow-Origin': '*' }),
			...(location !== undefined && { Location: location })
		});
		response.end(body);
	}
}
