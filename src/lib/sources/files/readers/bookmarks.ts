import { Parser } from 'htmlparser2';
import type { FileFeed, FilePart, OpenFile } from '$lib/sources/files/file-format';
import { tellingOfLostLetters } from '$lib/sources/files/lost-letters';
import { secondsText } from './kept-dates';
import { linkItem, type KeptLink } from './kept-link';
import { noList, partsOfItems } from './kept-parts';

const BOOKMARKS: FileFeed = { url: 'file:bookmarks', kind: 'page', description: { title: 'Bookmarks' } };
const POCKET: FileFeed = { url: 'file:pocket', kind: 'page', description: { title: 'Pocket' } };

const NETSCAPE = /<!doctype\s+netscape-bookmark-file/i;
const POCKET_EXPORT = /<title>\s*Pocket Export\s*<\/title>/i;
/** Folders within one another: each costs time at every link. */
const DEEPEST = 10_000;
/** The parser is fed so many UTF-16 units at a time, so that it can be stopped. */
const PIECE = 64 * 1024;

/**
 * Links in the format in which browsers, Pinboard and Raindrop write bookmarks, and the page that Pocket exported.
 * @see https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)
 */
export const bookmarks = tellingOfLostLetters({
	kind: 'links',
	recognises: ({ text }) => NETSCAPE.test(text) || POCKET_EXPORT.test(text),
	read: readBookmarks
});

async function* readBookmarks(file: OpenFile, { now }: { now: number }): AsyncGenerator<FilePart> {
	const feed = NETSCAPE.test(file.text) ? BOOKMARKS : POCKET;
	const links = linksIn(await file.whole());
	if (links === null) throw noList(file.name);
	yield* partsOfItems(links, (link, number) => linkItem(feed, link, number), now);
}

/** Null of a page that is no list, but boxes in boxes. */
function linksIn(html: string): KeptLink[] | null {
	const list = new List();
	let depth = 0;
	const parser = new Parser({
		onopentag(name, attributes) {
			depth += 1;
			list.open(name, attributes);
		},
		ontext: (text) => list.say(text),
		onclosetag(name) {
			depth -= 1;
			list.close(name);
		}
	});
	for (let at = 0; at < html.length; at += PIECE) {
		parser.write(html.slice(at, at + PIECE));
		if (depth > DEEPEST) return null;
	}
	parser.end();
	list.settle();
	return list.links;
}

class List {
	readonly links: KeptLink[] = [];
	/** Names of folders, from the outside in; '' for one that is every browser's. */
	readonly #folders: string[] = [];
	#heading = '';
	#isEverybodys = false;
	#link: KeptLink | null = null;
	/** What words belong to. */
	#place: 'heading' | 'link' | 'note' | null = null;

	open(name: string, attributes: Readonly<Record<string, string>>): void {
		if (/^h[1-6]$/.test(name)) {
			this.settle();
			[this.#place, this.#heading] = ['heading', ''];
			this.#isEverybodys = name === 'h1' || 'personal_toolbar_folder' in attributes;
		} else if (name === 'a') this.#begin(attributes);
		else if (name === 'dd' && this.#link !== null) this.#place = 'note';
		else if (name === 'dl') this.#folders.push(this.#isEverybodys ? '' : this.#heading.trim());
	}

	say(text: string): void {
		if (this.#place === 'heading') this.#heading += text;
		else if (this.#link === null) return;
		else if (this.#place === 'link') this.#link.title += text;
		else if (this.#place === 'note') this.#link.quote = (this.#link.quote ?? '') + text;
	}

	close(name: string): void {
		if (name === 'dl') {
			this.settle();
			this.#folders.pop();
		}
		if (name === 'a' || name === 'dd' || /^h[1-6]$/.test(name)) this.#place = null;
	}

	/** The link before is whole. */
	settle(): void {
		if (this.#link === null) return;
		this.links.push({ ...this.#link, quote: this.#link.quote?.trim() ?? '' });
		this.#link = null;
	}

	#begin(attributes: Readonly<Record<string, string>>): void {
		this.settle();
		const { href = '', add_date: added, time_added: addedToPocket, tags = '' } = attributes;
		const folder = this.#folders.at(-1) ?? '';
		this.#place = 'link';
		this.#link = {
			address: href,
			title: '',
			savedAt: secondsText(added ?? addedToPocket),
			tags: tags.split(','),
			categories: folder === '' ? [] : [folder],
			isRead: /^read archive$/i.test(this.#heading.trim())
		};
	}
}
