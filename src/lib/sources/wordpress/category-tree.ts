import { categoryKey } from '$lib/model/category';
import { lineOf } from '$lib/sources/feed-text';

/** A category, as far as it has a place among others. */
export interface TreeTerm {
	/** With entities, as WordPress gives it. */
	name: string;
	/** Number of the one that it lies in, or null. */
	parent: number | null;
}

/** Categories that have a place in the tree, and how deep it is. */
const MOST_PLACED = 5000;
const DEEPEST = 500;

/**
 * `categoryKey` of each category that lies within another, with that of the other. One that lies deeper than any real one, or
 * comes after more than a blog can have, counts as outermost.
 * @param terms by number
 */
export function treeOf(terms: ReadonlyMap<number, TreeTerm>): Record<string, string> {
	const parents = new Map<string, string>();
	const inOrder = [...terms].sort(([a], [b]) => a - b);
	for (const [, { name, parent }] of inOrder) {
		const above = parent === null ? undefined : terms.get(parent);
		if (above === undefined) continue;
		if (parents.size === MOST_PLACED) break;
		const [key, parentKey] = [categoryKey(lineOf(name)), categoryKey(lineOf(above.name))];
		// Categories of one name are one here, which can make rings of a tree.
		if (!parents.has(key) && canLieWithin(parentKey, key, parents)) parents.set(key, parentKey);
	}
	return Object.fromEntries([...parents].filter(([key]) => levelOf(key, parents) <= DEEPEST));
}

/** Whether `other` may lie within `key`: that it neither is `other`, nor lies within it, nor too deep. */
function canLieWithin(key: string, other: string, parents: ReadonlyMap<string, string>): boolean {
	let at: string | undefined = key;
	for (let level = 0; at !== undefined; level += 1) {
		if (at === other || level === DEEPEST) return false;
		at = parents.get(at);
	}
	return true;
}

/** From 0 for an outermost one; of one that lies too deep, at least that it does. */
function levelOf(key: string, parents: ReadonlyMap<string, string>): number {
	let level = 0;
	for (let at = parents.get(key); at !== undefined && level <= DEEPEST; at = parents.get(at)) level += 1;
	return level;
}
