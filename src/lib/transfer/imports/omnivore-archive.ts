import { OMNIVORE_FILES, withPages } from '$lib/sources/files/readers/omnivore';

/** What of an archive may be of Omnivore's export, where the list of articles and their pages are files of their own. */
export class OmnivoreArchive {
	readonly #lists: File[] = [];
	readonly #beside = new Map<string, File>();

	/** @returns whether the file has to wait until all of the archive has been seen */
	take(file: File): boolean {
		if (OMNIVORE_FILES.list.test(file.name)) {
			this.#lists.push(file);
			return true;
		}
		const key = keyOf(file.name);
		// Of another archive, with folders that have the same name.
		if (key === null || this.#beside.has(key)) return false;
		this.#beside.set(key, file);
		return true;
	}

	/** What has waited: lists with the pages of their articles, and whatever is of none. */
	async *files(): AsyncGenerator<File> {
		const rest = new Map(this.#beside);
		const find = async (kind: 'page' | 'quotes', slug: string) => {
			const file = rest.get(`${kind} ${slug}`);
			rest.delete(`${kind} ${slug}`);
			return (await file?.text()) ?? null;
		};
		for (const list of this.#lists) yield await joined(list, find);
		yield* rest.values();
	}
}

function keyOf(name: string): string | null {
	for (const kind of ['page', 'quotes'] as const) {
		const slug = OMNIVORE_FILES[kind].exec(name)?.[1];
		if (slug !== undefined) return `${kind} ${slug}`;
	}
	return null;
}

async function joined(list: File, find: Parameters<typeof withPages>[1]): Promise<File> {
	try {
		return new File([await withPages(await list.text(), find)], list.name);
	} catch {
		// The reading of the list itself says what is wrong with it.
		return list;
	}
}
