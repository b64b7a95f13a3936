import { parseDocument } from 'htmlparser2';
import { plainText } from '$lib/content/plain-text';
import { textToHtml } from '$lib/content/text-to-html';

export type Document = ReturnType<typeof parseDocument>;
export type AnyNode = Document['childNodes'][number];
export type Element = Extract<AnyNode, { attribs: unknown }>;

export const isTag = (node: AnyNode): node is Element => 'attribs' in node;

export const isText = (node: AnyNode): node is Extract<AnyNode, { data: string }> =>
	(node.type as string) === 'text';

/** Elements within one another beyond which only the words of a text are taken: no writer nests so. */
const DEEPEST = 1000;
/** Elements without an end, and those whose end is often left out: they say nothing of how deep a text is nested. */
const UNCOUNTED = new Set(
	(
		'p li td th tr dt dd option thead tbody tfoot colgroup area base br col embed hr img input link meta param source ' +
		'track wbr'
	).split(' ')
);
const TAG = /<(\/?)([a-z][a-z0-9]*)/gi;

/** Untrusted HTML as a tree. Never throws, and takes time in proportion to the length of `html`. */
export function treeOf(html: string): Document {
	return parseDocument(isTangled(html) ? textToHtml(plainText(html)) : html);
}

/** Each open element costs the parser time at every tag. */
function isTangled(html: string): boolean {
	let depth = 0;
	for (const [, end, name = ''] of html.matchAll(TAG)) {
		if (UNCOUNTED.has(name.toLowerCase())) continue;
		depth = Math.max(0, depth + (end === '' ? 1 : -1));
		if (depth > DEEPEST) return true;
	}
	return false;
}

/** All elements beneath `root`, in order. Takes any depth. */
export function* elementsIn(root: Document | Element): Generator<Element> {
	const waiting: AnyNode[] = [...root.children].reverse();
	for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
		if (!isTag(node)) continue;
		yield node;
		pushReversed(waiting, node.children);
	}
}

/** One by one: as arguments of a call, there may be too many. */
function pushReversed(waiting: AnyNode[], nodes: readonly AnyNode[]): void {
	for (let i = nodes.length - 1; i >= 0; i -= 1) {
		const node = nodes[i];
		if (node !== undefined) waiting.push(node);
	}
}

/** The words beneath `node`. Takes any depth. */
export function wordsIn(node: AnyNode): string {
	let words = '';
	const waiting: AnyNode[] = [node];
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		if (isText(next)) words += next.data;
		else if (isTag(next)) pushReversed(waiting, next.children);
	}
	return words;
}
