import type { Comment } from '$lib/model/comment';
import { commentIdOf, postIdOf } from '$lib/model/ids';
import type {
	FollowedSource,
	ListedPost,
	Source,
	SourceContext,
	SourceFeed,
	SourcePage
} from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { incoming } from './library';

interface BlogPost {
	guid: string;
	/** UTC milliseconds. */
	date: number;
	modified: number;
	text: string;
}

interface BlogComment {
	guid: string;
	post: string;
	date: number;
}

const PAGE = 3;

/** A blog whose API answers as it is asked, with a clock of its own; any request can be made to fail. */
export class BlogWithApi implements FollowedSource, Source {
	readonly kind = 'wordpress';
	readonly posts = new Map<string, BlogPost>();
	readonly comments_: BlogComment[] = [];
	/** Posts that its list of ids leaves out by mistake. */
	readonly unlisted = new Set<string>();
	commentsAreClosed = false;
	clock = 1_000_000;
	/** Requests, in order. */
	readonly requests: string[] = [];
	/** Requests after so many fail. */
	failsAfter = Infinity;

	get following(): FollowedSource {
		return this;
	}

	recognises(): boolean {
		return false;
	}

	publish(guid: string, text = guid): void {
		this.clock += 1000;
		this.posts.set(guid, { guid, date: this.clock, modified: this.clock, text });
	}

	edit(guid: string, text: string): void {
		this.clock += 1000;
		const post = this.posts.get(guid);
		if (post) this.posts.set(guid, { ...post, text, modified: this.clock });
	}

	comment(post: string): void {
		this.clock += 1000;
		this.comments_.push({ guid: String(this.comments_.length), post, date: this.clock });
	}

	async *pages(feed: SourceFeed, from: string): AsyncGenerator<SourcePage> {
		let before = from === feed.url ? Infinity : Number(from);
		for (let isFirst = from === feed.url; ; isFirst = false) {
			await this.#request(`archive before ${before}`);
			const all = [...this.posts.values()].sort((a, b) => b.date - a.date);
			const rest = all.filter(({ date }) => date < before);
			const posts = rest.slice(0, PAGE);
			before = posts.at(-1)?.date ?? 0;
			const next = rest.length > PAGE ? String(before) : null;
			const since = String(Math.max(0, ...posts.map(({ modified }) => modified)));
			const page = this.#page(feed, posts, next);
			yield isFirst ? { ...page, total: all.length, since } : page;
			if (next === null) return;
		}
	}

	async *changes(
		feed: SourceFeed,
		since: string,
		_context: SourceContext,
		differing: (posts: ListedPost[]) => Promise<ListedPost[]>
	): AsyncGenerator<SourcePage> {
		let from = Number(since);
		for (;;) {
			await this.#request(`changes since ${from}`);
			const changed = [...this.posts.values()]
				.filter(({ modified }) => modified > from)
				.sort((a, b) => a.modified - b.modified);
			const posts = changed.slice(0, PAGE);
			from = posts.at(-1)?.modified ?? from;
			const listed = posts.map(({ guid, modified }) => ({ guid, updatedAt: modified }));
			const wanted = new Set((await differing(listed)).map(({ guid }) => guid));
			const read = posts.filter(({ guid }) => wanted.has(guid));
			yield { ...this.#page(feed, read, null), since: String(from) };
			if (changed.length <= PAGE) return;
		}
	}

	async *listing(): AsyncGenerator<{ guid: string; updatedAt: number }[]> {
		const all = [...this.posts.values()].filter(({ guid }) => !this.unlisted.has(guid));
		for (let start = 0; start === 0 || start < all.length; start += PAGE) {
			await this.#request('listing');
			yield all.slice(start, start + PAGE).map(({ guid, modified }) => ({ guid, updatedAt: modified }));
		}
	}

	async postsOf(feed: SourceFeed, guids: string[]): Promise<SourcePage> {
		await this.#request(`posts ${guids.join()}`);
		return this.#page(
			feed,
			guids.flatMap((guid) => this.posts.get(guid) ?? []),
			null
		);
	}

	async *comments(feed: SourceFeed, from: string | null, since: string | null, overlap: number) {
		let before = from === null ? Infinity : Number(from);
		for (;;) {
			await this.#request(`comments before ${before} since ${since}`);
			if (this.commentsAreClosed) throw new SourceError('refused', 'Closed.', 'None.');
			const rest = this.comments_
				.filter(({ date }) => date < before && (since === null || date > Number(since) - overlap))
				.sort((a, b) => b.date - a.date);
			const comments = rest.slice(0, PAGE);
			before = comments.at(-1)?.date ?? 0;
			const next = rest.length > PAGE ? String(before) : null;
			const newest = comments[0] === undefined ? null : String(comments[0].date);
			yield { comments: comments.map((comment) => commentOf(feed, comment)), next, since: newest };
			if (next === null) return;
		}
	}

	async commentsOf(feed: SourceFeed, guid: string): Promise<Comment[]> {
		await this.#request(`comments of ${guid}`);
		return this.comments_.filter(({ post }) => post === guid).map((comment) => commentOf(feed, comment));
	}

	async #request(what: string): Promise<void> {
		this.requests.push(what);
		if (this.requests.length > this.failsAfter) {
			throw new SourceError('unreachable', 'Nobody answers.', 'Wait.');
		}
		return Promise.resolve();
	}

	#page(feed: SourceFeed, posts: BlogPost[], next: string | null): SourcePage {
		const description = {
			title: 'Harbour',
			homeUrl: null,
			description: '',
			authors: [],
			language: null,
			icon: null,
			favicon: null,
			expired: false,
			categoryParents: {}
		};
		const read = posts.map(({ guid, date, modified, text }) =>
			incoming(feed.id, guid, { publishedAt: date, updatedAt: modified }, `<p>${text}</p>`)
		);
		return { description, posts: read, skipped: [], next, total: null };
	}
}

function commentOf(feed: SourceFeed, { guid, post, date }: BlogComment): Comment {
	return {
		id: commentIdOf(feed.id, guid),
		feedId: feed.id,
		postId: postIdOf(feed.id, post),
		parentId: null,
		authorName: 'A reader',
		authorUrl: null,
		publishedAt: date,
		url: null,
		html: '<p>I remember.</p>'
	};
}
