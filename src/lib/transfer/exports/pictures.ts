import { picturesIn } from '$lib/content/picture-list';
import type { ContentBase } from '$lib/content/safe-url';
import type { WholePost } from '$lib/store/whole-posts';
import type { Export, LeftOut } from './export-format';
import { FileNames } from './file-names';
import { pictureTypeOf } from './picture-type';
import type { ZipOutput } from './zip-output';

/** A picture in an archive. */
export interface PictureFile {
	/** Within the archive. */
	name: string;
	mediaType: string;
}

/** The pictures of posts that this device keeps, on their way into an archive: each once, whichever posts have it. */
export class Pictures {
	readonly #what: Pick<Export, 'findPicture' | 'feeds'>;
	readonly #zip: ZipOutput;
	readonly #folder: string;
	readonly #leftOut: LeftOut;
	readonly #names = new FileNames();
	readonly #files = new Map<string, PictureFile | null>();

	/** @param folder with its slash */
	constructor(what: Pick<Export, 'findPicture' | 'feeds'>, zip: ZipOutput, folder: string, leftOut: LeftOut) {
		this.#what = what;
		this.#zip = zip;
		this.#folder = folder;
		this.#leftOut = leftOut;
	}

	/** All that have come into the archive, by address. */
	get all(): [address: string, file: PictureFile][] {
		return [...this.#files].flatMap(([address, file]) => (file === null ? [] : [[address, file]]));
	}

	/** Brings those of a post into the archive. @returns what finds the file of a picture, by its absolute address. */
	async take(saved: WholePost): Promise<(address: string) => PictureFile | null> {
		const addresses = picturesIn(saved.body.html, baseOf(saved, this.#what));
		for (const address of addresses) {
			if (!this.#files.has(address)) this.#files.set(address, await this.#add(address));
		}
		return (address) => this.#files.get(address) ?? null;
	}

	async #add(address: string): Promise<PictureFile | null> {
		const kept = await this.#what.findPicture(address);
		if (kept === null) return null;
		const bytes = new Uint8Array(await kept.arrayBuffer());
		const type = pictureTypeOf(bytes);
		if (type === null || !this.#zip.hasRoomForPicture(bytes.length)) {
			this.#leftOut.pictures += 1;
			return null;
		}
		const name = this.#names.unique(lastPartOf(address), type.extension, this.#folder);
		await this.#zip.addStored(name, bytes);
		return { name, mediaType: type.mediaType };
	}
}

/** What the addresses in a post are meant against. */
export function baseOf({ post }: WholePost, { feeds }: Pick<Export, 'feeds'>): ContentBase {
	return { postUrl: post.url, feedUrl: feeds.get(post.feedId)?.url ?? '' };
}

/** Name of the file at an address, in letters that no address has to escape. */
function lastPartOf(address: string): string {
	const part = new URL(address).pathname.split('/').at(-1) ?? '';
	const name = part
		.replace(/\.\w{1,5}$/, '')
		.replace(/[^\w-]+/g, '-')
		.slice(0, 60);
	return name.replace(/^-+|-+$/g, '') || 'picture';
}
