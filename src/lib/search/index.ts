import type { FeedId, PostId } from '$lib/model/ids';
import { isLoneCharacter } from './letters';
import { counted, IN_AUTHORS, IN_BODY, IN_LABELS, IN_TITLE, type Postings } from './postings';
import { eachToken } from './tokenize';

/** What can be found of a post. */
export interface SearchablePost {
	id: PostId;
	feedId: FeedId;
	/** UTC milliseconds. */
	publishedAt: number;
	title: string;
	/** Categories and tags. */
	labels: string[];
	/** Names. */
	authors: string[];
	/** Plain text of the body. */
	text: string;
}

/** A word of the vocabulary, and where it is. */
export interface Term extends Postings {
	text: string;
	/** Stands for the word in {@link IndexedPost.words}. */
	number: number;
}

/** What the index keeps of a post. */
export interface IndexedPost {
	id: PostId;
	feedId: FeedId;
	publishedAt: number;
	/** In words. */
	titleLength: number;
	/** In words. */
	bodyLength: number;
	/** Numbers of its words in order, for phrases; before those of a field stands the field's own number (`IN_TITLE`, …). */
	words: Uint32Array;
}

/**
 * Inverted index in memory: from each word to the posts that hold it. A post has a slot, a number that grows with
 * each post taken in, so that every list of slots is sorted by itself.
 */
export class PostIndex {
	readonly #terms = new Map<string, Term>();
	readonly #slots = new Map<PostId, number>();
	readonly #posts: (IndexedPost | undefined)[] = [];
	#bodyWords = 0;
	/** The first numbers are those of the fields. */
	readonly #byNumber: (Term | undefined)[] = new Array<undefined>(IN_BODY + 1).fill(undefined);
	/** Vocabulary in the order of UTF-16 units, as far as it has been sorted; the rest waits in `#unsorted`. */
	#sorted: Term[] = [];
	#unsorted: Term[] = [];
	#buffer = new Uint32Array(1024);

	/** Number of posts. */
	get size(): number {
		return this.#slots.size;
	}

	/** Slots ever given, those of removed posts too: how long an array per slot must be. */
	get slotCount(): number {
		return this.#posts.length;
	}

	/** One more than the highest {@link Term.number} given. */
	get numberCount(): number {
		return this.#byNumber.length;
	}

	/** Mean length of a body, in words. */
	get averageBodyLength(): number {
		return this.size === 0 ? 0 : this.#bodyWords / this.size;
	}

	/** Undefined when it was removed. */
	post(slot: number): IndexedPost | undefined {
		return this.#posts[slot];
	}

	/** All slots in use. */
	slots(): Iterable<number> {
		return this.#slots.values();
	}

	/** Takes posts in; one with a known id replaces what was there. */
	add(posts: SearchablePost[]): void {
		const lastOfEach = [...new Map(posts.map((post) => [post.id, post])).values()];
		this.remove(lastOfEach.map(({ id }) => id));
		for (const post of lastOfEach) this.#addNew(post);
	}

	/** Takes posts out; ids it does not know are nothing to it. */
	remove(ids: PostId[]): void {
		const gone = new Set<number>();
		const numbers = new Set<number>();
		for (const id of ids) {
			const slot = this.#slots.get(id);
			const post = slot === undefined ? undefined : this.#posts[slot];
			if (slot === undefined || post === undefined) continue;
			gone.add(slot);
			for (const number of post.words) numbers.add(number);
			this.#bodyWords -= post.bodyLength;
			this.#posts[slot] = undefined;
			this.#slots.delete(id);
		}
		if (gone.size > 0) this.#forget(gone, numbers);
	}

	/** Takes out all posts of feeds other than `kept`. @returns whether there were any. */
	keepFeeds(kept: ReadonlySet<FeedId>): boolean {
		const ids = this.#posts.flatMap((post) => (post === undefined || kept.has(post.feedId) ? [] : [post.id]));
		this.remove(ids);
		return ids.length > 0;
	}

	term(text: string): Term | undefined {
		return this.#terms.get(text);
	}

	/** All words in the order of their UTF-16 units. */
	vocabulary(): readonly Term[] {
		if (this.#unsorted.length > 0) {
			// The sort finds the sorted run and merges the new words into it.
			this.#sorted = this.#sorted.concat(this.#unsorted).sort(byText);
			this.#unsorted = [];
		}
		return this.#sorted;
	}

	/** Words that begin with `prefix`, itself among them. */
	startingWith(prefix: string): Term[] {
		const terms = this.vocabulary();
		const first = firstAtLeast(terms, prefix);
		let end = first;
		while (end < terms.length && terms[end]!.text.startsWith(prefix)) end++;
		return terms.slice(first, end);
	}

	/** Pairs of unspaced characters that hold this one, and the character where it stands alone. */
	holding(character: string): Term[] {
		return this.vocabulary().filter(({ text }) => text.includes(character) && isPairAt(text, character));
	}

	#addNew(post: SearchablePost): void {
		const slot = this.#posts.length;
		let length = 0;
		const keep = (number: number) => {
			if (length === this.#buffer.length) this.#growBuffer();
			this.#buffer[length++] = number;
		};
		const take = (text: string, field: number): number => {
			keep(field);
			const before = length;
			eachToken(text, (word) => {
				const term = this.#termOf(word);
				count(term, slot, field);
				keep(term.number);
			});
			return length - before;
		};
		const titleLength = take(post.title, IN_TITLE);
		for (const label of post.labels) take(label, IN_LABELS);
		for (const author of post.authors) take(author, IN_AUTHORS);
		const bodyLength = take(post.text, IN_BODY);
		const { id, feedId, publishedAt } = post;
		const words = this.#buffer.slice(0, length);
		this.#posts.push({ id, feedId, publishedAt, titleLength, bodyLength, words });
		this.#slots.set(id, slot);
		this.#bodyWords += bodyLength;
	}

	#termOf(word: string): Term {
		let term = this.#terms.get(word);
		if (term === undefined) {
			term = { text: ownCopy(word), number: this.#byNumber.length, slots: [], frequencies: [] };
			this.#byNumber.push(term);
			this.#terms.set(term.text, term);
			this.#unsorted.push(term);
		}
		return term;
	}

	#growBuffer(): void {
		const larger = new Uint32Array(this.#buffer.length * 2);
		larger.set(this.#buffer);
		this.#buffer = larger;
	}

	#forget(gone: ReadonlySet<number>, numbers: ReadonlySet<number>): void {
		let emptied = false;
		for (const number of numbers) {
			const term = this.#byNumber[number];
			if (term === undefined) continue;
			dropSlots(term, gone);
			if (isUsed(term)) continue;
			this.#terms.delete(term.text);
			this.#byNumber[number] = undefined;
			emptied = true;
		}
		if (!emptied) return;
		this.#sorted = this.#sorted.filter(isUsed);
		this.#unsorted = this.#unsorted.filter(isUsed);
	}
}

function count(term: Term, slot: number, field: number): void {
	const last = term.slots.length - 1;
	if (term.slots[last] === slot) term.frequencies[last] = counted(term.frequencies[last]!, field);
	else {
		term.slots.push(slot);
		term.frequencies.push(field);
	}
}

function dropSlots({ slots, frequencies }: Term, gone: ReadonlySet<number>): void {
	let kept = 0;
	for (let i = 0; i < slots.length; i++) {
		if (gone.has(slots[i]!)) continue;
		slots[kept] = slots[i]!;
		frequencies[kept++] = frequencies[i]!;
	}
	slots.length = frequencies.length = kept;
}

function isUsed(term: Term): boolean {
	return term.slots.length > 0;
}

function byText(a: Term, b: Term): number {
	return a.text < b.text ? -1 : 1;
}

function firstAtLeast(terms: readonly Term[], text: string): number {
	let [low, high] = [0, terms.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (terms[middle]!.text < text) low = middle + 1;
		else high = middle;
	}
	return low;
}

function isPairAt(text: string, character: string): boolean {
	return text === character || isLoneCharacter(text.replace(character, ''));
}

/** Engines keep a slice as a window on the text it was cut from: one rare word would keep a whole post in memory. */
function ownCopy(word: string): string {
	return Array.from({ length: word.length }, (_, i) => word[i]).join('');
}
