import { backupFileName, BACKUP_TYPE } from './format';

/** Where packed backups wait for their download, in the part of the disk that the browser gives the site. */
const FOLDER = 'packed-backups';
/** Milliseconds after which a download has ended: an hour. */
const KEPT_FOR = 60 * 60_000;

/** Something to write a backup to that becomes a file. */
export interface PackedFile {
	sink: WritableStream<Uint8Array>;
	/** The file, once the sink is closed. */
	file: () => Promise<File>;
}

/**
 * A file on the disk, so that a library of any size can be packed; null where there is no place for it, as in private windows.
 * @param at when the backup was begun, in UTC milliseconds
 */
export async function packedOnDisk(at: number): Promise<PackedFile | null> {
	try {
		const root = await navigator.storage.getDirectory();
		const folder = await root.getDirectoryHandle(FOLDER, { create: true });
		await removeOld(folder, at);
		const handle = await folder.getFileHandle(`${at}-${Math.random()}`, { create: true });
		const sink = await handle.createWritable();
		return { sink, file: async () => named(await handle.getFile(), at) };
	} catch (error) {
		// A part of it is absent, or forbidden.
		if (error instanceof TypeError || error instanceof DOMException) return null;
		throw error;
	}
}

/** A file that the browser keeps as it likes, outside of the room that it gives the site. */
export function packedInMemory(at: number): PackedFile {
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>();
	const content = new Response(readable).blob();
	// The sink tells it too.
	content.catch(() => undefined);
	return { sink: writable, file: async () => named(await content, at) };
}

function named(content: Blob, at: number): File {
	return new File([content], backupFileName(at), { type: BACKUP_TYPE, lastModified: at });
}

/** Files of downloads that have ended: nobody tells when. */
async function removeOld(folder: FileSystemDirectoryHandle, now: number): Promise<void> {
	for await (const [name, handle] of folder.entries()) {
		if (handle.kind !== 'file') continue;
		try {
			const { lastModified } = await handle.getFile();
			if (Math.abs(now - lastModified) > KEPT_FOR) await folder.removeEntry(name);
		} catch (error) {
			// Another tab has removed it, or still writes to it.
			if (!(error instanceof DOMException)) throw error;
		}
	}
}
