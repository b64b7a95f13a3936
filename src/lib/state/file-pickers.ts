/** The pickers of the File System Access API, and its permissions: TypeScript does not know them, and some browsers lack them. */
interface Pickers {
	showSaveFilePicker?: (options: object) => Promise<FileSystemFileHandle>;
	showDirectoryPicker?: (options: object) => Promise<FileSystemDirectoryHandle>;
}

interface WithPermission {
	queryPermission: (wanted: { mode: 'readwrite' }) => Promise<PermissionState>;
	requestPermission: (wanted: { mode: 'readwrite' }) => Promise<PermissionState>;
}

/** The browser can write to a file that the reader chooses, as it comes. */
export function canChooseFile(): boolean {
	return 'showSaveFilePicker' in window;
}

/** The browser can write to a folder that the reader chooses, later too. */
export function canChooseFolder(): boolean {
	return 'showDirectoryPicker' in window;
}

/**
 * Asks the reader for a file to write to; only within a press. @returns null when they changed their mind.
 * @param name that is suggested
 * @param type media type and extension, with the dot
 */
export function chooseFile(
	name: string,
	{ description, mediaType, extension }: { description: string; mediaType: string; extension: string }
): Promise<FileSystemFileHandle | null> {
	const types = [{ description, accept: { [mediaType]: [extension] } }];
	return unlessDismissed((window as Pickers).showSaveFilePicker?.({ suggestedName: name, types }));
}

/** Asks the reader for a folder to write to; only within a press. @returns null when they changed their mind. */
export function chooseFolder(): Promise<FileSystemDirectoryHandle | null> {
	const options = { id: 'backlist-backups', mode: 'readwrite', startIn: 'documents' };
	return unlessDismissed((window as Pickers).showDirectoryPicker?.(options));
}

/** Whether the reader's permission to write there, given once, still holds. */
export async function mayWrite(handle: FileSystemDirectoryHandle): Promise<boolean> {
	return (await permissionsOf(handle).queryPermission({ mode: 'readwrite' })) === 'granted';
}

/** Asks the reader for permission to write there again; only within a press. */
export async function askToWrite(handle: FileSystemDirectoryHandle): Promise<boolean> {
	return (await permissionsOf(handle).requestPermission({ mode: 'readwrite' })) === 'granted';
}

function permissionsOf(handle: FileSystemDirectoryHandle): WithPermission {
	return handle as unknown as WithPermission;
}

async function unlessDismissed<T>(choice: Promise<T> | undefined): Promise<T | null> {
	try {
		return (await choice) ?? null;
	} catch (error) {
		if (error instanceof DOMException && error.name === 'AbortError') return null;
		throw error;
	}
}
