import { expect, test } from 'vitest';
import { wxr } from '$lib/sources/files/wxr/wxr';
import { readLargeExport } from '../bench/wxr.mjs';
import { HEAD, itemOf, now, TAIL, wxrFile } from './wxr-files';

test('an export of 100 MB is read by a Node that may hold 64 MB', { timeout: 300_000 }, async () => {
	const { posts, comments } = await readLargeExport('backlist', 100, 64);
	expect(posts).toBeGreaterThan(25_000);
	expect(comments).toBeGreaterThan(5_000);
});

test('no more of a file is asked for than the next posts need', async () => {
	let asked = 0;
	async function* stream() {
		asked = 0;
		yield HEAD;
		for (let id = 1; id <= 1000; id += 1) {
			asked += 1;
			yield itemOf({ id });
		}
		yield TAIL;
	}
	const parts = wxr.read({ ...wxrFile(HEAD), stream }, { withUnpublished: false, now });
	await parts.next();
	expect(asked).toBe(101);
	await parts.return(undefined);
});
