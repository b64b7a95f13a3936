import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * Programs that judge what we write, and that few machines have. Tests that need one say so where it is missing, and are skipped.
 */

/** Debian's epubcheck, or another one. */
const EPUBCHECK = process.env.BACKLIST_EPUBCHECK ?? '/usr/share/java/epubcheck.jar';

export const hasEpubcheck = existsSync(EPUBCHECK) && runs('java', ['-version']);
export const hasUnzip = runs('unzip', ['-v']);

/** What epubcheck finds wrong, line by line; empty for a valid book. */
export function faultsInBook(book: Uint8Array): string {
	return withFile('book.epub', book, (path) => {
		try {
			execFileSync('java', ['-jar', EPUBCHECK, '--quiet', path], { stdio: 'pipe' });
			return '';
		} catch (error) {
			const { stderr, stdout } = error as { stderr: Buffer; stdout: Buffer };
			return `${stderr.toString()}${stdout.toString()}`.trim().split('\n').slice(0, 30).join('\n');
		}
	});
}

/** Names of the files of a zip that unzip finds sound. @throws when it does not */
export function namesInZip(zip: Uint8Array): string[] {
	return withFile('archive.zip', zip, (path) => {
		execFileSync('unzip', ['-tq', path], { stdio: 'pipe' });
		return execFileSync('unzip', ['-Z1', path], {
			encoding: 'utf8',
			maxBuffer: 1e8,
			// By which it knows that names may be of any script.
			env: { ...process.env, LC_ALL: 'C.UTF-8' }
		})
			.trim()
			.split('\n');
	});
}

function withFile<T>(name: string, content: Uint8Array, use: (path: string) => T): T {
	const folder = mkdtempSync(join(tmpdir(), 'backlist-'));
	try {
		const path = join(folder, name);
		writeFileSync(path, content);
		return use(path);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function runs(command: string, options: string[]): boolean {
	try {
		execFileSync(command, options, { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}
