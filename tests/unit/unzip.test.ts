import { zipSync, strToU8, type Zippable } from 'fflate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourceError } from '$lib/sources/source-error';
import type { Reading } from '$lib/transfer/imports/open-file';
import { isZip, unzip } from '$lib/transfer/imports/unzip';

const reading = (): Reading => ({ signal: new AbortController().signal, report: () => undefined });
const archive = (files: Zippable) => new File([zipSync(files)], 'archive.zip');

async function contentsOf(file: File, how = reading()): Promise<[name: string, text: string][]> {
	const contents: [string, string][] = [];
	for await (const unpacked of unzip(file, how)) {
		if ('why' in unpacked) contents.push([unpacked.name, unpacked.why.text]);
		else contents.push([unpacked.file.name, await unpacked.file.text()]);
	}
	return contents;
}

test('an archive is known by its first bytes, whatever its name', async () => {
	expect(await isZip(archive({ a: strToU8('x') }))).toBe(true);
	expect(await isZip(archive({}))).toBe(true);
	expect(await isZip(new File(['PK, she wrote'], 'letter.zip'))).toBe(false);
	expect(await isZip(new File([], 'empty.zip'))).toBe(false);
});

test('the files of an archive come out as they went in, packed or not', async () => {
	const contents = fc.dictionary(
		fc.stringMatching(/^[a-z]{1,8}\.[a-z]{3}$/),
		fc.tuple(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom<0 | 9>(0, 9)),
		{ minKeys: 1, maxKeys: 8 }
	);
	await fc.assert(
		fc.asyncProperty(contents, async (files) => {
			const entries = Object.entries(files).map(
				([name, [text, level]]) => [name, [strToU8(text), { level }]] as const
			);
			const expected = Object.entries(files).map(([name, [text]]) => [name, strToU8(text)]);
			const found = await contentsOf(archive(Object.fromEntries(entries) as unknown as Zippable));
			expect(found.map(([name, text]) => [name, strToU8(text)])).toEqual(expected);
		}),
		{ numRuns: 50 }
	);
});

test('folders and what systems put in for themselves are no files', async () => {
	const files = {
		'blog/': new Uint8Array(),
		'__MACOSX/._feed.json': strToU8('x'),
		'blog/.DS_Store': strToU8('x')
	};
	expect(await contentsOf(archive({ ...files, 'blog/feed.json': strToU8('{}') }))).toEqual([
		['blog/feed.json', '{}']
	]);
});

test('an archive that is cut off gives what came before, and says that it is damaged', async () => {
	const second = crypto.getRandomValues(new Uint8Array(500));
	const whole = zipSync({
		'first.txt': [strToU8('first'), { level: 0 }],
		'second.txt': [second, { level: 0 }]
	});
	for (const length of [300, whole.length - 30]) {
		const found: string[] = [];
		const read = async () => {
			const cut = new File([whole.slice(0, length)], 'cut.zip');
			for await (const unpacked of unzip(cut, reading())) {
				if ('file' in unpacked) found.push(unpacked.file.name);
			}
		};
		await expect(read()).rejects.toThrow('The archive “cut.zip” is damaged');
		expect(found).toEqual(length === 300 ? ['first.txt'] : ['first.txt', 'second.txt']);
	}
});

test('a file that is damaged or packed in an unknown way is told of, and the others come', async () => {
	const whole = zipSync({
		'bad.txt': strToU8('words '.repeat(50)),
		'good.txt': [strToU8('good'), { level: 0 }]
	});
	// The first bytes of the packed text: a kind of block that does not exist.
	whole[30 + 'bad.txt'.length] = 0xff;
	const found = await contentsOf(new File([whole], 'odd.zip'));
	expect(found).toContainEqual(['good.txt', 'good']);
	expect(found.find(([name]) => name === 'bad.txt')?.[1]).toContain('damaged');
});

test('a bomb ends before it has filled the memory', async () => {
	const bomb = archive({ zeros: [new Uint8Array(64 * 1024 * 1024), { level: 9 }] });
	expect(bomb.size).toBeLessThan(100_000);
	const read = async () => {
		let files = 0;
		for await (const unpacked of unzip(bomb, reading(), 2 ** 24)) files += 'file' in unpacked ? 1 : 0;
		return files;
	};
	await expect(read()).rejects.toMatchObject({ code: 'too-large' });
});

test('one who cancels is obeyed between two bits of it', async () => {
	const controller = new AbortController();
	const how = { signal: controller.signal, report: () => controller.abort(new Error('enough')) };
	const file = archive({ 'a.txt': [crypto.getRandomValues(new Uint8Array(65_536)), { level: 0 }] });
	const many = new File(
		Array.from({ length: 10 }, () => file),
		'many.zip'
	);
	const stopped = contentsOf(many, { ...how, report: () => controller.abort(new Error('enough')) });
	await expect(stopped).rejects.not.toBeInstanceOf(SourceError);
});
