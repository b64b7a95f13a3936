/** Around the name of a slot; letters of the private use area, which no message has. */
const EDGE = '\uE000';

/** What a message is given in place of a part that is more than text: {@link Sentence} puts that there. */
export const slot = (name: string): string => `${EDGE}${name}${EDGE}`;

/** A sentence in pieces: `text` of the message itself, or the name of a `slot`. Each language has its own order. */
export function piecesOf(sentence: string): { text: string; slot: string | null }[] {
	return sentence
		.split(EDGE)
		.map((text, i) => ({ text, slot: i % 2 === 1 ? text : null }))
		.filter(({ text }) => text !== '');
}
