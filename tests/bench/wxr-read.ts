// Reads a large export of WordPress by itself, as bundled by wxr.mjs, and prints what that took.

import '$lib/messages/all-problems';
import { Parser } from 'htmlparser2';
import { wxr } from '$lib/sources/files/wxr/wxr';
import { largeExport } from './wxr-export';

/** What was read, with its cost. */
export interface WxrReading {
	posts: number;
	comments: number;
	seconds: number;
	/** The most bytes that JavaScript held at any time, garbage not yet collected included. */
	peak: number;
}

/** Chunks after which the memory is looked at again: that takes time, too. */
const EVERY = 50;

const [, , reader = 'backlist', megabytes = '200'] = process.argv;
const length = Number(megabytes) * 1e6;
async function readParts(): Promise<WxrReading> {
	const meter = new Meter();
	let [posts, comments] = [0, 0];
	const stream = () => meter.measured(largeExport(length));
	const file = {
		name: 'large.xml',
		mimeType: '',
		text: '',
		size: length,
		stream,
		whole: never,
		bytes: never
	};
	for await (const part of wxr.read(file, { withUnpublished: false, now: Date.now() })) {
		if (part.is !== 'posts') continue;
		posts += part.posts.length;
		comments += part.comments.length;
	}
	return { posts, comments, ...meter.read() };
}

/** A plain tokenizer over the same bytes, as often: what any reader must cost at least. */
async function readTags(): Promise<WxrReading> {
	const meter = new Meter();
	let [posts, comments] = [0, 0];
	for (const pass of [1, 2]) {
		const parser = new Parser(
			{
				onopentagname(name) {
					if (pass === 2 && name === 'item') posts += 1;
					if (pass === 2 && name === 'wp:comment') comments += 1;
				}
			},
			{ xmlMode: true }
		);
		for await (const chunk of meter.measured(largeExport(length))) parser.write(chunk);
		parser.end();
	}
	return { posts, comments, ...meter.read() };
}

function never(): Promise<never> {
	return Promise.reject(new Error('An export is read bit by bit.'));
}

/** Takes the time and memory of a reading, without the time in which the export is made up. */
class Meter {
	#peak = 0;
	#chunks = 0;
	#writing = 0;
	readonly #start = performance.now();

	async *measured(chunks: AsyncIterable<string>): AsyncGenerator<string> {
		let start = performance.now();
		for await (const chunk of chunks) {
			this.#writing += performance.now() - start;
			if (this.#chunks++ % EVERY === 0) this.#peak = Math.max(this.#peak, process.memoryUsage().heapUsed);
			yield chunk;
			start = performance.now();
		}
	}

	read(): Pick<WxrReading, 'seconds' | 'peak'> {
		return { seconds: (performance.now() - this.#start - this.#writing) / 1000, peak: this.#peak };
	}
}

const reading = await (reader === 'backlist' ? readParts() : readTags());
console.log(JSON.stringify(reading));
