import type { Feed } from '$lib/model/feed';
import { browserStorage, parseStored, type SmallStorage } from './browser-storage';

/** A blog that was kept. */
export interface WitnessedBlog {
	title: string;
	/** Of its feed, absolute. */
	url: string;
	/** Posts kept of it. */
	posts: number;
}

/** What the library held, as it was last seen. */
export interface WitnessedLibrary {
	/** See `libraryId`. */
	library: string;
	/** UTC milliseconds. */
	at: number;
	blogs: WitnessedBlog[];
}

const KEY = 'backlist-library';
/** Blogs that are remembered: what fits a few dozen kilobytes. */
const REMEMBERED = 300;

/**
 * Remembers, apart from the database, which library this browser has and what is in it. Browsers lose databases: they clear them
 * when the disk is full, and a damaged one opens empty without a word. The witness knows then what is missing.
 */
export class LibraryWitness {
	readonly #storage: SmallStorage;

	constructor(storage: SmallStorage = browserStorage()) {
		this.#storage = storage;
	}

	/** Nothing was ever seen here. */
	get isNew(): boolean {
		return this.#storage.getItem(KEY) === null;
	}

	/** @returns what was in the library before this one; null when it is the same, or nothing was in it. */
	lostBefore(library: string): WitnessedLibrary | null {
		const seen = parseWitness(this.#storage.getItem(KEY));
		if (seen === null || seen.library === library || seen.blogs.length === 0) return null;
		return seen;
	}

	/**
	 * Remembers what is there now; `now` is UTC milliseconds.
	 * @param isOwn whether a feed comes with the site, and so comes back by itself
	 */
	remember(library: string, feeds: readonly Feed[], isOwn: (url: string) => boolean, now: number): void {
		const blogs = feeds
			.filter(({ url, isFromFile }) => !isFromFile && !isOwn(url))
			.slice(0, REMEMBERED)
			.map(({ title, url, postCount }) => ({ title, url, posts: postCount }));
		this.#storage.setItem(KEY, JSON.stringify({ library, at: now, blogs }));
	}
}

/** Null when nothing usable is there. */
function parseWitness(text: string | null): WitnessedLibrary | null {
	const { library, at, blogs } = (parseStored(text) ?? {}) as Partial<
		Record<keyof WitnessedLibrary, unknown>
	>;
	if (typeof library !== 'string' || typeof at !== 'number' || !Array.isArray(blogs)) return null;
	return { library, at, blogs: blogs.filter(isBlog) };
}

function isBlog(value: unknown): value is WitnessedBlog {
	const { title, url, posts } = (value ?? {}) as Partial<Record<keyof WitnessedBlog, unknown>>;
	return typeof title === 'string' && typeof url === 'string' && typeof posts === 'number';
}
