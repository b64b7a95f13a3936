import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

const packed = promisify(brotliCompress);

/**
 * Puts beside each script and style sheet of the build what Brotli makes of it, with all the time that it wants: a tenth less to fetch
 * than what hosts pack while they answer. Files that whoever hosts the app may change are left to the host.
 * @param {string} folder of the build
 */
export async function packParts(folder) {
	const parts = join(folder, '_app/immutable');
	const names = await readdir(parts, { recursive: true });
	const pack = async (/** @type {string} */ file) =>
		writeFile(`${file}.br`, await packed(await readFile(file)));
	await Promise.all(names.filter((name) => /\.(js|css)$/.test(name)).map((name) => pack(join(parts, name))));
}
