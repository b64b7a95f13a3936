/** A piece of a sentence: its words, or the place of something that is more than text. */
export type SentencePart<Slot extends string> = { text: string } | { slot: Slot };

/** Around a slot's name; in no text that people write. */
const [BEGIN, END] = ['\uE000', '\uE001'];

/** What to give a message in place of something that is more than text; see {@link sentenceParts}. */
export function slot(name: string): string {
	return BEGIN + name + END;
}

/** The pieces of a message that was given {@link slot}s, in the order of its language. */
export function sentenceParts<Slot extends string>(sentence: string): SentencePart<Slot>[] {
	return sentence.split(BEGIN).flatMap((piece, i): SentencePart<Slot>[] => {
		const end = i === 0 ? -1 : piece.indexOf(END);
		const text = { text: piece.slice(end + 1) };
		return end === -1 ? [text] : [{ slot: piece.slice(0, end) as Slot }, text];
	});
}
