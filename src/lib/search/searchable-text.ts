import type { IndexedText } from '$lib/store/text-queries';
import type { SearchablePost } from './index/searchable-post';

/** What the index is to know of a post, of what the store has. */
export function searchable({ post, text, mark }: IndexedText): SearchablePost {
	const { id, feedId, publishedAt, title, categories, tags, authors, attachments } = post;
	return {
		id,
		feedId,
		publishedAt,
		title,
		categories,
		tags,
		authors: authors.map(({ name }) => name),
		text,
		hasImage: post.image !== null || post.thumbnail !== null,
		hasAudio: attachments.some(({ mimeType }) => mimeType.startsWith('audio/')),
		hasComments: (post.commentCount ?? 0) > 0,
		isWithdrawn: post.withdrawnAt !== null,
		isRead: (mark?.readAt ?? 0) > 0,
		isStarred: (mark?.starredAt ?? 0) > 0
	};
}
