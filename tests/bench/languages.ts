import type { Random } from './random';

/** A text in another script, and a title for it. */
export interface ForeignProse {
	title: string;
	text: string;
}

interface Manner {
	/** What stands between two words. */
	between: string[];
	/** What may follow a word and belongs to it. */
	after: string[];
	/** How a sentence ends. */
	end: string;
}

/** How each language writes: with spaces or without, and with which small words between the large ones. */
const MANNERS: Record<string, Manner> = {
	ko: { between: [' '], after: ['', '', '은', '는', '이', '가', '을', '를', '에서', '의'], end: '다. ' },
	ja: { between: ['の', 'と', 'は', 'を', 'に', 'から', '、'], after: [''], end: 'です。' },
	ru: { between: [' ', ' ', ' ', ' и ', ' в ', ', '], after: [''], end: '. ' },
	el: { between: [' ', ' ', ' ', ' και ', ' στο ', ', '], after: [''], end: '. ' },
	he: { between: [' ', ' ', ' ', ' של ', ' על ', ', '], after: [''], end: '. ' },
	zh: { between: ['', '的', '和', '在', '是', ','], after: [''], end: '。' },
	th: { between: ['', '', 'และ', 'ของ', 'ที่', ' '], after: [''], end: ' ' },
	ar: { between: [' ', ' ', ' ', ' و', ' في ', '، '], after: [''], end: '. ' }
};

const SCRIPTS =
	'Latn Cyrl Grek Hebr Arab Hang Hans Hant Jpan Kore Thai Deva Beng Taml Geor Armn Ethi Khmr Laoo Mong';

/** Texts in scripts other than Latin, made of the names that the browser has for places, languages and coins. */
export class Languages {
	readonly #words = new Map<string, string[]>();

	/** In one of the languages, about `length` words. */
	write(random: Random, length: number): ForeignProse {
		const language = random.pick(Object.keys(MANNERS));
		const words = this.#wordsOf(language);
		let text = '';
		let left = length;
		while (left > 0) {
			const count = Math.min(left, 3 + random.below(10));
			text += sentence(words, MANNERS[language]!, random, count);
			left -= count;
			if (random.chance(0.2)) text = `${text.trimEnd()}\n`;
		}
		const title = sentence(words, { ...MANNERS[language]!, end: '' }, random, 2 + random.below(4));
		return { title, text: text.trimEnd() };
	}

	#wordsOf(language: string): string[] {
		const known = this.#words.get(language);
		if (known !== undefined) return known;
		const words = [
			...names(
				language,
				'region',
				codes(2).map((code) => code.toUpperCase())
			),
			...names(language, 'language', codes(2)),
			...names(language, 'currency', Intl.supportedValuesOf('currency')),
			...names(language, 'script', SCRIPTS.split(' '))
		];
		this.#words.set(language, words);
		return words;
	}
}

/** A word comes the more often the earlier it stands in the list. */
function sentence(words: string[], { between, after, end }: Manner, random: Random, count: number): string {
	let text = '';
	for (let i = 0; i < count; i++) {
		if (i > 0) text += random.pick(between);
		text += words[Math.floor(words.length * random.next() ** 2)]! + random.pick(after);
	}
	return text + end;
}

/** Only what the browser can name in that language. */
function names(language: string, type: Intl.DisplayNamesType, codes: string[]): string[] {
	const display = new Intl.DisplayNames(language, { type, fallback: 'none' });
	return codes.flatMap((code) => display.of(code) ?? []);
}

/** All codes of so many small letters. */
function codes(length: number): string[] {
	const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
	if (length === 1) return letters;
	return codes(length - 1).flatMap((start) => letters.map((letter) => start + letter));
}
