import { describe, expect, test } from 'vitest';
import { RequestQueue } from '$lib/sync/request-queue';

/** Requests that end when told to. */
function createRequests() {
	const begun: string[] = [];
	const endings = new Map<string, () => void>();
	const request = (url: string) => () =>
		new Promise<string>((resolve) => {
			begun.push(url);
			endings.set(url, () => resolve(url));
		});
	const settle = () => new Promise((resolve) => setTimeout(resolve));
	const end = async (url: string) => {
		endings.get(url)?.();
		await settle();
	};
	return { begun, request, end, settle };
}

describe('requests', () => {
	test('go to one host at most two at a time, in their order', async () => {
		const { begun, request, end, settle } = createRequests();
		const queue = new RequestQueue(null);
		const urls = ['1', '2', '3', '4'].map((path) => `https://blog.example/${path}`);
		const all = urls.map((url) => queue.run(url, undefined, request(url)));
		await settle();
		expect(begun).toEqual(urls.slice(0, 2));
		await end(urls[1]!);
		expect(begun).toEqual(urls.slice(0, 3));
		for (const url of urls) await end(url);
		expect(await Promise.all(all)).toEqual(urls);
	});

	test('go to all hosts together at most six at a time, and a busy host holds up no other', async () => {
		const { begun, request, end, settle } = createRequests();
		const queue = new RequestQueue(null);
		const hosts = ['a', 'a', 'a', 'b', 'c', 'd', 'e', 'f'];
		const urls = hosts.map((host, i) => `https://${host}.example/${i}`);
		for (const url of urls) void queue.run(url, undefined, request(url));
		await settle();
		expect(begun).toEqual([0, 1, 3, 4, 5, 6].map((i) => urls[i]));
		await end(urls[3]!);
		expect(begun.at(-1)).toBe(urls[7]);
	});

	test('that fail make room as well', async () => {
		const { begun, request, settle } = createRequests();
		const queue = new RequestQueue(null, 1);
		const failing = queue.run('https://a.example/1', undefined, () => Promise.reject(new Error('no')));
		void queue.run('https://a.example/2', undefined, request('https://a.example/2'));
		await expect(failing).rejects.toThrow('no');
		await settle();
		expect(begun).toEqual(['https://a.example/2']);
	});

	test('that are no longer wanted are never begun', async () => {
		const { begun, request, end, settle } = createRequests();
		const queue = new RequestQueue(null, 1);
		const first = queue.run('https://a.example/1', undefined, request('1'));
		const stop = new AbortController();
		const second = queue.run('https://a.example/2', stop.signal, request('2'));
		const third = queue.run('https://a.example/3', undefined, request('3'));
		await settle();
		stop.abort(new Error('enough'));
		await expect(second).rejects.toThrow('enough');
		await expect(queue.run('https://a.example/4', stop.signal, request('4'))).rejects.toThrow('enough');
		await end('1');
		await end('3');
		expect(await Promise.all([first, third])).toEqual(['1', '3']);
		expect(begun).toEqual(['1', '3']);
	});
});
