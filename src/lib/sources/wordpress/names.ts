import type { Author } from '$lib/model/author';
import { shortened } from '$lib/model/visible-text';
import { LONGEST_NAME, MOST_CATEGORIES } from '$lib/sources/bounds';
import { lineOf } from '$lib/sources/feed-text';
import { httpUrl } from '$lib/sources/http-url';
import { isObject, listOf, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';
import type { SourceContext } from '$lib/sources/source';
import { numberOf } from './answer';
import { treeOf, type TreeTerm } from './category-tree';
import { Lookup } from './lookup';

/** What posts name by number. */
export interface Names {
	authors: Lookup<Author>;
	categories: Lookup<TreeTerm>;
	tags: Lookup<TreeTerm>;
	/** Addresses of featured pictures. */
	pictures: Lookup<string>;
}

/** A blog of more terms than so many hundreds is asked only for those that its posts name. */
const MOST_PAGES = 10;

export function namesOf(root: string, context: Pick<SourceContext, 'fetchText'>): Names {
	const authors = {
		root,
		route: 'wp/v2/users',
		fields: 'name,url,link',
		read: (item: JsonObject) => readAuthor(item, root)
	};
	const pictures = {
		root,
		route: 'wp/v2/media',
		fields: 'source_url,media_type',
		read: (item: JsonObject) => readPicture(item, root)
	};
	const categories = { root, route: 'wp/v2/categories', fields: 'name,parent', read: readTerm };
	const tags = { root, route: 'wp/v2/tags', fields: 'name', read: readTerm };
	return {
		authors: new Lookup(authors, context),
		categories: new Lookup(categories, context),
		tags: new Lookup(tags, context),
		pictures: new Lookup(pictures, context)
	};
}

/** Fetches all that the posts of a whole archive are likely to name. */
export async function loadNames({ authors, categories, tags }: Names): Promise<void> {
	await Promise.all([categories, tags, authors].map((lookup) => lookup.loadAll(MOST_PAGES)));
}

/** Fetches the tree of categories, if it is small: a post may be in a new one, which has its place in it. */
export async function loadTree({ categories }: Names): Promise<void> {
	await categories.loadAll(1);
}

/** Fetches what the posts `items` name and is not known yet. */
export async function nameItems(names: Names, items: readonly JsonObject[]): Promise<void> {
	for (const item of items) learnEmbedded(names, item);
	const { authors, categories, tags, pictures } = names;
	await categories.need(items.flatMap((item) => numbersOf(item, 'categories')));
	await tags.need(items.flatMap((item) => numbersOf(item, 'tags')));
	await authors.need(items.flatMap((item) => numbersOf(item, 'author')));
	await pictures.need(items.flatMap((item) => pictureOf(item) ?? []));
}

/** What posts are asked to bring along since the site does not give it by itself; null for nothing. */
export function embedsOf({ authors, categories, tags }: Names): string | null {
	const rels = [authors.isClosed && 'author', (categories.isClosed || tags.isClosed) && 'wp:term'];
	return rels.filter((rel) => rel !== false).join(',') || null;
}

/** The numbers that a post has in its member `name`, the first hundred: each may have to be asked for. */
export function numbersOf(item: JsonObject, name: string): number[] {
	const values = listOf(memberOf(item, name)).slice(0, MOST_CATEGORIES);
	return values.flatMap((value) => numberOf(value) ?? []);
}

/** Number of the featured picture that has to be looked up; null when there is none, or Jetpack gives its address. */
export function pictureOf(item: JsonObject): number | null {
	const isGiven = textOf(memberOf(item, 'jetpack_featured_media_url')) !== '';
	return isGiven ? null : numberOf(memberOf(item, 'featured_media'));
}

/** The tree of the categories known: see {@link treeOf}. */
export function categoryParents({ categories }: Names): Record<string, string> {
	return treeOf(categories.all());
}

function learnEmbedded({ authors, categories, tags }: Names, item: JsonObject): void {
	const embedded = memberOf(item, '_embedded');
	if (!isObject(embedded)) return;
	for (const author of listOf(memberOf(embedded, 'author'))) authors.learn(author);
	for (const term of listOf(memberOf(embedded, 'wp:term')).flatMap(listOf)) {
		const taxonomy = isObject(term) ? memberOf(term, 'taxonomy') : null;
		if (taxonomy === 'category' && categories.isClosed) categories.learn(term);
		if (taxonomy === 'post_tag') tags.learn(term);
	}
}

function readAuthor(item: JsonObject, root: string): Author | null {
	const name = shortened(lineOf(memberOf(item, 'name')), LONGEST_NAME);
	const url = httpUrl(memberOf(item, 'url'), root) ?? httpUrl(memberOf(item, 'link'), root);
	// Their pictures lie with a third party, which would hear of every reader.
	return name === '' ? null : { name, url, avatar: null };
}

function readTerm(item: JsonObject): TreeTerm | null {
	const name = textOf(memberOf(item, 'name'));
	return lineOf(name) === '' ? null : { name, parent: numberOf(memberOf(item, 'parent')) };
}

function readPicture(item: JsonObject, root: string): string | null {
	return memberOf(item, 'media_type') === 'image' ? httpUrl(memberOf(item, 'source_url'), root) : null;
}
