import { Parser } from 'htmlparser2';
import { kindOfAnswer } from '$lib/sources/answer-kind';
import { NAMELESS, type FileFeed, type FilePart, type OpenFile } from '$lib/sources/files/file-format';
import { tellingOfLostLetters } from '$lib/sources/files/lost-letters';
import { secondsText } from './kept-dates';
import { linkItem, type KeptLink } from './kept-link';
import { noList, partsOfItems } from './kept-parts';

const BOOKMARKS: FileFeed = { url: NAMELESS.bookmarks, kind: 'page', description: { title: 'Bookmarks' } };
const POCKET: FileFeed = { url: 'file:pocket', kind: 'page', description: { title: 'Pocket' } };

const INSTAPAPER: FileFeed = {
	url: 'file:instapaper',
	kind: 'page',
	description: { title: 'Instapaper' }
};

const NETSCAPE = /<!doctype\s+netscape-bookmark-file/i;
const POCKET_EXPORT = /<title>\s*Pocket Export\s*<\/title>/i;
const INSTAPAPER_EXPORT = /<title>\s*Instapaper: Export\s*<\/title>/i;
/** Folders that every account of Instapaper has. */
const EVERYBODYS = /^(?:unread|archive|liked|home)$/i;
/** Folders around a link that are kept, the innermost. */
const MOST_FOLDERS = 8;
/** Folders within one another: each costs time at every link. */
const DEEPEST = 10_000;
/** The parser is fed so many UTF-16 units at a time, so that it can be stopped. */
const PIECE = 64 * 1024;

/**
 * Links in the format in which browsers, Pinboard and Raindrop write bookmarks, and the pages that Pocket and Instapaper exported.
 * @see https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)
 */
export const bookmarks = tellingOfLostLetters({
	kind: 'links',
	recognises: ({ text }) =>
		NETSCAPE.test(text) ||
		(kindOfAnswer(text) === 'html' && [POCKET_EXPORT, INSTAPAPER_EXPORT].some((list) => list.test(text))),
	read: readBookmarks
});

async function* readBookmarks(file: OpenFile, { now }: { now: number }): AsyncGenerator<FilePart> {
	const feed = feedOf(file.text);
	const links = linksIn(await file.whole(), feed);
	if (links === null) throw noList(file.name);
	yield* partsOfItems(links, (link, number) => linkItem(feed, link, number), now);
}

function feedOf(start: string): FileFeed {
	if (NETSCAPE.test(start)) return BOOKMARKS;
	return POCKET_EXPORT.test(start) ? POCKET : INSTAPAPER;
}

/** Null of a page that is no list, but boxes in boxes. */
function linksIn(html: string, feed: FileFeed): KeptLink[] | null {
	const list = new List(feed === INSTAPAPER);
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

	/** @param isInstapaper each folder is a heading and a list, one after the other */
	constructor(readonly isInstapaper: boolean) {}

	open(name: string, attributes: Readonly<Record<string, string>>): void {
		if (/^h[1-6]$/.test(name)) {
			this.settle();
			[this.#place, this.#heading] = ['heading', ''];
			this.#isEverybodys = name === 'h1' || 'personal_toolbar_folder' in attributes;
		} else if (name === 'a') this.#begin(attributes);
		else if (name === 'dd' && this.#link !== null) this.#place = 'note';
		else if (name === 'dl' && !this.isInstapaper)
			this.#folders.push(this.#isEverybodys ? '' : this.#heading.trim());
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
		const heading = this.#heading.trim();
		const own = EVERYBODYS.test(heading) ? '' : heading;
		const folders = this.isInstapaper ? [own] : this.#folders;
		this.#place = 'link';
		this.#link = {
			address: href,
			title: '',
			savedAt: secondsText(added ?? addedToPocket),
			tags: tags.split(','),
			categories: folders.filter((folder) => folder !== '').slice(-MOST_FOLDERS),
			isRead: (this.isInstapaper ? /^archive$/i : /^read archive$/i).test(heading),
			isStarred: this.isInstapaper && /^liked$/i.test(heading)
		};
	}
}
