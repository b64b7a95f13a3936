import type { PostIndex, Term } from './index';
import type { QueryWord } from './query';

/** A beginning of one or two letters is most of the vocabulary: its commonest words stand for all. */
const MOST_BEGINNINGS = [0, 30, 100, 300];
/** Together they are in at most about so many posts; more would not be looked through while someone types. */
const MOST_POSTINGS = 200_000;

/** The words of the index that a word of a query stands for as it is written. */
export function termsOf(index: PostIndex, { term, as }: QueryWord): Term[] {
	if (as === 'character') return index.holding(term);
	if (as === 'start') return commonest(index.startingWith(term), term);
	const known = index.term(term);
	return known === undefined ? [] : [known];
}

/** Always with `typed` itself. */
function commonest(terms: Term[], typed: string): Term[] {
	const most = MOST_BEGINNINGS[typed.length] ?? Infinity;
	let postings = 0;
	for (const { slots } of terms) postings += slots.length;
	if (terms.length <= most && postings <= MOST_POSTINGS) return terms;
	const order = terms.toSorted(
		(a, b) => Number(b.text === typed) - Number(a.text === typed) || b.slots.length - a.slots.length
	);
	postings = 0;
	return order.slice(0, most).filter(({ slots }) => (postings += slots.length) <= MOST_POSTINGS);
}
