import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { FormatName } from '$lib/transfer/exports/export-format';
import { FileOutput } from '$lib/transfer/exports/file-output';
import { FORMATS } from '$lib/transfer/exports/formats';
import { withHtml } from './exported';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use once all that can be freed is. */
function inUse(): number {
	collect();
	return process.memoryUsage().heapUsed;
}

const POSTS = 10_000;
const WORDS = 'Heron and otter by the pond, at dawn. '.repeat(300);
/** What the titles of so many posts, the list of an archive's files and the like may take, in bytes. */
const ALLOWED = 40_000_000;

/** What is the same in all exports. */
const COMMON = {
	title: 'Heron',
	address: null,
	at: Date.UTC(2026, 10, 28),
	id: '0b1c8c9e-3b7a-4a38-9d0e-0d3f7a1c2b4d',
	words: { locale: 'en', contents: 'Contents', onSite: 'Read on the site', picture: 'Picture' },
	commentsOf: async () => [],
	findPicture: async () => null
};

test.each<FormatName>(['json-feed', 'json-feed-pages', 'rss', 'epub', 'csv'])(
	'%s of 10,000 posts, 110 MB of text, is written in bounded memory',
	async (format) => {
		const { feed, posts } = withHtml(`<p>${WORDS}</p>`);
		let before = 0;
		let most = 0;
		let bytes = 0;
		async function* many() {
			const [first] = posts;
			for (let i = 0; i < POSTS; i += 1) {
				if (i === 500) before = inUse();
				if (i > 500 && i % 2500 === 0) most = Math.max(most, inUse() - before);
				const post = { ...first!.post, guid: `post-${i}`, title: `Post ${i}` };
				// A text of its own, as one that was read from the library is.
				yield { ...first!, post, body: { ...first!.body, html: `<p>${i} ${WORDS}</p>` } };
			}
			most = Math.max(most, inUse() - before);
		}
		const sink = new WritableStream<Uint8Array>({ write: (chunk) => void (bytes += chunk.byteLength) });
		const output = new FileOutput(sink, new AbortController().signal);
		await FORMATS[format](
			{ ...COMMON, posts: many(), feeds: new Map([[feed.id, feed]]), only: feed },
			output
		);
		await output.finish();
		expect(bytes).toBeGreaterThan(100_000);
		expect(most).toBeLessThan(ALLOWED);
	},
	120_000
);

test('a sink that takes nothing more holds the writing up, and memory stays', async () => {
	let taken = 0;
	let produced = 0;
	const { feed, posts } = withHtml(`<p>${WORDS}</p>`);
	async function* endless() {
		for (;;) {
			produced += 1;
			yield posts[0]!;
		}
	}
	const sink = new WritableStream<Uint8Array>({
		write: () => {
			taken += 1;
			return taken > 3 ? new Promise<void>(() => undefined) : undefined;
		}
	});
	const cancelling = new AbortController();
	const output = new FileOutput(sink, cancelling.signal);
	const what = { ...COMMON, posts: endless(), feeds: new Map([[feed.id, feed]]), only: feed };
	const writing = FORMATS['json-feed'](what, output);
	const outcome = expect(writing).rejects.toThrow('enough');
	while (taken <= 3) await new Promise((resolve) => setTimeout(resolve, 1));
	await new Promise((resolve) => setTimeout(resolve, 20));
	const held = produced;
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(produced).toBe(held);
	cancelling.abort(new Error('enough'));
	await outcome;
});
