import type { PostId } from '$lib/model/ids';
import type { Database } from './database';

/** Addresses of everything that is kept of a post. */
export async function keptOf(db: Database, post: PostId): Promise<string[]> {
	const kept = await db.media.where('postId').equals(post).toArray();
	return kept.flatMap(({ files }) => files.map(({ url }) => url));
}
