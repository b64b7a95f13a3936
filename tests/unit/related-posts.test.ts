import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SearchablePost } from '../../src/lib/search/index/searchable-post';
import { relatedPosts } from '../../src/lib/search/match/related';
import { engineOf, idOf, nameOf, post } from './search-library';

/** Names of the posts related to the first one. */
function related(posts: SearchablePost[], most = 5): string[] {
	const [first] = posts;
	if (first === undefined) return [];
	return relatedPosts(engineOf(...posts).index, first, most).map(nameOf);
}

const filler = (count: number) =>
	Array.from({ length: count }, (_, i) =>
		post(`f${i}`, { title: `Filler ${i}`, text: `word${i} the and of` })
	);

test('the post that shares the most telling words comes first, and never the post itself', () => {
	const posts = [
		post('open', { title: 'Compost in winter', text: 'The heap steams; worms and straw keep it warm.' }),
		post('near', { title: 'Worms', text: 'Compost needs worms, straw and a heap of patience.' }),
		post('far', { title: 'Straw hats', text: 'A hat of straw is warm in winter.' }),
		post('none', { title: 'Trains', text: 'The and of it.' }),
		...filler(20)
	];
	expect(related(posts)).toEqual(['near', 'far']);
});

test('words that nearly every post has say nothing', () => {
	const posts = [
		post('open', { title: 'Lighthouse', text: 'the and of' }),
		post('other', { title: 'Bread', text: 'the and of' }),
		...filler(10)
	];
	expect(related(posts)).toEqual([]);
});

test('one rare word in common is chance, two are not', () => {
	const posts = [
		post('open', { title: 'Sourdough', text: 'rye crust oven' }),
		post('one', { title: 'Lamps', text: 'an oven of light' }),
		post('two', { title: 'Loaves', text: 'rye from the oven' }),
		post('x', { text: 'crust sourdough' }),
		...filler(20)
	];
	expect(related(posts)).toEqual(['x', 'two']);
});

test('scripts without spaces are compared, too', () => {
	const posts = [
		post('open', { title: '東京の朝', text: '朝の散歩は静かだ。' }),
		post('near', { title: '散歩', text: '東京の散歩は静かだ。' }),
		...filler(10)
	];
	expect(related(posts)).toEqual(['near']);
});

test('an edited post counts as it is now, and one that is gone does not', () => {
	const open = post('open', { title: 'Compost worms', text: 'heap straw' });
	const engine = engineOf(
		open,
		post('gone', { title: 'Compost worms', text: 'heap straw' }),
		post('was', { title: 'Compost worms', text: 'heap straw' }),
		post('is', { title: 'Compost worms', text: 'straw' }),
		...filler(20)
	);
	engine.remove([idOf('gone')]);
	engine.add([post('was', { title: 'Trains', text: 'rails' })]);
	expect(relatedPosts(engine.index, open, 5).map(nameOf)).toEqual(['is']);
});

test('whatever posts say, those found are others, each once, and no more than wanted', () => {
	const words = fc.array(fc.constantFrom('rye', 'oat', 'heap', 'worm', 'lamp', 'tide'), { maxLength: 8 });
	fc.assert(
		fc.property(fc.array(words, { minLength: 1, maxLength: 30 }), fc.nat(6), (texts, most) => {
			const found = related(
				texts.map((text, i) => post(`p${i}`, { text: text.join(' ') })),
				most
			);
			expect(found.length).toBeLessThanOrEqual(most);
			expect(new Set(found).size).toBe(found.length);
			expect(found).not.toContain('p0');
		})
	);
});
