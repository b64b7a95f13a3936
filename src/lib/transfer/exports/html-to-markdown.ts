import { parseHTML } from 'linkedom/worker';
import TurndownService from 'turndown';

/** What would begin or end HTML in Markdown, or stand for a character. */
const MARKUP = /[<&]/g;

const service = new TurndownService({
	headingStyle: 'atx',
	hr: '---',
	bulletListMarker: '-',
	codeBlockStyle: 'fenced',
	emDelimiter: '*',
	br: '\\',
	// What is empty may be where a link leads to.
	blankReplacement: (_, node) => {
		const { id, isBlock } = node as HTMLElement & { isBlock: boolean };
		return (id === '' ? '' : anchorOf(id)) + (isBlock ? '\n\n' : '');
	}
});

// The text of a post may speak of HTML: that must not become HTML.
const escapeMarkdown = service.escape.bind(service);
service.escape = (text) => escapeMarkdown(text).replace(MARKUP, '\\$&');

service.addRule('code blocks', {
	filter: 'pre',
	replacement: (_, node) => `\n\n${fenced(node.textContent)}\n\n`
});

// Tables of several lines in a cell have no Markdown: they stay HTML, which Markdown may hold. It is safe, as it comes from `xhtmlOf`.
service.addRule('tables', {
	filter: 'table',
	replacement: (_, node) => `\n\n${tableOf(node as HTMLTableElement)}\n\n`
});

// What a picture shows is said in words of its feed, too.
service.addRule('pictures', {
	filter: 'img',
	replacement: (_, node) => {
		const { alt, src } = node as HTMLImageElement;
		const words = service.escape(alt.replace(/\s+/g, ' ')).trim();
		return src === '' ? '' : `![${words}](${addressOf(src)})`;
	}
});

// Left to itself, Turndown escapes nothing of a title but quotes: it could end the link, and begin HTML.
service.addRule('links', {
	filter: (node) => node.nodeName === 'A' && node.hasAttribute('href'),
	replacement: (text, link) => {
		const title = (link.getAttribute('title') ?? '').replace(/\s+/g, ' ').trim();
		const written = title === '' ? '' : ` "${title.replace(/[\\"<&]/g, '\\$&')}"`;
		return `[${text}](${addressOf(link.getAttribute('href') ?? '')}${written})`;
	}
});

service.addRule('struck', { filter: ['s', 'del'], replacement: (text) => `~~${text}~~` });
// Markdown has no word for these. Kept as they are, they would keep what is in them unescaped.
service.addRule('HTML within a line', {
	filter: ['sub', 'sup', 'u', 'mark', 'kbd', 'small'],
	replacement: (text, node) => {
		const name = node.nodeName.toLowerCase();
		return `<${name}>${text}</${name}>`;
	}
});

/** @param xhtml from `xhtmlOf`: safe, so that whatever stays HTML is */
export function markdownOf(xhtml: string): string {
	const { document } = parseHTML('<!doctype html><html><body><main></main></body></html>');
	const main = document.querySelector('main');
	if (main === null) return '';
	main.innerHTML = xhtml;
	// Of code, only the text is taken.
	for (const end of main.querySelectorAll('pre br')) end.replaceWith('\n');
	for (const target of main.querySelectorAll('[id]')) {
		if (target.textContent === '') continue;
		const anchor = document.createElement('span');
		anchor.id = target.id;
		target.prepend(anchor);
	}
	return service.turndown(main).replace(/[ \t]+$/gm, '');
}

/** Where a link within the text leads to: Markdown has no word for it. */
function anchorOf(id: string): string {
	return `<a id="${id}"></a>`;
}

/** An address that ends where it should. */
function addressOf(address: string): string {
	return address.replace(/[\s()<>\\]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A fence longer than any in the code. */
function fenced(code: string): string {
	let longest = 2;
	for (const [ticks] of code.matchAll(/`+/g)) longest = Math.max(longest, ticks.length);
	const fence = '`'.repeat(longest + 1);
	return `${fence}\n${code.replace(/\n$/, '')}\n${fence}`;
}

function tableOf(table: HTMLTableElement): string {
	const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children]);
	const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
	const isPlain =
		table.querySelector(
			'caption, table, ul, ol, pre, p + p, div, blockquote, br, [colspan], [rowspan], h2, h3, h4'
		) === null;
	const head = rows[0];
	if (!isPlain || head === undefined) return table.outerHTML.replace(/\n\s*\n/g, '\n');
	const line = (cells: Element[]) =>
		`| ${Array.from({ length: width }, (_, i) => cellOf(cells[i])).join(' | ')} |`;
	const rule = `|${' --- |'.repeat(width)}`;
	return [line(head), rule, ...rows.slice(1).map(line)].join('\n');
}

function cellOf(cell: Element | undefined): string {
	if (cell === undefined) return '';
	return service
		.turndown(cell as HTMLElement)
		.replace(/\s+/g, ' ')
		.replaceAll('|', '\\|')
		.trim();
}
