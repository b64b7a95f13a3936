import type { Comment } from '$lib/model/comment';
import type { Feed } from '$lib/model/feed';
import type { PostId } from '$lib/model/ids';
import type { Mark } from '$lib/model/mark';
import type { Body, Post } from '$lib/model/post';
import { commentsOf } from '$lib/store/comments';
import type { Database } from '$lib/store/database';
import { findFeed } from '$lib/store/feeds';
import { keptOf } from '$lib/store/kept-files';
import { observe } from '$lib/store/observe';
import { openPost } from '$lib/store/post-queries';

/** A post with everything that its page shows. */
export interface OpenedPost {
	post: Post;
	body: Body;
	mark: Mark | null;
	feed: Feed | null;
	/** Oldest first. */
	comments: Comment[];
	/** Addresses of its pictures and sound that are kept on this device. */
	kept: ReadonlySet<string>;
}

/** The post whose page is shown. */
export class OpenPost {
	readonly #db: Database;
	readonly #fail: (error: unknown) => void;
	/** Null while the first one is being read; the one before stays until the next has been. */
	current = $state.raw<OpenedPost | null>(null);
	/** The text of a post has been on the screen. */
	isShown = $state(false);
	/** No post with the wanted id is kept. */
	isMissing = $state(false);

	/** `fail` hears why the post cannot be read. */
	constructor(db: Database, fail: (error: unknown) => void) {
		this.#db = db;
		this.#fail = fail;
	}

	/** Follows the post `id`, so that a star or an edit shows at once. @returns a function that ends the watching. */
	show(id: PostId): () => void {
		this.isMissing = false;
		return observe(
			() => this.#read(id),
			(opened) => {
				this.isMissing = opened === null;
				this.current = opened;
			},
			this.#fail
		);
	}

	async #read(id: PostId): Promise<OpenedPost | null> {
		const opened = await openPost(this.#db, id);
		if (opened === undefined) return null;
		const [feed, comments, kept] = await Promise.all([
			findFeed(this.#db, opened.post.feedId),
			commentsOf(this.#db, id),
			keptOf(this.#db, id)
		]);
		return { ...opened, feed: feed ?? null, comments, kept: new Set(kept) };
	}
}
