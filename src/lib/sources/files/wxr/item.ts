import { attributeIn, childrenOf, textIn, type XmlElement } from './elements';

/** An item of an export as it stands there. */
export interface WxrItem {
	/** What WordPress calls it; null when it has no number. */
	id: number | null;
	/** Such as `post`, `page` or `attachment`. */
	type: string;
	/** Such as `publish` or `draft`. */
	status: string;
	/** Of a member, such as `wp:post_date`; '' for none. */
	text: (name: string) => string;
	/** Names of its categories, as written. */
	categories: string[];
	tags: string[];
	/** The first values of these keys of its `wp:postmeta`. */
	meta: ReadonlyMap<string, string>;
	/** Those of `enclosure`. */
	enclosures: string[];
	/** What stands in each `wp:comment`. */
	comments: string[];
}

/** Longest value of a `wp:postmeta` that is kept, in UTF-16 units: plugins write whole pages there. */
const LONGEST_META = 10_000;

/** @throws TooManyElements */
export function readItem(xml: string): WxrItem {
	const children = childrenOf(xml.slice(xml.indexOf('>') + 1));
	const texts = new Map<string, string>();
	for (const { name, inner } of children) if (!texts.has(name)) texts.set(name, inner);
	const text = (name: string) => textIn(texts.get(name) ?? '');
	const metas = children.filter(({ name }) => name === 'wp:postmeta').map(readMeta);
	const terms = children.filter(({ name }) => name === 'category');
	return {
		id: numberIn(text('wp:post_id')),
		// WXR 1.0 of the first WordPress that wrote any had posts alone.
		type: text('wp:post_type').trim() || 'post',
		status: text('wp:status').trim() || 'publish',
		text,
		categories: termsOf(terms, 'category'),
		tags: termsOf(terms, 'post_tag'),
		meta: new Map([...metas].reverse()),
		enclosures: metas.filter(([key]) => key === 'enclosure').map(([, value]) => value),
		comments: children.filter(({ name }) => name === 'wp:comment').map(({ inner }) => inner)
	};
}

/** The number by which WordPress knows something; null for none, which it writes as 0. */
export function numberIn(text: string): number | null {
	const digits = text.trim();
	return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : null;
}

function readMeta({ inner }: XmlElement): [string, string] {
	if (inner.length > LONGEST_META) return ['', ''];
	const texts = new Map(childrenOf(inner).map((child) => [child.name, textIn(child.inner)]));
	return [texts.get('wp:meta_key') ?? '', texts.get('wp:meta_value') ?? ''];
}

/** WXR 1.0 names each category twice, first without saying what it is, and calls tags `tag`. */
function termsOf(terms: readonly XmlElement[], domain: 'category' | 'post_tag'): string[] {
	const domainOf = ({ tag }: XmlElement) => attributeIn(tag, 'domain').replace(/^tag$/, 'post_tag');
	const isNamed = terms.some(({ tag }) => attributeIn(tag, 'domain') !== '');
	return terms
		.filter((term) => domainOf(term) === domain || (!isNamed && domain === 'category'))
		.map(({ inner }) => textIn(inner));
}
