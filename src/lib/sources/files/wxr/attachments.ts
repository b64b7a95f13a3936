/** A file that an export names. */
export interface WxrAttachment {
	/** Absolute. */
	url: string;
	/** As HTML; empty for none. */
	caption: string;
	/** Plain text; empty for none. */
	alt: string;
}

const PICTURE = /\.(jpe?g|png|gif|webp|avif|bmp|svg|heic|tiff?)$/i;

/** The files of a blog, by their numbers. */
export class Attachments {
	readonly #byId = new Map<number, WxrAttachment>();
	/** Numbers of the pictures that were put into a post, by its number. */
	readonly #pictures = new Map<number, number[]>();

	/** @param parent number of the post that it was put into, or null */
	add(id: number, attachment: WxrAttachment, parent: number | null): void {
		this.#byId.set(id, attachment);
		if (parent === null || !isPicture(attachment)) return;
		const pictures = this.#pictures.get(parent);
		if (pictures === undefined) this.#pictures.set(parent, [id]);
		else pictures.push(id);
	}

	/** Those of another part of the same export. */
	addAll(others: Attachments): void {
		for (const [id, attachment] of others.#byId) this.#byId.set(id, attachment);
		for (const [post, ids] of others.#pictures) {
			this.#pictures.set(post, [...new Set([...(this.#pictures.get(post) ?? []), ...ids])]);
		}
	}

	get size(): number {
		return this.#byId.size;
	}

	get(id: number | null): WxrAttachment | undefined {
		return id === null ? undefined : this.#byId.get(id);
	}

	/** In the order of the file. */
	picturesOf(post: number | null): WxrAttachment[] {
		const ids = post === null ? [] : (this.#pictures.get(post) ?? []);
		return ids.flatMap((id) => this.#byId.get(id) ?? []);
	}
}

/** By its name: an export does not say. */
export function isPicture({ url }: WxrAttachment): boolean {
	return PICTURE.test(new URL(url).pathname);
}
