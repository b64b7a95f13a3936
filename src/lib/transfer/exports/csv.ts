import type { WholePost } from '$lib/store/whole-posts';
import { NOTHING_LEFT_OUT, type Export, type WriteExport } from './export-format';

/** By which spreadsheets know that a file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';
/** With which spreadsheets begin a formula, in whatever width it is written. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** Names of columns: those of a program, so they are not translated. */
const COLUMNS = [
	'id',
	'title',
	'url',
	'external_url',
	'published',
	'updated',
	'authors',
	'categories',
	'tags',
	'feed',
	'feed_url',
	'language',
	'words',
	'read',
	'starred',
	'withdrawn',
	'excerpt'
];

/**
 * A table of posts without their texts, as RFC 4180 has it, for spreadsheets: no cell is taken for a formula.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export const csv: WriteExport = async (what, output) => {
	await output.write(BYTE_ORDER_MARK + rowOf(COLUMNS));
	for await (const saved of what.posts) await output.write(rowOf(cellsOf(saved, what)));
	return NOTHING_LEFT_OUT;
};

function cellsOf({ post, mark }: WholePost, { feeds }: Export): string[] {
	const feed = feeds.get(post.feedId);
	return [
		post.guid,
		post.title,
		post.url ?? '',
		post.externalUrl ?? '',
		post.hasOwnDate ? moment(post.publishedAt) : '',
		moment(post.updatedAt),
		post.authors.map(({ name }) => name).join('; '),
		post.categories.join('; '),
		post.tags.join('; '),
		feed?.title ?? '',
		feed?.url ?? '',
		post.language ?? '',
		String(post.wordCount),
		moment(mark?.readAt),
		moment(mark?.starredAt),
		moment(post.withdrawnAt),
		post.excerpt
	];
}

/** @param time UTC milliseconds; 0 and null for never */
function moment(time: number | null | undefined): string {
	return time == null || time === 0 ? '' : new Date(time).toISOString();
}

function rowOf(cells: readonly string[]): string {
	return `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** Behind an apostrophe, spreadsheets take anything for text. */
function harmless(cell: string): string {
	return FORMULA.test(cell) ? `'${cell}` : cell;
}
