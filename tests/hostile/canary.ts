import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a hostile post got out of the page. */
export interface Asked {
	/** Number of the payload. */
	number: number;
	/** Without the number, such as `picture.png`. */
	file: string;
	referrer: string | undefined;
	cookie: string | undefined;
}

/** The smallest picture, so that whoever asks for one is content. */
const DOT = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** A server that nobody should ask for anything: it notes who does, and who as much as connects. */
export class Canary {
	readonly asked: Asked[] = [];
	/** Connections by which nothing was asked count too: a browser that is told to make ready opens one. */
	connections = 0;
	readonly #server: Server;

	private constructor() {
		this.#server = createServer((request, response) => this.#answer(request, response));
		this.#server.on('connection', () => (this.connections += 1));
	}

	static async start(): Promise<Canary> {
		const canary = new Canary();
		await new Promise<void>((resolve) => canary.#server.listen(0, 'localhost', resolve));
		return canary;
	}

	/** Such as `localhost:40123`: browsers give cookies along as for a site that the reader is signed in to. */
	get host(): string {
		return `localhost:${(this.#server.address() as AddressInfo).port}`;
	}

	/** Files asked for by the payload of this number. */
	filesOf(number: number): string[] {
		return this.asked.filter((asked) => asked.number === number).map(({ file }) => file);
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	#answer(request: IncomingMessage, response: ServerResponse): void {
		const [, number, file] = /^\/(\d+)\/(.*)$/s.exec(request.url ?? '') ?? [];
		if (number === undefined) {
			// A visit by which the browser gets a cookie.
			response.setHeader('Set-Cookie', 'who=reader; Path=/');
			response.setHeader('Content-Type', 'text/html');
			response.end('<!doctype html><title>Canary</title><link rel="icon" href="data:,">');
			return;
		}
		const { referer: referrer, cookie } = request.headers;
		this.asked.push({ number: Number(number), file: file ?? '', referrer, cookie });
		response.setHeader('Access-Control-Allow-Origin', '*');
		response.setHeader('Cache-Control', 'no-store');
		response.setHeader('Content-Type', typeOf(file ?? ''));
		response.end(/\.(png|gif)$/.test(file ?? '') ? DOT : '');
	}
}

function typeOf(file: string): string {
	if (file.endsWith('.css')) return 'text/css';
	if (file.endsWith('.js')) return 'text/javascript';
	return /\.(png|gif)$/.test(file) ? 'image/gif' : 'text/html';
}
