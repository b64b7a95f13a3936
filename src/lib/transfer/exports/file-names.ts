/** What some system does not allow in a name, and what cannot be seen. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu;
/** Names that Windows keeps for devices, whatever their extension. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\.|$)/i;
/** Longest name in bytes, without its extension: a path may have few, and archives write names as UTF-8. */
const LONGEST = 90;

/** Names for files in one archive: safe on every system, none twice, and as the posts are called. */
export class FileNames {
	readonly #taken = new Set<string>();
	/** The number to try next, by the name without one: many posts may be called the same. */
	readonly #next = new Map<string, number>();

	/**
	 * @param wanted any text
	 * @param extension with the dot, or empty for a folder
	 * @param folder with its slash, or empty
	 */
	unique(wanted: string, extension: string, folder = ''): string {
		const base = safeName(wanted);
		const first = `${folder}${base}${extension}`.toLowerCase();
		for (let number = this.#next.get(first) ?? 1; ; number += 1) {
			const name = `${folder}${number === 1 ? base : `${base} ${number}`}${extension}`;
			// Most systems do not tell capitals from small letters.
			const key = name.toLowerCase();
			if (this.#taken.has(key)) continue;
			this.#taken.add(key);
			this.#next.set(first, number + 1);
			return name;
		}
	}
}

/** A name of at least one character for a file or folder. */
export function safeName(wanted: string): string {
	const visible = wanted.toWellFormed().normalize('NFC').replace(FORBIDDEN, ' ').replace(/\s+/g, ' ');
	// A dot at the beginning hides a file, and Windows drops one at the end.
	const name = withinBytes(visible.replace(/^[\s.]+/, ''), LONGEST).replace(/[\s.]+$/, '');
	if (name === '') return 'untitled';
	return RESERVED.test(name) ? `_${name}` : name;
}

function withinBytes(text: string, most: number): string {
	const encoder = new TextEncoder();
	let length = 0;
	let kept = '';
	for (const { segment } of new Intl.Segmenter().segment(text.slice(0, most))) {
		length += encoder.encode(segment).length;
		if (length > most) break;
		kept += segment;
	}
	return kept;
}
