import { say, type ProblemKey, type Said } from '$lib/messages/problem-words';
import type { IncomingPost } from '$lib/model/post';
import { isObject, memberOf, type JsonObject } from '$lib/sources/json-values';
import type { SkippedItem } from '$lib/sources/source';
import { fetchList, idOf } from './answer';
import { secondOf } from './dates';
import { embedsOf, nameItems, namesOf, numbersOf, type Names } from './names';
import { POST_FIELDS, readPost } from './post';
import { restUrl, type RouteParams } from './routes';
import { fetchIndex, type Site } from './site';
import { fetchInSize, LARGEST_PAGE } from './walk';

/** Posts that were read, and what could not be. */
export interface ReadPosts {
	posts: IncomingPost[];
	skipped: SkippedItem[];
	/** In words for the reader, each once of a reader. */
	notes: Said[];
}

/** Turns what the API gives into posts, with the names of what they have by number. One of them is for one walk. */
export class PostReader {
	readonly names: Names;
	readonly #site: Site;
	/** Milliseconds that the site's clock is ahead of UTC; null until it is known. */
	#clockOffset: number | null;
	readonly #noted = new Set<ProblemKey>();

	/** @param clockOffset as the index says, when that has been fetched; else it is, when a post needs it */
	constructor(site: Site, clockOffset: number | null) {
		this.#site = site;
		this.#clockOffset = clockOffset;
		this.names = namesOf(site.root, site);
	}

	/**
	 * What a request for posts asks for: only the members that are read, and what posts must bring along themselves since the site
	 * does not give it otherwise.
	 */
	params(): RouteParams {
		const embeds = embedsOf(this.names);
		return embeds === null
			? { _fields: POST_FIELDS }
			: { _fields: `${POST_FIELDS},_links,_embedded`, _embed: embeds };
	}

	/**
	 * Reads the items of an answer.
	 * @throws SourceError of fetching the names
	 */
	async read(items: readonly unknown[]): Promise<ReadPosts> {
		const objects = items.filter(isObject);
		await nameItems(this.names, objects);
		const around = {
			feedId: this.#site.feedId,
			root: this.#site.root,
			names: this.names,
			clockOffset: await this.#clockOffsetFor(objects),
			now: this.#site.now()
		};
		const posts: IncomingPost[] = [];
		const skipped: SkippedItem[] = [];
		items.forEach((item, position) => {
			const number = position + 1;
			const skip = (reason: Said) => skipped.push({ position, reason });
			if (!isObject(item)) return skip(say('item_post_not_object', { number }));
			const id = idOf(item);
			if (id === null) return skip(say('item_post_no_number', { number }));
			try {
				posts.push(readPost(item, id, around));
			} catch (error) {
				const reason = error instanceof Error ? error.message : String(error);
				skip(say('item_post_unreadable', { number, reason }));
			}
		});
		return { posts, skipped, notes: this.#notesOn(objects) };
	}

	/**
	 * Fetches posts by their numbers and reads them: those that are there, in the order of `ids`.
	 * @throws SourceError
	 */
	async fetchById(ids: readonly number[]): Promise<ReadPosts> {
		const asked = this.params();
		const items = await this.#itemsOf(ids, asked);
		await nameItems(this.names, items.filter(isObject));
		// Only now it may turn out that posts have to bring their names along.
		const isEnough = this.params()._embed === asked._embed || items.length === 0;
		return this.read(isEnough ? items : await this.#itemsOf(ids, this.params()));
	}

	/** Those of `ids` that the site has, in their order. It may give fewer at once than it is asked for, and others. */
	async #itemsOf(ids: readonly number[], params: RouteParams): Promise<unknown[]> {
		const items = new Map<number, unknown>();
		let missing = [...new Set(ids)];
		let size = LARGEST_PAGE;
		while (missing.length > 0) {
			const answer = await fetchInSize(size, (pageSize) => {
				const include = missing.slice(0, pageSize).join(',');
				return fetchList(
					restUrl(this.#site.root, 'wp/v2/posts', { per_page: pageSize, include, ...params }),
					this.#site
				);
			});
			size = answer.size;
			const asked = missing.slice(0, size);
			const given = new Map(answer.items.map((item) => [idOf(item), item]));
			const found = asked.filter((id) => given.has(id));
			for (const id of found) items.set(id, given.get(id));
			// Only an answer without any of them says that the others are not there.
			const rest = found.length === 0 ? [] : asked.filter((id) => !given.has(id));
			missing = [...rest, ...missing.slice(size)];
		}
		return ids.flatMap((id) => items.get(id) ?? []);
	}

	async #clockOffsetFor(items: readonly JsonObject[]): Promise<number> {
		const isNeeded = items.some((item) => secondOf(memberOf(item, 'date_gmt')) === null);
		if (this.#clockOffset === null && isNeeded) {
			this.#clockOffset = (await fetchIndex(this.#site)).clockOffset;
		}
		return this.#clockOffset ?? 0;
	}

	#notesOn(items: readonly JsonObject[]): Said[] {
		const { authors, categories, tags, pictures } = this.names;
		const lacks = (name: string, lookup: { get: (id: number) => unknown; isClosed: boolean }) =>
			lookup.isClosed &&
			items.some((item) => numbersOf(item, name).some((id) => lookup.get(id) === undefined));
		const notes = [
			lacks('author', authors) && 'wordpress_no_authors_note',
			lacks('categories', categories) && 'wordpress_no_categories_note',
			lacks('tags', tags) && 'wordpress_no_tags_note',
			lacks('featured_media', pictures) && 'wordpress_no_pictures_note'
		] as const;
		const fresh = notes.filter((note) => note !== false).filter((note) => !this.#noted.has(note));
		for (const note of fresh) this.#noted.add(note);
		return fresh.map((note) => say(note));
	}
}
