import type { CategoryCount } from '$lib/state/post-list.svelte';

/** A category among those that it lies within and those within it. */
export interface PlacedCategory extends CategoryCount {
	/** From 0. */
	level: number;
	/** Names of those that it lies within, the outermost first. */
	within: string[];
}

/** `categoryKey` of a category, with that of the one that it lies within; as feeds give it. */
export type CategoryParents = Readonly<Record<string, string>>;

/** One tree of the trees of several feeds. Where they do not agree, the first one counts. */
export function mergeParents(trees: readonly CategoryParents[]): CategoryParents {
	return Object.fromEntries([...trees].reverse().flatMap((tree) => Object.entries(tree)));
}

/**
 * Puts each category under the one that it lies within, in the order given otherwise. Where that one is not among them,
 * the next one further out stands for it; where categories lie within each other in a circle, the last of them counts as
 * outermost. None is ever lost.
 */
export function placeCategories(
	categories: readonly CategoryCount[],
	parents: CategoryParents
): PlacedCategory[] {
	const parentOf = nearestParents(categories, parents);
	const children = new Map<string | undefined, CategoryCount[]>();
	for (const category of categories) {
		const parent = parentOf.get(category.key);
		const siblings = children.get(parent);
		if (siblings === undefined) children.set(parent, [category]);
		else siblings.push(category);
	}
	const placed: PlacedCategory[] = [];
	const waiting = (children.get(undefined) ?? []).map((category) => ({ category, within: [] as string[] }));
	waiting.reverse();
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		const { category, within } = next;
		placed.push({ ...category, level: within.length, within });
		const inner = [...within, category.name];
		for (const child of [...(children.get(category.key) ?? [])].reverse()) {
			waiting.push({ category: child, within: inner });
		}
	}
	return placed;
}

/** `placed` without those that are not wanted, except where one that is wanted lies within them. */
export function keepWithAncestors(
	placed: readonly PlacedCategory[],
	isWanted: (category: PlacedCategory) => boolean
): PlacedCategory[] {
	const kept: PlacedCategory[] = [];
	let innermost = -1;
	// Backwards: those within a category come before it.
	for (const category of [...placed].reverse()) {
		const holdsWanted = category.level < innermost;
		if (!holdsWanted && !isWanted(category)) continue;
		kept.push(category);
		innermost = category.level;
	}
	return kept.reverse();
}

/** A category in a tree of which parts are folded. */
export interface FoldedCategory extends PlacedCategory {
	/** Whether others lie within it, seen or not. */
	hasInner: boolean;
}

/** `placed` without what lies within those of `folded`, except for what `staysInSight`. */
export function foldCategories(
	placed: readonly PlacedCategory[],
	folded: ReadonlySet<string>,
	staysInSight: (category: PlacedCategory) => boolean
): FoldedCategory[] {
	const shown: FoldedCategory[] = [];
	/** Level of the outermost folded one that this lies within. */
	let foldedAt = Infinity;
	placed.forEach((category, i) => {
		const { key, level } = category;
		if (level <= foldedAt) foldedAt = Infinity;
		if (foldedAt === Infinity || staysInSight(category)) {
			shown.push({ ...category, hasInner: (placed[i + 1]?.level ?? 0) > level });
		}
		if (foldedAt === Infinity && folded.has(key)) foldedAt = level;
	});
	return shown;
}

/** By key, the nearest category around each that is among them. */
function nearestParents(categories: readonly CategoryCount[], parents: CategoryParents): Map<string, string> {
	const given = new Map(Object.entries(parents));
	const isHere = new Set(categories.map(({ key }) => key));
	const nearest = new Map<string, string>();
	for (const { key } of categories) {
		const seen = new Set([key]);
		let around = given.get(key);
		while (around !== undefined && !isHere.has(around) && !seen.has(around)) {
			seen.add(around);
			around = given.get(around);
		}
		if (around !== undefined && isHere.has(around) && !leadsTo(key, around, nearest))
			nearest.set(key, around);
	}
	return nearest;
}

/** Whether going outwards from `from` comes to `key`, by what is linked already. */
function leadsTo(key: string, from: string, nearest: ReadonlyMap<string, string>): boolean {
	for (let at: string | undefined = from; at !== undefined; at = nearest.get(at)) {
		if (at === key) return true;
	}
	return false;
}
