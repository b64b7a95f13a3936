/** Milliseconds after which the browser has surely begun to save what it was given. */
const BEGUN = 60_000;

/** A file for the browser's downloads. */
export interface Download {
	/** Of its content, as long as it is kept. */
	url: string;
	name: string;
}

/** Gives a file to the browser's downloads. */
export function startDownload({ url, name }: Download): void {
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
}

/** The same for a text. @param type media type */
export function saveText(name: string, type: string, text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type }));
	startDownload({ url, name });
	setTimeout(() => URL.revokeObjectURL(url), BEGUN);
}
