import '$lib/messages/all-problems';
import { savedPage } from '$lib/sources/files/page/saved-page';

/** Reads each page that it is sent, and answers with the post in it. */
self.onmessage = async ({ data: page }: MessageEvent<string>) => {
	const bytes = new TextEncoder().encode(page);
	const file = {
		name: 'page.html',
		mimeType: 'text/html',
		text: page.slice(0, 65_536),
		size: bytes.length,
		stream: async function* () {
			yield page;
		},
		whole: async () => page,
		bytes: async () => bytes
	};
	for await (const part of savedPage.read(file, { withUnpublished: false, now: Date.now() })) {
		if (part.is === 'posts') self.postMessage(part.posts[0]);
	}
};
