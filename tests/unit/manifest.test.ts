import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SHARED_FILES } from '$lib/model/shared';

interface Picture {
	src: string;
	label?: string;
	form_factor?: string;
}

interface Manifest {
	start_url: string;
	scope: string;
	icons: Picture[];
	screenshots: Picture[];
	shortcuts: { url: string; icons: Picture[] }[];
	share_target: { action: string; params: { files: { name: string; accept: string[] }[] } };
	protocol_handlers: { protocol: string; url: string }[];
	file_handlers: { action: string; accept: Record<string, string[]> }[];
}

const folder = new URL('../../static/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.webmanifest', folder), 'utf8')) as Manifest;
const pictures = [
	...manifest.icons,
	...manifest.screenshots,
	...manifest.shortcuts.flatMap(({ icons }) => icons)
];

test('every address in the manifest holds in a folder of a host, too', () => {
	const addresses = [
		manifest.start_url,
		manifest.scope,
		...pictures.map(({ src }) => src),
		...manifest.shortcuts.map(({ url }) => url),
		manifest.share_target.action,
		...manifest.protocol_handlers.map(({ url }) => url),
		...manifest.file_handlers.map(({ action }) => action)
	];
	const base = 'https://host.example/reader/manifest.webmanifest';
	for (const address of addresses) {
		expect(new URL(address, base).href).toMatch(/^https:\/\/host\.example\/reader\//);
	}
});

test('every picture in the manifest is there, and those of the app say what they show', () => {
	for (const { src } of pictures) expect(existsSync(new URL(src, folder)), src).toBe(true);
	const labels = manifest.screenshots.map(({ label }) => label);
	expect(new Set(labels).size).toBe(manifest.screenshots.length);
	expect(labels.every(Boolean)).toBe(true);
});

test('all that opens with the app can be shared with it, and besides what many apps open', () => {
	const [files, ...others] = manifest.share_target.params.files;
	expect(others).toEqual([]);
	expect(files?.name).toBe(SHARED_FILES);
	const opened = manifest.file_handlers.flatMap(({ accept }) => Object.values(accept)).flat();
	expect([...new Set(opened)].sort()).toEqual(
		['.atom', '.backlist', '.gz', '.json', '.mht', '.mhtml', '.opml', '.rss', '.xml'].sort()
	);
	for (const ending of opened) expect(files?.accept).toContain(ending);
	// Every text of the system would be offered to open here; one that is shared is meant for it.
	for (const ending of ['.zip', '.html', '.txt', '.csv']) expect(files?.accept).toContain(ending);
});
