/** A text as HTML. */
export function escapeText(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A text as the value of an attribute, between double quotes. */
export function escapeAttribute(text: string): string {
	return escapeText(text).replaceAll('"', '&quot;');
}

/** With small letters for the capitals of ASCII, and of the same length; other letters may grow. */
export function inSmallLetters(text: string): string {
	return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

/** Finds the ends of what is open, and remembers when there are no more: else each search would go to the end. */
export class EndsIn {
	readonly #missing = new Set<string>();

	constructor(readonly text: string) {}

	/** Offset behind the next `mark`, which is in lower case; -1 when there is none. */
	after(mark: string, from: number): number {
		if (this.#missing.has(mark)) return -1;
		const at = this.text.indexOf(mark, from);
		if (at === -1) this.#missing.add(mark);
		return at === -1 ? -1 : at + mark.length;
	}
}
