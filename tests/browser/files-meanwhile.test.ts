import { expose, wrap } from 'comlink';
import { expect, test } from 'vitest';
import { Imports } from '$lib/state/imports.svelte';
import { listFeeds } from '$lib/store/feeds';
import { ImportService } from '$lib/transfer/imports/import-service';
import { freshDatabase } from './library';

const feedText = (title: string) =>
	JSON.stringify({
		version: 'https://jsonfeed.org/version/1.1',
		title,
		items: [{ id: '1', content_text: 'Words' }]
	});
const feedFile = (title: string) => new File([feedText(title)], `${title}.json`);
const list = new File(
	['<opml version="2.0"><body><outline text="B" xmlUrl="https://b.example/feed.json"/></body></opml>'],
	'list.opml'
);

function importsOf(db: ReturnType<typeof freshDatabase>) {
	const service = new ImportService(db, () => ({
		now: Date.now,
		fetchText: (url) => Promise.resolve({ url, text: feedText('B'), mimeType: '' })
	}));
	const { port1, port2 } = new MessageChannel();
	expose(service, port1);
	return new Imports(
		() => wrap<ImportService>(port2),
		() => undefined
	);
}

test('files brought while others are imported wait, and all of the import comes and is told', async () => {
	const db = freshDatabase();
	const imports = importsOf(db);
	await imports.look([list, feedFile('Garden')]);
	const keeping = imports.keep({ withUnpublished: false });
	await expect.poll(() => imports.running?.task).toBe('keeping');
	const looking = imports.look([feedFile('Kitchen')]);
	await Promise.all([keeping, looking]);
	expect((await listFeeds(db)).map(({ title }) => title)).toEqual(['B', 'Garden']);
	expect(imports.added).toMatchObject({ added: 1 });
	expect(imports.report?.files.map(({ name }) => name)).toEqual(['list.opml', 'Garden.json']);
	expect(imports.found?.files.map(({ name }) => name)).toEqual(['Kitchen.json']);
	await imports.keep({ withUnpublished: false });
	expect(imports.report?.files.map(({ name }) => name)).toEqual(['Kitchen.json']);
	await db.delete();
});
