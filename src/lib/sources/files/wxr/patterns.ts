/** Blocks that a blog keeps once and shows in many posts, by their numbers, as written. */
export type Patterns = ReadonlyMap<number, string>;

const BEGIN = '<!-- wp:block ';
const END = '-->';
const REFERENCE = /"ref"\s{0,5}:\s{0,5}(\d{1,15})\b/;
/** Patterns within patterns; what lies deeper is left out, as is one within itself. */
const DEEPEST = 8;
/** UTF-16 units that patterns add to one post: a few lines that name one another could become any number. */
const MOST = 1_000_000;

/** What an author wrote, with the patterns themselves where it only names them; one that the export does not have is left out. */
export function withPatterns(written: string, patterns: Patterns): string {
	return patterns.size === 0 ? written : new Filling(patterns).fill(written);
}

class Filling {
	#room = MOST;
	/** Those that are being filled in, from the outside in. */
	readonly #within: number[] = [];

	constructor(readonly patterns: Patterns) {}

	fill(text: string): string {
		let [filled, done] = ['', 0];
		for (let at = text.indexOf(BEGIN); at !== -1; at = text.indexOf(BEGIN, done)) {
			const end = text.indexOf(END, at);
			if (end === -1) break;
			filled += text.slice(done, at) + this.#pattern(text.slice(at + BEGIN.length, end));
			done = end + END.length;
		}
		return filled + text.slice(done);
	}

	#pattern(attributes: string): string {
		const id = Number(REFERENCE.exec(attributes)?.[1]);
		const pattern = this.patterns.get(id);
		const isLoop = this.#within.includes(id) || this.#within.length === DEEPEST;
		if (pattern === undefined || isLoop || pattern.length > this.#room) return '';
		this.#room -= pattern.length;
		this.#within.push(id);
		const filled = this.fill(pattern);
		this.#within.pop();
		return filled;
	}
}
