import { expect, test } from 'vitest';
import { RequestQueue } from '$lib/sync/request-queue';

test('tabs and the service worker together ask a host two things at a time, and six in all', async () => {
	const queues = [1, 2, 3].map(() => new RequestQueue(navigator.locks));
	const open = new Map<string, number>();
	const most = { atHost: 0, inAll: 0 };
	const request = (host: string) => async () => {
		open.set(host, (open.get(host) ?? 0) + 1);
		most.atHost = Math.max(most.atHost, ...open.values());
		most.inAll = Math.max(
			most.inAll,
			[...open.values()].reduce((sum, count) => sum + count, 0)
		);
		await new Promise((resolve) => setTimeout(resolve, 5));
		open.set(host, (open.get(host) ?? 0) - 1);
	};
	const hosts = ['a', 'b', 'c', 'd', 'e'];
	await Promise.all(
		queues.flatMap((queue) =>
			Array.from({ length: 30 }, (_, i) => {
				const host = hosts[i % hosts.length]!;
				return queue.run(`https://${host}.example/${i}`, undefined, request(host));
			})
		)
	);
	expect(most).toEqual({ atHost: 2, inAll: 6 });
});

test('a request that waits for another tab is given up with its sync', async () => {
	const [here, there] = [new RequestQueue(navigator.locks, 1), new RequestQueue(navigator.locks, 1)];
	let end = () => {};
	const first = here.run(
		'https://slow.example/',
		undefined,
		() => new Promise<void>((resolve) => (end = () => resolve()))
	);
	const stop = new AbortController();
	const second = there.run('https://slow.example/', stop.signal, () => Promise.resolve('asked'));
	setTimeout(() => stop.abort(new Error('enough')), 20);
	await expect(second).rejects.toThrow('enough');
	end();
	await first;
	expect(await there.run('https://slow.example/', undefined, () => Promise.resolve('asked'))).toBe('asked');
});
