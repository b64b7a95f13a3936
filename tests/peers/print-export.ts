// Prints what Backlist reads of an export of WordPress, as JSON. Made into a script for Node by wxr.test.ts.

import '$lib/messages/all-problems';
import { createReadStream } from 'node:fs';
import type { FilePart, OpenFile } from '$lib/sources/files/file-format';
import { wxr } from '$lib/sources/files/wxr/wxr';

const [, , path = ''] = process.argv;
const never = () => Promise.reject(new Error('An export is read bit by bit.'));
const file: OpenFile = {
	name: path,
	mimeType: 'text/xml',
	text: '',
	size: 0,
	// Small pieces: each is cut somewhere else.
	stream: () => createReadStream(path, { encoding: 'utf8', highWaterMark: 1021 }) as AsyncIterable<string>,
	whole: never,
	bytes: never
};
const parts: FilePart[] = [];
for await (const part of wxr.read(file, { withUnpublished: false, now: Date.now() })) parts.push(part);
process.stdout.write(JSON.stringify(parts));
