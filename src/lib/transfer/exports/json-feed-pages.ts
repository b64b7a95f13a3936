import { withPictures } from '$lib/content/picture-sources';
import type { Comment } from '$lib/model/comment';
import type { WholePost } from '$lib/store/whole-posts';
import type { Export, LeftOut, WriteExport } from './export-format';
import { beginningOf, feedObject, itemOf } from './json-feed';
import { baseOf, Pictures } from './pictures';
import { ZipOutput } from './zip-output';

/** Posts on a page. */
const POSTS = 100;
/** UTF-16 units of a page beyond which the next begins. */
const LONGEST = 4_000_000;
const FIRST = 'feed.json';
const PICTURES = 'pictures/';

/**
 * A JSON Feed in pages, the first of which is `feed.json`, with the pictures that are kept: unpacked on any host, it is a feed that can be
 * followed. Where it will lie is asked: then addresses are absolute, and the texts show the pictures from there. Otherwise the pages
 * name one another by their file names, which is understood by readers that resolve addresses as browsers do, and pictures stay where
 * they are; `pictures/index.json` tells which file is which.
 */
export const jsonFeedPages: WriteExport = async (what, output) => {
	const leftOut = { posts: 0, pictures: 0 };
	const zip = new ZipOutput(output, what.at);
	const pictures = new Pictures(what, zip, PICTURES, leftOut);
	const pages = new Pages(what, zip, leftOut);
	for await (const saved of what.posts) {
		const fileOf = await pictures.take(saved);
		const comments = await what.commentsOf(saved.post);
		await pages.add(
			withOwnPictures(saved, what, (address) => fileOf(address)?.name ?? null),
			comments
		);
	}
	await pages.finish();
	const index = Object.fromEntries(pictures.all.map(([address, { name }]) => [address, name]));
	if (pictures.all.length > 0)
		await zip.add(`${PICTURES}index.json`, `${JSON.stringify(index, null, '\t')}\n`);
	await zip.finish();
	return leftOut;
};

/** The pages, each written once it is known whether another follows. */
class Pages {
	readonly #what: Export;
	readonly #zip: ZipOutput;
	readonly #leftOut: LeftOut;
	#items: string[] = [];
	#length = 0;
	#number = 1;

	constructor(what: Export, zip: ZipOutput, leftOut: LeftOut) {
		this.#what = what;
		this.#zip = zip;
		this.#leftOut = leftOut;
	}

	async add(saved: WholePost, comments: readonly Comment[]): Promise<void> {
		const item = JSON.stringify(itemOf(saved, this.#what, comments));
		if (!this.#zip.hasRoom(this.#length + item.length)) {
			this.#leftOut.posts += 1;
			return;
		}
		const isFull = this.#items.length === POSTS || this.#length + item.length > LONGEST;
		if (isFull && this.#items.length > 0) await this.#write(nameOf(this.#number + 1));
		this.#items.push(item);
		this.#length += item.length;
	}

	finish(): Promise<void> {
		return this.#write(null);
	}

	async #write(next: string | null): Promise<void> {
		const { address } = this.#what;
		const place = (name: string | null) =>
			name === null || address === null ? name : new URL(name, folderOf(address)).href;
		const feed = feedObject(this.#what, {
			feed_url: address === null ? null : place(FIRST),
			next_url: place(next)
		});
		await this.#zip.add(nameOf(this.#number), `${beginningOf(feed)}\n${this.#items.join(',\n')}\n]}\n`);
		this.#items = [];
		this.#length = 0;
		this.#number += 1;
	}
}

function nameOf(page: number): string {
	return page === 1 ? FIRST : `page-${page}.json`;
}

/** The folder that an address is meant as, with or without its slash, or with the name of a file in it. */
export function folderOf(address: string): string {
	const { href, pathname } = new URL(address);
	const isFile = /\.json$/i.test(pathname);
	return new URL(isFile || pathname.endsWith('/') ? '.' : `${pathname}/`, href).href;
}

/** The post with the kept pictures where they will lie; as it is when that is not known. */
function withOwnPictures(
	saved: WholePost,
	what: Export,
	nameFor: (address: string) => string | null
): WholePost {
	const { address } = what;
	if (address === null) return saved;
	const html = withPictures(saved.body.html, baseOf(saved, what), (picture) => {
		const name = nameFor(picture);
		return name === null ? null : new URL(name, folderOf(address)).href;
	});
	return { ...saved, body: { ...saved.body, html } };
}
