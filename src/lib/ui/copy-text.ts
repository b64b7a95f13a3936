/** @returns false when the browser or the reader does not let it. */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch (error) {
		if (!(error instanceof DOMException)) throw error;
		return false;
	}
}
