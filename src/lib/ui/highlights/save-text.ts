/** Milliseconds after which the browser has surely begun to save what it was given. */
const BEGUN = 60_000;

/** Gives a text to the browser's downloads. */
export function saveText(name: string, type: string, text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), BEGUN);
}
