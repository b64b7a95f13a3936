import { emptyFile, foreignFile, type FileKind } from './backup-error';
import { BACKUP_FORMAT } from './format';

/** Bytes by which a file is recognised. */
const BEGINNING = 512;

/** What people choose by mistake, by how it begins. */
const KINDS: readonly [beginning: RegExp, kind: FileKind][] = [
	[/^PK/, 'zip'],
	[/^\s*<(?:!doctype html|html)/i, 'html'],
	[/^\s*<\?xml|^\s*<(?:rss|feed|opml)/i, 'xml'],
	[/^\s*[[{]/, 'json'],
	[/^%PDF/, 'pdf'],
	[/^\x89PNG|^\xff\xd8\xff|^GIF8|^RIFF/, 'picture']
];

/**
 * The bytes of a backup, unpacked as they are read. A browser or a tool on the way may have unpacked the file already.
 * @throws BackupError when the file is none of ours by its first bytes
 */
export async function unpack(file: Blob): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
	if (file.size === 0) throw emptyFile();
	const bytes = new Uint8Array(await file.slice(0, BEGINNING).arrayBuffer());
	if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
		return file.stream().pipeThrough(new DecompressionStream('gzip'));
	}
	// Each byte as one character, whatever the encoding.
	const beginning = String.fromCharCode(...bytes);
	if (beginning.startsWith('{') && beginning.includes(`"${BACKUP_FORMAT}"`)) return file.stream();
	throw foreignFile(kindOf(beginning));
}

/** What a text is that begins so; null when nobody knows. */
export function kindOf(beginning: string): FileKind | null {
	return KINDS.find(([pattern]) => pattern.test(beginning))?.[1] ?? null;
}
