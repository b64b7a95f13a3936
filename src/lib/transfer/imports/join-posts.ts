import { commentIdOf, feedIdOf, postIdOf, type CommentId, type FeedId, type PostId } from '$lib/model/ids';
import type { IncomingPost } from '$lib/model/post';
import type { PostsPart } from '$lib/sources/files/file-format';
import type { Database } from '$lib/store/database';
import { ofFeed } from '$lib/store/feeds';
import { sameAddress } from './same-address';

/** Posts of a file on their way to a feed. */
export interface JoinedPosts {
	/** Those that are to be kept. */
	posts: IncomingPost[];
	comments: PostsPart['comments'];
	starred: PostId[];
	read: PostId[];
}

/** Joins posts of files to those that are kept of a feed, where the file calls the feed, or its posts, by other names. */
export class PostsByAddress {
	readonly #db: Database;
	/** Of feeds that an import has met, as they were before; null for a page that several posts name. */
	readonly #kept = new Map<FeedId, Map<string, PostId | null>>();

	constructor(db: Database) {
		this.#db = db;
	}

	/**
	 * The posts of `part` as posts of `feedId`. Where the feed has its own names for them, which the file does not know, one whose page
	 * is that of a post that is kept is that post: it stays as it is, and gets what the file says of it besides.
	 */
	async join(part: PostsPart, feedId: FeedId): Promise<JoinedPosts> {
		const isOther = feedIdOf(part.feed.url) !== feedId;
		if (!isOther && part.feed.url.startsWith('file:')) return part;
		const own = part.posts.map((post) => (isOther ? asPostOf(post, feedId) : post));
		const same = await this.#keptAs(feedId, own, isOther);
		const ids = new Map(part.posts.map(({ post }, at) => [post.id, same[at] ?? own[at]?.post.id ?? post.id]));
		const renamed = (names: readonly PostId[]) => names.map((id) => ids.get(id) ?? id);
		return {
			posts: own.filter((_, at) => same[at] === undefined),
			comments: part.comments.map((comment) =>
				isOther
					? commentOf(comment, feedId, ids)
					: { ...comment, postId: ids.get(comment.postId) ?? comment.postId }
			),
			starred: renamed(part.starred),
			read: renamed(part.read)
		};
	}

	/** For each post the one that is kept of its page by another name; undefined where none is, or it is kept itself. */
	async #keptAs(
		feedId: FeedId,
		posts: readonly IncomingPost[],
		isOther: boolean
	): Promise<(PostId | undefined)[]> {
		const nameless = posts.map(({ post }) => (isOther || post.guid === post.url ? post : null));
		if (nameless.every((post) => post === null)) return [];
		const kept = this.#kept.get(feedId) ?? (await this.#pagesOf(feedId));
		this.#kept.set(feedId, kept);
		const known = await this.#db.posts.bulkGet(posts.map(({ post }) => post.id));
		return nameless.map((post, at) =>
			post?.url == null || known[at] !== undefined ? undefined : (kept.get(pageOf(post.url)) ?? undefined)
		);
	}

	async #pagesOf(feedId: FeedId): Promise<Map<string, PostId | null>> {
		const pages = new Map<string, PostId | null>();
		const [low, high] = ofFeed(feedId);
		await this.#db.posts
			.where('[feedId+publishedAt]')
			.between(low, high)
			.each(({ id, url }) => {
				if (url !== null) pages.set(pageOf(url), pages.has(pageOf(url)) ? null : id);
			});
		return pages;
	}
}

/** Those of `posts` of which the library has no newer text, such as from a later export. */
export async function withoutOlder(db: Database, posts: readonly IncomingPost[]): Promise<IncomingPost[]> {
	const kept = await db.posts.bulkGet(posts.map(({ post }) => post.id));
	return posts.filter(({ post }, at) => {
		const [here, inFile] = [kept[at]?.updatedAt ?? null, post.updatedAt];
		return here === null || inFile === null || here <= inFile;
	});
}

/** Posts may be parts of one page. */
function pageOf(url: string): string {
	return sameAddress(url) + (/#.*$/s.exec(url)?.[0] ?? '');
}

function asPostOf({ post, body }: IncomingPost, feedId: FeedId): IncomingPost {
	const id = postIdOf(feedId, post.guid);
	return { post: { ...post, id, feedId }, body: { ...body, id, feedId } };
}

type Comment = PostsPart['comments'][number];

/** What the site calls it is not known any more: its old name makes the new one, so that the same comes but once. */
function commentOf(comment: Comment, feedId: FeedId, ids: ReadonlyMap<PostId, PostId>): Comment {
	const renamed = (id: CommentId) => commentIdOf(feedId, id);
	const { id, postId, parentId } = comment;
	return {
		...comment,
		feedId,
		id: renamed(id),
		parentId: parentId === null ? null : renamed(parentId),
		postId: ids.get(postId) ?? postId
	};
}
