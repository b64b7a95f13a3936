/** The posts that hold a word, by slot, and how often. */
export interface Postings {
	/** Ascending. */
	slots: number[];
	/** Beside each slot: three bits for the fields, and above them how often the body has the word. */
	frequencies: number[];
}

export const IN_TITLE = 1;
/** In a category or tag. */
export const IN_LABELS = 2;
export const IN_AUTHORS = 4;
/** Added for each time that the body has the word. */
export const IN_BODY = 8;

/** One more occurrence in `field`, which is one of the constants above. */
export function counted(frequency: number, field: number): number {
	return field === IN_BODY ? frequency + IN_BODY : frequency | field;
}

/** How often the body has the word. */
export function bodyCount(frequency: number): number {
	return frequency >> 3;
}
