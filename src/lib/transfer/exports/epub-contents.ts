import { escapeXml } from '$lib/content/xhtml/xml-text';
import { displayTitle } from '$lib/model/title';
import type { WholePost } from '$lib/store/whole-posts';
import { page, type Direction } from './epub-pages';
import type { Export } from './export-format';

/** People that a book names as its authors. */
const MOST_CREATORS = 10;

interface Entry {
	title: string;
	file: string;
}

/** Chapters that follow one another and have something in common. */
interface Group<T> {
	title: string;
	entries: T[];
}

/** The table of contents of a book: by feed where there are several, then by year. */
export class BookContents {
	readonly #what: Export;
	readonly #feeds: Group<Group<Entry>>[] = [];
	readonly #people = new Map<string, number>();
	#chapters = 0;
	#rightToLeft = 0;
	#first = Infinity;
	#last = -Infinity;

	constructor(what: Export) {
		this.#what = what;
	}

	/** The next chapter. @param file name of it in the folder of the book @param direction of its text */
	add({ post }: WholePost, file: string, direction: Direction): void {
		this.#chapters += 1;
		if (direction === 'rtl') this.#rightToLeft += 1;
		const year = String(new Date(post.publishedAt).getUTCFullYear());
		const feed = group(this.#feeds, this.#what.feeds.get(post.feedId)?.title ?? '');
		group(feed.entries, year).entries.push({ title: displayTitle(post), file });
		this.#first = Math.min(this.#first, post.publishedAt);
		this.#last = Math.max(this.#last, post.publishedAt);
		for (const { name } of post.authors) this.#people.set(name, (this.#people.get(name) ?? 0) + 1);
	}

	/** Of the first post and the last, such as "2009–2026"; empty without posts. */
	get years(): string {
		if (this.#first > this.#last) return '';
		const [first, last] = [this.#first, this.#last].map((time) => new Date(time).getUTCFullYear());
		return first === last ? String(first) : `${first}–${last}`;
	}

	/** That of most chapters. */
	get direction(): Direction {
		return this.#rightToLeft * 2 > this.#chapters ? 'rtl' : 'ltr';
	}

	/** Those who wrote most first. */
	get creators(): string[] {
		const names = [...this.#people].sort(([, a], [, b]) => b - a).map(([name]) => name);
		return names.filter((name) => name.trim() !== '').slice(0, MOST_CREATORS);
	}

	/** @see https://www.w3.org/TR/epub-33/#sec-nav */
	page(language: string): string {
		const title = this.#what.words.contents;
		const years = this.#feeds.map(({ title: feed, entries }) => ({
			feed,
			list: entries.map(yearItem).join('')
		}));
		const [only] = years;
		const list = years.length === 1 && only !== undefined ? only.list : years.map(feedItem).join('');
		const start = `<li><a href="cover.xhtml">${escapeXml(this.#what.title.trim() || '–')}</a></li>`;
		const body = `<nav epub:type="toc" id="toc"><h1>${escapeXml(title)}</h1>\n<ol>\n${start}\n${list}</ol></nav>\n`;
		return page({ title, language, direction: this.direction, body });
	}
}

/** The last of the groups where it is called so, or a new one: so the order of the book stays. */
function group<T>(groups: Group<T>[], title: string): Group<T> {
	const last = groups.at(-1);
	if (last?.title === title) return last;
	const added: Group<T> = { title, entries: [] };
	groups.push(added);
	return added;
}

function yearItem({ title, entries }: Group<Entry>): string {
	const items = entries.map(
		(entry) => `<li><a href="${entry.file}">${escapeXml(entry.title.trim() || '–')}</a></li>\n`
	);
	return `<li><span>${title}</span>\n<ol>\n${items.join('')}</ol></li>\n`;
}

function feedItem({ feed, list }: { feed: string; list: string }): string {
	return `<li><span>${escapeXml(feed.trim() || '–')}</span>\n<ol>\n${list}</ol></li>\n`;
}
