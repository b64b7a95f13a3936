import { DROPPED } from './elements';
import { isTag, isText, type AnyNode, type Element } from './tree';

/** A piece of XHTML, and whether blocks are in it. */
export interface Part {
	xml: string;
	isBlock: boolean;
}

/** Writes what an element holds. */
type Inner = (element: Element) => Part;

const ROW_GROUPS = new Set(['thead', 'tbody', 'tfoot']);
/** Columns or rows that a cell may take. */
const WIDEST = 1000;

/** A list of nothing but entries; what stands between them is one. @returns '' for an empty one */
export function listOf(name: 'ul' | 'ol', list: Element, attributes: string, inner: Inner): string {
	const entries = list.children.filter(isContent).map((node) => {
		const isEntry = isTag(node) && node.name === 'li';
		return isEntry ? inner(node).xml : inner(around(list, node)).xml;
	});
	const start = name === 'ol' ? /^\s*(-?\d{1,6})\s*$/.exec(list.attribs.start ?? '')?.[1] : undefined;
	const written = start === undefined ? attributes : `${attributes} start="${start}"`;
	const items = entries.filter((xml) => xml.trim() !== '').map((xml) => `<li>${xml}</li>`);
	return items.length === 0 ? '' : `<${name}${written}>${items.join('')}</${name}>`;
}

/** Terms, each followed by what is said of it; where they are not, paragraphs. */
export function termsOf(list: Element, inner: Inner, words: Inner): string {
	const nodes = partsOf(list, 'div').filter(isContent);
	const entries = nodes.filter(isTerm);
	const kinds = nodes.map((node) => (isTerm(node) ? node.name : 'other')).join(' ');
	if (!/^dt(?: dt| dd)* dd$/.test(kinds)) {
		return inDivs(nodes.map((node) => inner(isTerm(node) ? node : around(list, node)).xml));
	}
	const items = entries.map((entry) => {
		return entry.name === 'dt' ? `<dt>${words(entry).xml}</dt>` : `<dd>${inner(entry).xml}</dd>`;
	});
	return `<dl>${items.join('')}</dl>`;
}

/** A table of nothing but rows, with its caption; what is in none of its cells stands before it, as browsers have it. */
export function tableOf(table: Element, inner: Inner, words: Inner): string {
	const strays = inDivs(straysIn(table).map((node) => inner(around(table, node)).xml));
	const parts = table.children.filter(isTag);
	const caption = parts.find(({ name }) => name === 'caption');
	const head = rowsIn(parts.filter(({ name }) => name === 'thead'));
	const rest = rowsIn(parts.filter(({ name }) => name !== 'thead' && name !== 'caption'));
	const title = caption === undefined ? '' : `<caption>${words(caption).xml}</caption>`;
	const group = (name: string, rows: Element[]) => {
		const written = rows.map((row) => rowOf(row, inner)).filter((row) => row !== '');
		return written.length === 0 ? '' : `<${name}>${written.join('')}</${name}>`;
	};
	const body = group('tbody', rest);
	const rows = body === '' ? group('tbody', head) : group('thead', head) + body;
	if (rows !== '') return `${strays}<table>${title}${rows}</table>`;
	return caption === undefined ? strays : strays + inDivs([words(caption).xml]);
}

/** What has no place in a table, and is for readers all the same. */
function straysIn(table: Element): AnyNode[] {
	let hasCaption = false;
	return table.children.filter(isContent).flatMap((part) => {
		if (!isTag(part)) return [part];
		if (part.name === 'tr') return straysInRow(part);
		if (ROW_GROUPS.has(part.name)) return straysInRows(part);
		if (part.name !== 'caption' || hasCaption) return [part];
		hasCaption = true;
		return [];
	});
}

function straysInRows(group: Element): AnyNode[] {
	return group.children.filter(isContent).flatMap((node) => (isRow(node) ? straysInRow(node) : [node]));
}

function straysInRow(row: Element): AnyNode[] {
	return row.children.filter((node) => isContent(node) && !isCell(node));
}

function rowsIn(parts: Element[]): Element[] {
	return parts.flatMap((part) => {
		if (part.name === 'tr') return [part];
		return ROW_GROUPS.has(part.name) ? part.children.filter(isRow) : [];
	});
}

function rowOf(row: Element, inner: Inner): string {
	const cells = row.children.filter(isCell);
	const written = cells.map((cell) => {
		const spans = ['colspan', 'rowspan'].map((name) => spanOf(name, cell.attribs[name] ?? '')).join('');
		return `<${cell.name}${spans}>${inner(cell).xml}</${cell.name}>`;
	});
	return written.length === 0 ? '' : `<tr>${written.join('')}</tr>`;
}

function spanOf(name: string, value: string): string {
	const span = Number(value);
	return Number.isInteger(span) && span > 1 && span <= WIDEST ? ` ${name}="${span}"` : '';
}

/** Entries that are in a group, too. */
function partsOf(list: Element, group: string): AnyNode[] {
	return list.children.flatMap((node) => (isTag(node) && node.name === group ? node.children : [node]));
}

/** A lone node as if it were all that the element holds. */
function around(element: Element, node: AnyNode): Element {
	return Object.assign(Object.create(element) as Element, { children: [node] });
}

/** Each that is not blank as a block of its own. */
function inDivs(contents: string[]): string {
	return contents
		.filter((xml) => xml.trim() !== '')
		.map((xml) => `<div>${xml}</div>`)
		.join('');
}

const isRow = (node: AnyNode): node is Element => isTag(node) && node.name === 'tr';

const isCell = (node: AnyNode): node is Element => isTag(node) && (node.name === 'td' || node.name === 'th');

const isTerm = (node: AnyNode): node is Element => isTag(node) && (node.name === 'dt' || node.name === 'dd');

function isContent(node: AnyNode): boolean {
	return isTag(node) ? !DROPPED.has(node.name) : isText(node) && node.data.trim() !== '';
}
