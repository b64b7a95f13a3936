import { inertElement } from './inert-element';

/** A row of more cells than these shows something else than code. */
const MOST_CELLS = 2;

/**
 * Code that a highlighter has put into a table, with numbers of lines in its first column, as one block of code without them: numbers are not
 * part of the code, and each line would be a block of its own. Null for any other table.
 */
export function codeOfTable(table: HTMLElement): Node | null {
	if (table.querySelector('pre, code') === null) return null;
	if (table.querySelector('table, img, th, caption') !== null) return null;
	const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children]);
	const cells = rows.map((row) => row.at(-1));
	if (rows.some((row) => row.length > MOST_CELLS) || !cells.every(isCode)) return null;
	const numbers = rows.map((row) => (row.length === MOST_CELLS ? (row[0]?.textContent ?? '') : ''));
	return areLineNumbers(numbers.join('\n')) ? joined(table, cells) : null;
}

/** Nothing but code is in it. */
function isCode(cell: Element | undefined): cell is Element {
	const code = cell?.querySelector('pre, code') ?? null;
	return code !== null && cell?.textContent.trim() === code.textContent.trim();
}

/** One after the other, or none at all: codes of answers, say, are numbers too. */
function areLineNumbers(text: string): boolean {
	if (!/^[\d\s]*$/.test(text)) return false;
	const numbers = text
		.split(/\s+/)
		.filter((number) => number !== '')
		.map(Number);
	return numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1);
}

function joined(table: HTMLElement, cells: readonly Element[]): Node {
	const code = inertElement('code');
	const language = languageOf(table);
	if (language !== null) code.setAttribute('class', language);
	let isLineOpen = false;
	for (const cell of cells) {
		const block = cell.querySelector('pre > code') ?? cell.querySelector('pre, code');
		if (block === null) continue;
		if (isLineOpen) code.append('\n');
		isLineOpen = !block.textContent.endsWith('\n');
		for (const child of [...block.childNodes]) code.append(child);
	}
	// Some highlighters put the table into a block of code.
	if (table.closest('pre') !== null) {
		const lines = document.createDocumentFragment();
		for (const child of [...code.childNodes]) lines.append(child);
		return lines;
	}
	const pre = inertElement('pre');
	pre.append(code);
	return pre;
}

function languageOf(table: HTMLElement): string | null {
	const marked = table.querySelector('[class*="language-"]') ?? table.closest('[class*="language-"]');
	return [...(marked?.classList ?? [])].find((name) => name.startsWith('language-')) ?? null;
}
