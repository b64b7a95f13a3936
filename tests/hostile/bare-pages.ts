import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { armed, type Payload } from './payloads/payload';

/**
 * Pages that show payloads as they are, as a reader without any sanitiser would: `/bare/7` alone, `/walled/7` under the policy
 * of the built app.
 */
export class BarePages {
	readonly #server: Server;

	private constructor(payloads: readonly Payload[], canary: string, policy: string) {
		this.#server = createServer((request, response) => {
			const [, kind, number] = /^\/(bare|walled)\/(\d+)$/.exec(request.url ?? '') ?? [];
			const payload = payloads[Number(number ?? -1)];
			response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
			const head = `<!doctype html><meta charset="utf-8">${kind === 'walled' ? policy : ''}<title>Post</title>`;
			const post = payload === undefined ? '' : armed(payload.html, Number(number), canary);
			response.end(`${head}<body>${post}`);
		});
	}

	static async start(payloads: readonly Payload[], canary: string): Promise<BarePages> {
		const pages = new BarePages(payloads, canary, await policyOfTheApp());
		await new Promise<void>((resolve) => pages.#server.listen(0, '127.0.0.1', resolve));
		return pages;
	}

	/** Another origin than the canary's, as the app is. */
	get origin(): string {
		return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

/** The `meta` by which the built app says what may run. */
async function policyOfTheApp(): Promise<string> {
	const page = await readFile(new URL('../../build/index.html', import.meta.url), 'utf8');
	const policy = /<meta http-equiv="content-security-policy"[^>]*>/i.exec(page)?.[0];
	if (policy === undefined) throw new Error('The built app says no policy.');
	return policy;
}
