import { expect, test } from 'vitest';
import type { IncomingPost } from '$lib/model/post';

const words = (subject: string) =>
	`<p>${subject} stood on the third pile all morning, as it does when the tide is low and the wind is in the east, and nobody fed it.</p>`;

test('a saved page is read in a worker, which has no DOM of its own', async () => {
	const worker = new Worker(new URL('./saved-page-worker.ts', import.meta.url), { type: 'module' });
	const post = new Promise<IncomingPost>((resolve, reject) => {
		worker.onmessage = ({ data }: MessageEvent<IncomingPost>) => resolve(data);
		worker.onerror = ({ message }) => reject(new Error(message));
	});
	worker.postMessage(
		`<!DOCTYPE html><html lang="en"><head><title>The Heron | Harbour Notes</title>
		<meta property="og:site_name" content="Harbour Notes"><link rel="canonical" href="https://harbour.example/heron"></head>
		<body><nav><a href="/">Home</a></nav><div>${words('The heron')}${words('The gull')}${words('The tern')}</div>
		<div id="respond"><h3>Leave a Reply</h3></div></body></html>`
	);
	const { post: read, body } = await post;
	worker.terminate();
	expect(read).toMatchObject({ title: 'The Heron', url: 'https://harbour.example/heron', language: 'en' });
	expect(body.text.split('\n').map((line) => line.slice(0, 8))).toEqual(['The hero', 'The gull', 'The tern']);
});
