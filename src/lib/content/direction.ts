const RIGHT_TO_LEFT =
	/[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/gu;
const LETTERS = /\p{L}/gu;

/**
 * The way a text runs, by what most of its letters do: `dir="auto"` goes by the first letter alone, and so turns a Hebrew
 * paragraph around that begins with "iOS".
 */
export function directionOf(text: string): 'ltr' | 'rtl' {
	const rightToLeft = count(text, RIGHT_TO_LEFT);
	return rightToLeft > 0 && rightToLeft * 2 > count(text, LETTERS) ? 'rtl' : 'ltr';
}

function count(text: string, letters: RegExp): number {
	return text.match(letters)?.length ?? 0;
}
