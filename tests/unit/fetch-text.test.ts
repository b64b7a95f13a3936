import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createFetchText, type FetchTextOptions } from '$lib/sources/fetch/fetch-text';
import { SourceError, type SourceErrorCode } from '$lib/sources/source-error';

const servers: Server[] = [];
afterEach(async () => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

/** A real server for one test. */
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
	expect(error.message).not.toBe('');
	expect(error.advice).not.toBe('');
	return error;
}

const codeOf = async (work: Promise<unknown>): Promise<SourceErrorCode> => (await failureOf(work)).code;

describe('an answer', () => {
	test('comes with its address after redirects and its media type', async () => {
		const url = await serve((request, response) => {
			if (request.url === '/') response.writeHead(301, { Location: '/feed.json' }).end();
			else response.writeHead(200, { 'Content-Type': 'Application/Feed+JSON; charset=utf-8' }).end('{"ü":1}');
		});
		expect(await fetcher()(url)).toMatchObject({
			url: `${url}feed.json`,
			text: '{"ü":1}',
			bytes: 8,
			mimeType: 'application/feed+json'
		});
	});

	test('is asked for without anything that tells who reads', async () => {
		let seen: IncomingMessage | undefined;
		let init: RequestInit | undefined;
		const url = await serve((request, response) => {
			seen = request;
			response.end();
		});
		await fetcher({ fetch: (url, given) => fetch(url, (init = given)) })(url);
		expect(init).toMatchObject({
			cache: 'no-cache',
			credentials: 'omit',
			referrerPolicy: 'no-referrer',
			redirect: 'follow'
		});
		expect(init?.mode).toBeUndefined();
		// Only what needs no preflight: https://fetch.spec.whatwg.org/#cors-safelisted-request-header
		expect(Object.keys(init?.headers ?? {})).toEqual(['Accept']);
		expect(seen?.headers.accept).toBe(
			'application/feed+json, application/json;q=0.9, application/atom+xml, application/rss+xml, */*;q=0.5'
		);
		expect(seen?.headers.accept?.length).toBeLessThanOrEqual(128);
		expect(seen?.headers.accept).not.toMatch(/["():<>?@[\\\]{}]/);
		expect(seen?.headers.referer).toBeUndefined();
	});

	test.each([
		['UTF-8', '', Buffer.from('é')],
		['UTF-8 with a mark', 'text/plain; charset=iso-8859-1', Buffer.from('\ufeffé')],
		['UTF-16', '', Buffer.from('\ufeffé', 'utf16le')],
		['Latin-1', 'text/plain; charset="ISO-8859-1"', Buffer.from('é', 'latin1')],
		['an encoding that does not exist', 'text/plain; charset=klingon', Buffer.from('é')]
	])('in %s is decoded', async (_, type, bytes) => {
		const url = await serve((_request, response) => response.setHeader('Content-Type', type).end(bytes));
		expect((await fetcher()(url)).text).toBe('é');
	});

	test('without a body is empty', async () => {
		const url = await serve((_, response) => response.writeHead(204).end());
		expect(await fetcher()(url)).toMatchObject({ text: '', mimeType: '' });
	});
});

describe('a status', () => {
	test.each([
		[404, 'not-found'],
		[410, 'not-found'],
		[401, 'refused'],
		[403, 'refused'],
		[418, 'refused'],
		[429, 'rate-limited'],
		[503, 'rate-limited'],
		[500, 'server-error'],
		[502, 'server-error']
	] as const)('of %i means %s', async (status, code) => {
		const url = await serve((_, response) => response.writeHead(status).end('<h1>Sorry</h1>'));
		const error = await failureOf(fetcher()(url));
		expect(error.code).toBe(code);
		expect(error.message).toContain(String(status));
		expect(error.details.retryAfter).toBeNull();
	});

	test.each([
		['120', 120_000],
		['0', 0],
		['Mon, 23 Nov 2026 00:01:00 GMT', 60_000],
		['Mon, 23 Nov 2020 00:00:00 GMT', 0],
		['99999999999', 86_400_000],
		['soon', null]
	])('with Retry-After: %s is waited for', async (header, wait) => {
		const url = await serve((_, response) => response.writeHead(429, { 'Retry-After': header }).end());
		const error = await failureOf(fetcher({ now: () => Date.UTC(2026, 10, 23) })(url));
		expect(error.details.retryAfter).toBe(wait);
	});
});

describe('an answer without end', () => {
	test('is refused when it announces its size', async () => {
		let sent = 0;
		const url = await serve((_, response) => {
			response.writeHead(200, { 'Content-Length': 5_000_000 });
			response.write(Buffer.alloc((sent += 10)));
		});
		expect(await codeOf(fetcher({ maxBytes: 4_000_000 })(url))).toBe('too-large');
		expect(sent).toBe(10);
	});

	test('is cut off when it does not, counted unpacked', async () => {
		const packed = gzipSync(Buffer.alloc(10_000_000));
		const url = await serve((_, response) => response.setHeader('Content-Encoding', 'gzip').end(packed));
		expect(packed.length).toBeLessThan(1_000_000);
		expect(await codeOf(fetcher({ maxBytes: 1_000_000 })(url))).toBe('too-large');
	});

	test('that only just fits is read', async () => {
		const url = await serve((_, response) => response.end('a'.repeat(1000)));
		expect((await fetcher({ maxBytes: 1000 })(url)).text).toHaveLength(1000);
	});

	test('that stops coming is given up', async () => {
		const url = await serve((_, response) => response.write('{'));
		expect(await codeOf(fetcher({ timeout: 100 })(url))).toBe('timeout');
	});

	test('that never begins is given up, even by a fetch that heeds no signal', async () => {
		const url = await serve(() => undefined);
		expect(await codeOf(fetcher({ timeout: 100 })(url))).toBe('timeout');
		const deaf = fetcher({ fetch: () => new Promise(() => undefined), timeout: 100 });
		expect(await codeOf(deaf('https://a.example/'))).toBe('timeout');
	});

	test('that comes slowly is waited for, but not for ever', async () => {
		const url = await serve((_, response) => {
			const timer = setInterval(() => response.write(' '), 30);
			response.on('close', () => clearInterval(timer));
			setTimeout(() => response.end('{}'), 400);
		});
		expect((await fetcher({ timeout: 200 })(url)).text.trim()).toBe('{}');
		expect(await codeOf(fetcher({ timeout: 200, longest: 250 })(url))).toBe('timeout');
	});

	test('that breaks off says so', async () => {
		const url = await serve((_, response) => {
			response.writeHead(200, { 'Content-Length': 100 });
			response.write('{', () => response.destroy());
		});
		const error = await failureOf(fetcher()(url));
		expect(error.code).toBe('unreachable');
		expect(error.message).toContain('broke off');
	});
});

describe('an abort', () => {
	test('throws its own reason, before and while the answer comes', async () => {
		const url = await serve((_, response) => response.write('{'));
		const reason = new DOMException('Closed', 'AbortError');
		await expect(fetcher({ signal: AbortSignal.abort(reason) })(url)).rejects.toBe(reason);
		const controller = new AbortController();
		const answer = fetcher({ signal: controller.signal })(url);
		setTimeout(() => controller.abort(reason), 50);
		await expect(answer).rejects.toBe(reason);
	});
});

describe('no answer', () => {
	/** As a browser's fetch does: a TypeError that says nothing, and an opaque answer if the server is there. */
	const failing =
		(serverAnswers: boolean, seen: RequestInit[] = []): FetchTextOptions['fetch'] =>
		async (_, init) => {
			seen.push(init);
			if (init.mode === 'no-cors' && serverAnswers) return new Response(null);
			throw new TypeError('Failed to fetch');
		};
	const codeFor = (url: string, options: Partial<FetchTextOptions>) => codeOf(fetcher(options)(url));

	test('from a server that is there is CORS, and says what to do', async () => {
		const seen: RequestInit[] = [];
		const error = await failureOf(fetcher({ fetch: failing(true, seen) })('https://a.example/'));
		expect(error.code).toBe('blocked-by-cors');
		expect(error.message).toContain('This site does not let other sites read its feed (CORS)');
		expect(error.advice).toContain('Access-Control-Allow-Origin: *');
		expect(seen.map(({ mode }) => mode)).toEqual([undefined, 'no-cors']);
		expect(seen[1]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
	});

	test('from a server that is not there is unreachable', async () => {
		expect(await codeFor('https://a.example/', { fetch: failing(false) })).toBe('unreachable');
		const url = await serve(() => undefined);
		servers.pop()?.close();
		expect(await codeFor(url, {})).toBe('unreachable');
	});

	test('while offline is no fault of the site', async () => {
		const offline = { fetch: failing(false), isOnline: () => false };
		expect(await codeFor('https://a.example/', offline)).toBe('offline');
		expect(await codeFor('http://localhost:8080/', offline)).toBe('offline');
	});

	test('while offline a site on this device may still answer', async () => {
		const offline = { fetch: failing(true), isOnline: () => false };
		expect(await codeFor('http://localhost:8080/', offline)).toBe('blocked-by-cors');
	});

	test('to http from an https page is the page, unless it is on this device', async () => {
		const secure = { fetch: failing(true), isSecurePage: true };
		expect(await codeFor('http://a.example/', secure)).toBe('insecure-address');
		expect(await codeFor('https://a.example/', secure)).toBe('blocked-by-cors');
		expect(await codeFor('http://127.0.0.1:8080/', secure)).toBe('blocked-by-cors');
	});

	test('within the time is given up while asking why', async () => {
		const fetch: FetchTextOptions['fetch'] = (_, { mode }) =>
			mode === 'no-cors' ? new Promise(() => undefined) : Promise.reject(new TypeError('Failed to fetch'));
		expect(await codeFor('https://a.example/', { fetch, timeout: 100 })).toBe('timeout');
	});

	test('by a fault of ours is thrown as it is', async () => {
		const fault = new RangeError('a bug');
		await expect(fetcher({ fetch: () => Promise.reject(fault) })('https://a.example/')).rejects.toBe(fault);
	});
});
