import { say } from '$lib/messages/problem-words';
import type { FileFeed, FilePart, OpenFile } from '$lib/sources/files/file-format';
import { tellingOfLostLetters } from '$lib/sources/files/lost-letters';
import { columnReader, csvRows, type CsvRow } from './csv';
import { secondsText } from './kept-dates';
import { linkItem, type KeptLink } from './kept-link';
import { noList, partsOfItems } from './kept-parts';

/** A list of links in CSV that a service exports. */
interface Table {
	/** Columns by which it is told from others, in lower case. */
	columns: readonly string[];
	feed: FileFeed;
	read: (cell: (name: string) => string) => KeptLink;
}

const TABLES: readonly Table[] = [
	{
		columns: ['url', 'title', 'time_added', 'status'],
		feed: listNamed('pocket', 'Pocket'),
		read: (cell) => ({
			...addressAndTitle(cell),
			savedAt: secondsText(cell('time_added')),
			tags: cell('tags').split('|'),
			isRead: cell('status') === 'archive'
		})
	},
	{
		columns: ['url', 'title', 'selection', 'folder', 'timestamp'],
		feed: listNamed('instapaper', 'Instapaper'),
		read: (cell) => ({
			...addressAndTitle(cell),
			savedAt: secondsText(cell('timestamp')),
			quote: cell('selection'),
			tags: [...ownFolder(cell('folder')), ...bracketed(cell('tags'))],
			isRead: cell('folder') === 'Archive',
			isStarred: cell('folder') === 'Starred'
		})
	},
	{
		columns: ['url', 'title', 'note', 'folder', 'created'],
		feed: listNamed('raindrop', 'Raindrop'),
		read: (cell) => ({
			...addressAndTitle(cell),
			savedAt: cell('created'),
			quote: cell('note'),
			summary: cell('excerpt'),
			tags: cell('tags').split(','),
			categories: [cell('folder')],
			isStarred: cell('favorite') === 'true'
		})
	}
];

/** Folders that every account of Instapaper has. */
const EVERYBODYS = new Set(['', 'Unread', 'Archive', 'Starred']);

/** Links as Pocket, Instapaper and Raindrop export them, in CSV. */
export const linkTable = tellingOfLostLetters({
	kind: 'links',
	recognises: ({ text }) => {
		const [header] = csvRows(text.slice(0, 2000));
		return header != null && tableOf(header) !== undefined;
	},
	read: readTable
});

async function* readTable(file: OpenFile, { now }: { now: number }): AsyncGenerator<FilePart> {
	const rows = csvRows(await file.whole());
	const header = rows.next().value;
	const table = header == null ? undefined : tableOf(header);
	if (header == null || table === undefined) throw noList(file.name);
	const columnOf = columnReader(header);
	const read = (row: CsvRow, number: number) => {
		if (row === null) return { reason: say('saved_row_cut_off', { number }) };
		return linkItem(
			table.feed,
			table.read((name) => columnOf(row, name)),
			number
		);
	};
	yield* partsOfItems(rows, read, now);
}

function tableOf(header: readonly string[]): Table | undefined {
	const names = new Set(header.map((name) => name.trim().toLowerCase()));
	return TABLES.find(({ columns }) => columns.every((column) => names.has(column)));
}

function listNamed(name: string, title: string): FileFeed {
	return { url: `file:${name}`, kind: 'page', description: { title } };
}

/** Pocket writes the address where a page has no title. */
function addressAndTitle(cell: (name: string) => string): Pick<KeptLink, 'address' | 'title'> {
	const [address, title] = [cell('url'), cell('title')];
	return { address, title: title === address ? '' : title };
}

function ownFolder(folder: string): string[] {
	return EVERYBODYS.has(folder) ? [] : [folder];
}

/** `["one","two"]` or `one,two` */
function bracketed(tags: string): string[] {
	return tags
		.replace(/^\[|\]$/g, '')
		.split(',')
		.map((tag) => tag.trim().replace(/^"|"$/g, ''));
}
