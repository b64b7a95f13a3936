import type { Field, QueryWord } from '$lib/search/query/query';
import type { Part } from './matcher';

/** What is marked for one part of a query: a word, or several next to each other. */
export interface Sought {
	words: SoughtWord[];
	/** Where it must stand; null for anywhere. */
	field: Field | null;
}

export interface SoughtWord extends Pick<QueryWord, 'term' | 'as'> {
	/** Other words that are taken for it. */
	others: ReadonlySet<string>;
}

/** Which part of a post a text is. */
export type Where = 'title' | 'text';

/** What a post was found by. */
export function soughtOf({ group, suggestions }: Part): Sought[] {
	if (group.isUnwanted) return [];
	return group.anyOf.flatMap((clause) => {
		if (clause.kind !== 'words') return [];
		const others = new Set(suggestions.get(clause)?.map(({ text }) => text));
		return [{ words: clause.words.map(({ term, as }) => ({ term, as, others })), field: clause.field }];
	});
}
