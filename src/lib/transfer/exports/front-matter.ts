import type { Feed } from '$lib/model/feed';
import type { WholePost } from '$lib/store/whole-posts';

/** What YAML 1.2 wants written as numbers: what cannot be printed, and what ends a line there. */
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * What is known of a post as YAML between two rules, as static sites and note-taking programs read it. JSON is YAML: so are its
 * texts and lists.
 * @see https://yaml.org/spec/1.2.2/
 */
export function frontMatterOf({ post, mark }: WholePost, feed: Feed | undefined): string {
	const known: [name: string, value: unknown][] = [
		['title', post.title],
		['date', post.hasOwnDate ? moment(post.publishedAt) : null],
		['updated', moment(post.updatedAt)],
		['url', post.url],
		['external_url', post.externalUrl],
		['authors', post.authors.map(({ name }) => name)],
		['categories', post.categories],
		['tags', post.tags],
		['language', post.language],
		['feed', feed?.title],
		['feed_url', feed?.url],
		['id', post.guid],
		['starred', (mark?.starredAt ?? 0) > 0 ? true : null],
		['withdrawn', moment(post.withdrawnAt)],
		['attachments', post.attachments.map(({ url }) => url)]
	];
	const lines = known
		.filter(([, value]) => !isNothing(value))
		.map(([name, value]) => `${name}: ${yaml(value)}`);
	return `---\n${lines.join('\n')}\n---`;
}

function moment(time: number | null): Date | null {
	return time === null ? null : new Date(time);
}

/** A moment is one for YAML too: it has no quotes. */
function yaml(value: unknown): string {
	if (value instanceof Date) return value.toISOString();
	return JSON.stringify(value).replace(
		UNPRINTABLE,
		(one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`
	);
}

function isNothing(value: unknown): boolean {
	return value == null || value === '' || (Array.isArray(value) && value.length === 0);
}
