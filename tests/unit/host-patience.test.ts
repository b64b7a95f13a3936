import { expect, test } from 'vitest';
import { SourceError } from '$lib/sources/source-error';
import { HostPatience } from '$lib/sync/host-patience';

test('a host that asks for patience is asked nothing by anybody until then, and no other host waits', async () => {
	let now = 1000;
	let isBusy = true;
	const asked: string[] = [];
	const fetchText = new HostPatience(() => now).patient((url) => {
		asked.push(url);
		if (isBusy) return Promise.reject(new SourceError('rate-limited', 'Busy.', '', { retryAfter: 5000 }));
		return Promise.resolve({ url, text: '', mimeType: '' });
	});
	await expect(fetchText('https://a.example/1')).rejects.toMatchObject({ details: { retryAfter: 5000 } });
	isBusy = false;
	now += 2000;
	await expect(fetchText('https://a.example/2')).rejects.toMatchObject({
		code: 'rate-limited',
		details: { retryAfter: 3000 }
	});
	await fetchText('https://b.example/1');
	now += 3000;
	await fetchText('https://a.example/3');
	expect(asked).toEqual(['https://a.example/1', 'https://b.example/1', 'https://a.example/3']);
});
