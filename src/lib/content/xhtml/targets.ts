import type { Element } from './tree';

/** Where the links of a text lead within it: names that are unique, and of which each is there. */
export class Targets {
	/** Id as written by name; only names that something in the text has. */
	readonly #ids = new Map<string, string>();
	#linked = new Set<string>();
	#placed = new Set<string>();

	/** @param pointedAt the name that an address leads to within the text; empty for none */
	constructor(elements: readonly Element[], pointedAt: (href: string) => string) {
		const wanted = new Set(elements.map(({ attribs }) => pointedAt(attribs.href ?? '')));
		for (const element of elements) {
			const name = nameOf(element);
			if (name !== '' && wanted.has(name) && !this.#ids.has(name))
				this.#ids.set(name, `to-${this.#ids.size + 1}`);
		}
	}

	/** The id to link to, or null where there is none. */
	link(name: string): string | null {
		const id = this.#ids.get(name) ?? null;
		if (id !== null) this.#linked.add(name);
		return id;
	}

	/** The id that an element has to have; each is given once. */
	idOf(element: Pick<Element, 'attribs'>): string | null {
		const name = nameOf(element);
		const id = this.#ids.get(name);
		if (id === undefined || this.#placed.has(name)) return null;
		this.#placed.add(name);
		return id;
	}

	/** Forgets those that had no place in what was written. @returns whether links lead there, so that it is to be written anew. */
	dropMissing(): boolean {
		const missing = [...this.#linked].filter((name) => !this.#placed.has(name));
		for (const name of missing) this.#ids.delete(name);
		this.#linked = new Set();
		this.#placed = new Set();
		return missing.length > 0;
	}
}

function nameOf({ attribs }: Pick<Element, 'attribs'>): string {
	return attribs.id?.trim() || (attribs.name?.trim() ?? '');
}
