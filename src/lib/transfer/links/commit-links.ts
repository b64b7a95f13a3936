import type { FeedId } from '$lib/model/ids';
import type { IncomingPost } from '$lib/model/post';
import { bareLink } from '$lib/sources/files/bare-link';
import { commitPosts, type Commit, type CommitResult } from '$lib/store/commit';
import type { Database } from '$lib/store/database';
import { withKeptPage } from './keep-page';

/**
 * As `commitPosts`, but a link whose page is kept already never takes the place of that, though its list has changed what it says of it.
 * @throws FeedRemovedError
 */
export function commitLinks(db: Database, feedId: FeedId, commit: Commit): Promise<CommitResult> {
	const tables = [db.feeds, db.posts, db.bodies, db.marks, db.categories, db.meta];
	return db.transaction('rw', tables, async () => {
		const posts = await withKeptPages(db, commit.posts);
		return commitPosts(db, feedId, { ...commit, posts });
	});
}

async function withKeptPages(db: Database, posts: IncomingPost[]): Promise<IncomingPost[]> {
	const links = posts.filter(({ post, body }) => bareLink(post.url, body.html) !== null);
	if (links.length === 0) return posts;
	const ids = links.map(({ post }) => post.id);
	const [kept, bodies] = await Promise.all([db.posts.bulkGet(ids), db.bodies.bulkGet(ids)]);
	const pages = new Map(
		links.flatMap((link, i) => {
			const [post, body] = [kept[i], bodies[i]];
			if (post === undefined || body === undefined || body.html.trim() === '') return [];
			const isPage = bareLink(post.url, body.html) === null;
			return isPage ? [[link, withKeptPage(link, post, body)] as const] : [];
		})
	);
	return posts.map((incoming) => pages.get(incoming) ?? incoming);
}
