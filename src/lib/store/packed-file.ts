/** Where packed files wait for their download, in the part of the disk that the browser gives the site. */
const FOLDER = 'packed-backups';
/** Milliseconds after which a download has ended: an hour. */
const KEPT_FOR = 60 * 60_000;

/** What a packed file is. */
export interface PackedKind {
	/** UTC milliseconds at which it was begun. */
	at: number;
	name: string;
	/** Media type. */
	type: string;
}

/**
 * Packs a file for the browser's downloads: on the disk, or in memory where there is no place for it there.
 * @param write writes it and closes the sink, or throws
 * @param isUnwritable whether what was thrown says that the sink did not take it
 */
export async function packed<T>(
	kind: PackedKind,
	write: (sink: WritableStream<Uint8Array>) => Promise<T>,
	isUnwritable: (error: unknown) => boolean
): Promise<{ file: File; summary: T }> {
	const pack = async ({ sink, file }: PackedFile) => {
		const summary = await write(sink);
		return { file: await file(), summary };
	};
	const onDisk = await packedOnDisk(kind);
	if (onDisk === null) return pack(packedInMemory(kind));
	try {
		return await pack(onDisk);
	} catch (error) {
		// A device without room for it is just where a copy is wanted.
		if (!isUnwritable(error)) throw error;
		return pack(packedInMemory(kind));
	}
}

/** Something to write to that becomes a file. */
export interface PackedFile {
	sink: WritableStream<Uint8Array>;
	/** The file, once the sink is closed. */
	file: () => Promise<File>;
}

/** A file on the disk, so that a library of any size can be packed; null where there is no place for it, as in private windows. */
export async function packedOnDisk(kind: PackedKind): Promise<PackedFile | null> {
	try {
		const root = await navigator.storage.getDirectory();
		const folder = await root.getDirectoryHandle(FOLDER, { create: true });
		await removeOld(folder, kind.at);
		const handle = await folder.getFileHandle(`${kind.at}-${Math.random()}`, { create: true });
		const sink = await handle.createWritable();
		return { sink, file: async () => named(await handle.getFile(), kind) };
	} catch (error) {
		// A part of it is absent, or forbidden.
		if (error instanceof TypeError || error instanceof DOMException) return null;
		throw error;
	}
}

/** A file that the browser keeps as it likes, outside of the room that it gives the site. */
function packedInMemory(kind: PackedKind): PackedFile {
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>();
	const content = new Response(readable).blob();
	// The sink tells it too.
	content.catch(() => undefined);
	return { sink: writable, file: async () => named(await content, kind) };
}

function named(content: Blob, { at, name, type }: PackedKind): File {
	return new File([content], name, { type, lastModified: at });
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
