import { resolve } from '$app/paths';
import { FILE_NAME, sharedFilesCache } from '$lib/model/shared';
import { isBeside } from '$lib/transfer/imports/beside';

/** The File Handling API, which TypeScript does not know. */
interface LaunchQueue {
	setConsumer: (hear: (launch: { files?: readonly FileSystemFileHandle[] }) => void) => void;
}

/** The first two bytes of gzip. */
const GZIP = [0x1f, 0x8b];

/** Takes the files that another app has shared: the service worker has kept them until now. */
export async function takeSharedFiles(): Promise<File[]> {
	const name = sharedFilesCache(resolve('/').slice(0, -1));
	const cache = await caches.open(name);
	const files = await Promise.all((await cache.keys()).map((request) => fileAt(cache, request)));
	await caches.delete(name);
	return files.filter((file) => file !== null);
}

async function fileAt(cache: Cache, request: Request): Promise<File | null> {
	const kept = await cache.match(request);
	if (kept === undefined) return null;
	const content = await kept.blob();
	const name = decodeURIComponent(kept.headers.get(FILE_NAME) ?? '');
	return new File([content], name, { type: content.type });
}

/** `hear` gets the files that the reader opens with Backlist in the system's file manager, where that is possible. */
export function hearLaunchedFiles(hear: (files: File[]) => void): void {
	const { launchQueue } = window as { launchQueue?: LaunchQueue };
	launchQueue?.setConsumer(({ files = [] }) => {
		if (files.length > 0) void Promise.all(files.map((file) => file.getFile())).then(hear);
	});
}

/** Most files of dropped folders that are looked at. */
const MOST_DROPPED = 20_000;

/** What was dropped, with the files in folders. Called while the event is being told, after which the browser forgets it. */
export function droppedFiles(data: DataTransfer | null): Promise<File[]> {
	const items = [...(data?.items ?? [])].filter(({ kind }) => kind === 'file');
	const entries = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
	return filesIn(entries.filter((entry) => entry !== null));
}

async function filesIn(entries: readonly (FileSystemEntry | File)[]): Promise<File[]> {
	const files: File[] = [];
	const waiting = [...entries];
	for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
		if (files.length >= MOST_DROPPED) break;
		if (entry instanceof File) files.push(entry);
		// Beside a saved page lie its pictures, in a folder.
		else if (!entries.includes(entry) && isBeside(entry.name)) continue;
		else if (entry.isDirectory) waiting.push(...(await entriesOf(entry as FileSystemDirectoryEntry)));
		else files.push(await fileOf(entry as FileSystemFileEntry));
	}
	return files;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
	return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives a hundred at a time, and in the end none. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
	const reader = folder.createReader();
	const read = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
	const all: FileSystemEntry[] = [];
	for (let some = await read(); some.length > 0; some = await read()) all.push(...some);
	return all;
}

/** Whether a file is packed, as our backups are and feeds are not; its name says little, since systems change it. */
export async function isPacked(file: Blob): Promise<boolean> {
	const start = new Uint8Array(await file.slice(0, GZIP.length).arrayBuffer());
	return GZIP.every((byte, at) => start[at] === byte);
}
