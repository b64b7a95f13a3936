import { Random } from '../../bench/random';

/** A post as the site has it now. */
export interface SitePost {
	/** From 1, the oldest; its id, title and date follow from it. */
	number: number;
	/** How often it was edited. */
	edition: number;
}

/** An item of a JSON Feed. */
export interface SiteItem {
	id: string;
	url: string;
	title: string;
	content_html: string;
	date_published: string;
	tags: string[];
	authors: { name: string }[];
}

const CATEGORIES = ['Garden', 'Kitchen', 'Workshop', 'Weather', 'Travel', 'Books', 'Music', 'Letters'];
const AUTHORS = ['Ida Holm', 'Jon Berg', 'Xenia Marsh'];
/** UTC milliseconds before the first post, and between two posts. */
const [START, GAP] = [Date.UTC(2019, 0, 1), 6 * 60 * 60_000];
const CONSONANTS = 'bdfghklmnprstvw';
const VOWELS = 'aeiou';
const VOCABULARY = 800;
/** So that no word that is made up here is another's beginning, or a typo away from it. */
const MARKER_SYLLABLES = 6;

/** What a site writes, the same for the same seed. Nothing of it is stored: each post can be made at any time. */
export class SiteContent {
	readonly #seed: number;
	readonly #words: string[];

	constructor(seed: number) {
		this.#seed = seed;
		const random = new Random(seed);
		this.#words = Array.from({ length: VOCABULARY }, () => wordOf(random, 1 + random.below(3)));
	}

	static guidOf(number: number): string {
		return `post-${number}`;
	}

	/** A word that only this post has, in every edition. */
	markerOf(number: number): string {
		return wordOf(new Random(this.#seed, number, 1), MARKER_SYLLABLES);
	}

	itemOf({ number, edition }: SitePost): SiteItem {
		const random = new Random(this.#seed, number, 2 + edition);
		const guid = SiteContent.guidOf(number);
		return {
			id: guid,
			url: `https://blog.example/${guid}`,
			title: `${number}. ${this.#sentence(random, 4)}`,
			content_html: this.#html(random, { number, edition }),
			date_published: new Date(START + number * GAP).toISOString(),
			tags: random.sample(CATEGORIES, random.below(4)),
			authors: [{ name: random.pick(AUTHORS) }]
		};
	}

	#html(random: Random, { number, edition }: SitePost): string {
		const paragraphs = Array.from({ length: 2 + random.below(4) }, () => this.#sentence(random, 45));
		return `<p>${this.markerOf(number)}, edition ${edition}.</p><p>${paragraphs.join('</p><p>')}</p>`;
	}

	#sentence(random: Random, length: number): string {
		return Array.from({ length }, () => random.pick(this.#words)).join(' ');
	}
}

function wordOf(random: Random, syllables: number): string {
	let word = '';
	for (let i = 0; i < syllables; i += 1) {
		word += CONSONANTS.charAt(random.below(CONSONANTS.length)) + VOWELS.charAt(random.below(VOWELS.length));
	}
	return word;
}
