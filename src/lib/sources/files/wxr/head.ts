import type { FeedDescription } from '$lib/model/feed';
import { languageTag } from '$lib/model/language';
import { shortened } from '$lib/model/visible-text';
import { LONGEST_NAME } from '$lib/sources/bounds';
import { descriptionOf, lineOf } from '$lib/sources/feed-text';
import { hostName, httpUrl } from '$lib/sources/http-url';
import { treeOf, type TreeTerm } from '$lib/sources/wordpress/category-tree';
import { childrenOf, textIn, TooManyElements, type XmlElement } from './elements';
import { numberIn } from './item';

/** What an export says of its blog. */
export interface WxrHead {
	/** The blog's own address, absolute; null when it names none. */
	homeUrl: string | null;
	description: Omit<FeedDescription, 'favicon' | 'icon' | 'authors' | 'expired'>;
	/** Name to show, by what an author signs in with. */
	authors: ReadonlyMap<string, string>;
}

/** Never throws, whatever `xml` holds. */
export function readHead(xml: string): WxrHead {
	const children = elementsOf(xml);
	const text = (name: string) => textIn(children.find((child) => child.name === name)?.inner ?? '').trim();
	const address = (name: string) => httpUrl(text(name), 'file:');
	const homeUrl = address('wp:base_blog_url') ?? address('link') ?? address('wp:base_site_url');
	return {
		homeUrl,
		description: {
			title: lineOf(text('title')) || (homeUrl === null ? '' : hostName(homeUrl)),
			homeUrl,
			description: descriptionOf(text('description')),
			language: languageTag(text('language')),
			categoryParents: treeOf(termsIn(children))
		},
		authors: authorsIn(children)
	};
}

function elementsOf(xml: string): XmlElement[] {
	const channel = /<channel[\s>]/.exec(xml);
	const start = channel === null ? -1 : xml.indexOf('>', channel.index);
	if (start === -1) return [];
	try {
		return childrenOf(xml.slice(start + 1));
	} catch (error) {
		if (error instanceof TooManyElements) return [];
		throw error;
	}
}

function textsIn({ inner }: XmlElement): (name: string) => string {
	const texts = new Map(childrenOf(inner).map((child) => [child.name, child.inner]));
	return (name) => textIn(texts.get(name) ?? '').trim();
}

function authorsIn(children: readonly XmlElement[]): Map<string, string> {
	const authors = children.filter(({ name }) => name === 'wp:author').map(textsIn);
	return new Map(
		authors.map((text) => [
			text('wp:author_login'),
			shortened(lineOf(text('wp:author_display_name')) || lineOf(text('wp:author_login')), LONGEST_NAME)
		])
	);
}

/** Categories by their numbers; WXR 1.0 gives them none, and names what they lie in instead of its short name. */
function termsIn(children: readonly XmlElement[]): Map<number, TreeTerm> {
	const texts = children.filter(({ name }) => name === 'wp:category').map(textsIn);
	const numberOf = (text: (name: string) => string, at: number) => numberIn(text('wp:term_id')) ?? at + 1;
	const byName = new Map(texts.map((text, at) => [text('wp:cat_name'), numberOf(text, at)]));
	const bySlug = new Map(texts.map((text, at) => [text('wp:category_nicename'), numberOf(text, at)]));
	return new Map(
		texts.map((text, at) => {
			const above = text('wp:category_parent');
			const parent = above === '' ? null : (bySlug.get(above) ?? byName.get(above) ?? null);
			return [numberOf(text, at), { name: text('wp:cat_name'), parent }] as const;
		})
	);
}
