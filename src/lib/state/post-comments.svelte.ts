import type { Remote } from 'comlink';
import type { PostId } from '$lib/model/ids';
import type { Problem } from '$lib/model/problem';
import type { SyncService } from '$lib/sync/sync-service';
import type { OpenedPost } from './open-post.svelte';
import type { SyncPreferences } from './sync-preferences.svelte';

/** Fetches the comments of the open post. They are kept, and shown from there. */
export class PostComments {
	readonly #service: Remote<SyncService>;
	readonly #preferences: SyncPreferences;
	isFetching = $state(false);
	/** Why they could not be fetched, the last time. */
	problem = $state.raw<Problem | null>(null);
	/** The post that `isFetching` and `problem` speak of. */
	#of: PostId | null = null;
	/** Posts whose comments were fetched in this visit. */
	readonly #fetched = new Set<PostId>();

	constructor(service: Remote<SyncService>, preferences: SyncPreferences) {
		this.#service = service;
		this.#preferences = preferences;
	}

	/** Whether the site of the post can be asked for its comments. */
	canFetch({ feed, post }: OpenedPost): boolean {
		return feed?.kind === 'wordpress' && post.withdrawnAt === null;
	}

	/** A post is open: its comments are fetched if that is how the reader wants it, once in a visit. */
	follow(opened: OpenedPost): void {
		this.#turnTo(opened.post.id);
		const isWanted = this.#preferences.current.comments === 'when-opened' && navigator.onLine;
		if (!isWanted || !this.canFetch(opened) || this.#fetched.has(opened.post.id)) return;
		void this.fetch(opened);
	}

	async fetch({ post: { id } }: OpenedPost): Promise<void> {
		this.#turnTo(id);
		if (this.isFetching) return;
		this.isFetching = true;
		this.problem = null;
		this.#fetched.add(id);
		const result = await this.#service.fetchComments(id);
		if (this.#of !== id) return;
		this.isFetching = false;
		if (!result.ok) {
			this.problem = result.problem;
			this.#fetched.delete(id);
		}
	}

	#turnTo(id: PostId): void {
		if (this.#of === id) return;
		this.#of = id;
		this.isFetching = false;
		this.problem = null;
	}
}
