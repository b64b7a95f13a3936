import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createFetchText, type FetchTextOptions } from '$lib/sources/fetch/fetch-text';
import { SourceError } from '$lib/sources/source-error';

const servers: Server[] = [];
afterEach(async () => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const fetcher = (options: Partial<FetchTextOptions> = {}) =>
	createFetchText({ fetch: (url, init) => fetch(url, init), isOnline: () => true, ...options });

async function failureOf(work: Promise<unknown>): Promise<SourceError> {
	const error: unknown = await work.then(
		() => null,
		(error: unknown) => error
	);
	if (!(error instanceof SourceError)) throw new Error('not a SourceError', { cause: error });
	return error;
}

const KIBIBYTE = 1024;

/** A gigabyte of zeros, made as it is read. */
function* gigabyteOfZeros() {
	const zeros = new Uint8Array(1024 * KIBIBYTE);
	for (let i = 0; i < 1024; i += 1) yield zeros;
}

describe('an answer', () => {
	test('of a megabyte that unpacks to a gigabyte is given up at the bound, and no more of it is asked for', async () => {
		let sent = 0;
		const url = await serve((_, response) => {
			response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
			const packed = Readable.from(gigabyteOfZeros()).pipe(createGzip());
			packed.on('data', (chunk: Uint8Array) => (sent += chunk.byteLength));
			packed.on('error', () => undefined).pipe(response);
			response.on('close', () => packed.destroy());
		});
		const { code, message } = await failureOf(fetcher({ maxBytes: 4 * 1024 * KIBIBYTE })(url));
		expect(code).toBe('too-large');
		expect(message).toContain('larger than 4 MB');
		// All of it would be a megabyte; buffers on the way have some of it.
		expect(sent).toBeLessThan(700 * KIBIBYTE);
	}, 30_000);

	test('that never ends is given up at the bound', async () => {
		const url = await serve((_, response) => {
			const chunk = Buffer.alloc(64 * KIBIBYTE, 32);
			const more = () => {
				while (!response.destroyed && response.write(chunk));
			};
			response.on('drain', more);
			more();
		});
		expect((await failureOf(fetcher({ maxBytes: 1024 * KIBIBYTE })(url))).code).toBe('too-large');
	});

	test('that drips for ever, and so always makes progress, has an end', async () => {
		const url = await serve((_, response) => {
			const dripping = setInterval(() => response.write(' '), 20);
			response.on('close', () => clearInterval(dripping));
		});
		expect((await failureOf(fetcher({ timeout: 10_000, longest: 300 })(url))).code).toBe('timeout');
	});

	test('that says it is shorter than it is, is read as far as it said', async () => {
		const url = await serve((request, response) => {
			request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}more');
			response.on('error', () => undefined);
		});
		expect(await fetcher()(url)).toMatchObject({ text: '{}', bytes: 2 });
	});

	test('that says it is longer than it is, broke off', async () => {
		const url = await serve((request, response) => {
			request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 900\r\nConnection: close\r\n\r\n{}');
			response.on('error', () => undefined);
		});
		expect((await failureOf(fetcher()(url))).code).toBe('unreachable');
	});

	test.each(['-1', '1e999', 'NaN', '99999999999999999999'])(
		'whose size is given as %s does no harm',
		async (length) => {
			const headers = new Headers({ 'Content-Length': length });
			const small = fetcher({ fetch: () => Promise.resolve(new Response('{}', { headers })) });
			const read = await small('https://a.example/').catch((error: unknown) => error);
			if (read instanceof SourceError) expect(read.code).toBe('too-large');
			else expect(read).toMatchObject({ text: '{}' });
		}
	);

	test('that fails does not have its say: what the server wrote is in no message', async () => {
		const url = await serve((_, response) => {
			response
				.writeHead(500, 'Call 555-1234 now')
				.end(`<script>\u202e${'Call 555-1234 now '.repeat(10_000)}`);
		});
		const { message, advice, details } = await failureOf(fetcher()(url));
		expect(message + advice).not.toMatch(/555-1234|script/);
		expect(details.answer?.length).toBeLessThanOrEqual(4096);
	});

	test('that sends round in a circle ends', async () => {
		const url = await serve((_, response) => response.writeHead(302, { Location: '/' }).end());
		expect((await failureOf(fetcher()(url))).code).toBe('unreachable');
	});
});

describe('an address that is not of the web', () => {
	test.each([
		'javascript:alert(1)',
		'data:application/json,{}',
		'file:///etc/passwd',
		'blob:https://a.example/1',
		'x',
		''
	])('is never fetched: %s', async (address) => {
		const asked: string[] = [];
		const fetchText = fetcher({
			fetch: (url) => {
				asked.push(url);
				return Promise.resolve(new Response(''));
			}
		});
		expect((await failureOf(fetchText(address))).code).toBe('invalid-address');
		expect(asked).toEqual([]);
	});
});
