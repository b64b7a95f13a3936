const [QUOTE, COMMA, NEWLINE, RETURN] = ['"', ',', '\n', '\r'];

/** A row of a table, or null for one that cannot be read: a quotation mark in it has no end. */
export type CsvRow = string[] | null;

/**
 * The rows of a table in CSV, without the empty ones. A quotation mark that has no end takes the line that it is on, and no
 * other.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function* csvRows(text: string): Generator<CsvRow, undefined> {
	const start = text.startsWith('\ufeff') ? 1 : 0;
	const lastQuote = text.lastIndexOf(QUOTE);
	for (let at = start; at < text.length;) {
		const row: string[] = [];
		let isCutOff = false;
		for (let hasMore = true; hasMore;) {
			const cell = text.charAt(at) === QUOTE ? quotedCell(text, at, lastQuote) : plainCell(text, at);
			isCutOff = cell === null;
			if (cell === null) break;
			row.push(cell.text);
			hasMore = text.charAt(cell.to) === COMMA;
			at = hasMore ? cell.to + 1 : cell.to;
		}
		at = behindLine(text, at);
		if (isCutOff) yield null;
		else if (row.some((cell) => cell !== '')) yield row;
	}
}

interface Cell {
	text: string;
	/** Offset behind it. */
	to: number;
}

function plainCell(text: string, at: number): Cell {
	let to = at;
	while (to < text.length && text.charAt(to) !== COMMA && !isLineEnd(text.charAt(to))) to += 1;
	return { text: text.slice(at, to), to };
}

/** Two quotation marks are one. What follows the last, up to the next comma, counts as if it stood before. */
function quotedCell(text: string, at: number, lastQuote: number): Cell | null {
	const pieces: string[] = [];
	for (let from = at + 1; from <= lastQuote;) {
		const end = text.indexOf(QUOTE, from);
		pieces.push(text.slice(from, end));
		if (text.charAt(end + 1) !== QUOTE) {
			const rest = plainCell(text, end + 1);
			return { text: pieces.join('') + rest.text, to: rest.to };
		}
		pieces.push(QUOTE);
		from = end + 2;
	}
	return null;
}

function behindLine(text: string, at: number): number {
	let end = at;
	while (end < text.length && !isLineEnd(text.charAt(end))) end += 1;
	return text.charAt(end) === RETURN && text.charAt(end + 1) === NEWLINE ? end + 2 : end + 1;
}

function isLineEnd(letter: string): boolean {
	return letter === NEWLINE || letter === RETURN;
}

/**
 * Reads a row by the names of its columns, in lower case.
 * @param header the first row
 */
export function columnReader(header: readonly string[]): (row: readonly string[], name: string) => string {
	const places = new Map(header.map((name, at) => [name.trim().toLowerCase(), at]));
	return (row, name) => {
		const at = places.get(name);
		return at === undefined ? '' : (row[at] ?? '').trim();
	};
}
