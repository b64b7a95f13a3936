import { isObject, listOf, memberOf, textOf, type JsonObject } from '$lib/sources/json-values';

/** Of one page, in UTF-16 units and in things described: more is no description of a page. */
const [LONGEST, MOST_NODES] = [1024 * 1024, 2000];
/** What a post can call itself. */
const ARTICLES = /^(?:https?:\/\/schema\.org\/)?(?:\w*Article|BlogPosting|SocialMediaPosting|Report)$/;

/** What a page says of its post for machines. */
export interface LinkedArticle {
	/** Of the article; an empty object where there is none. */
	article: JsonObject;
	/** Names that a member of the article refers to: people, or the site. */
	namesOf: (member: string) => string[];
	/** Addresses of what it refers to. */
	addressesOf: (member: string) => string[];
}

/**
 * The article among what the scripts of a page describe in JSON-LD. Never throws: what is no JSON is passed over.
 * @see https://schema.org/Article
 */
export function linkedArticle(scripts: readonly string[]): LinkedArticle {
	const nodes = scripts.flatMap(nodesIn).slice(0, MOST_NODES);
	const byId = new Map(nodes.map((node) => [textOf(memberOf(node, '@id')), node]));
	const article = nodes.find(isArticle) ?? {};
	const referredTo = (member: string) =>
		listOf(memberOf(article, member)).map((value) =>
			isObject(value) ? { ...byId.get(textOf(memberOf(value, '@id'))), ...value } : value
		);
	const textsOf = (member: string, names: readonly string[]) =>
		referredTo(member)
			.map((value) => {
				if (!isObject(value)) return textOf(value);
				return names.map((name) => textOf(memberOf(value, name))).find((text) => text !== '') ?? '';
			})
			.filter((text) => text !== '');
	return {
		article,
		namesOf: (member) => textsOf(member, ['name']),
		addressesOf: (member) => textsOf(member, ['url', 'contentUrl', '@id'])
	};
}

function nodesIn(script: string): JsonObject[] {
	if (script.length > LONGEST) return [];
	try {
		return listOf(JSON.parse(script) as unknown)
			.flatMap((value) => (isObject(value) ? [value, ...listOf(memberOf(value, '@graph'))] : []))
			.filter(isObject);
	} catch (error) {
		// Deep nesting is a RangeError.
		if (error instanceof Error) return [];
		throw error;
	}
}

function isArticle(node: JsonObject): boolean {
	return listOf(memberOf(node, '@type')).some((type) => ARTICLES.test(textOf(type)));
}
