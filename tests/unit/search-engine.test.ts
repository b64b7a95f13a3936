import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeedId } from '$lib/model/ids';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import { viewOf } from '$lib/model/view';
import { tokenize } from '$lib/search/text/tokenize';
import { engineOf, idOf, nameOf, post, TestEngine, texts } from './search-library';

describe('what is found', () => {
	test('posts with all the words, anywhere in them', () => {
		const engine = engineOf(
			post('both', { title: 'Salmon', text: 'A recipe.', authors: ['Ana Souza'] }),
			post('one', { text: 'Another recipe.' })
		);
		expect(engine.search('recipe salmon ').ids).toEqual(['both']);
		expect(engine.search('souza salmon ').ids).toEqual(['both']);
	});

	test('the beginning of a word, as long as no space follows', () => {
		const engine = texts('The archive is offline.');
		expect(engine.search('arch').ids).toEqual(['p0']);
		expect(engine.search('arch ').ids).toEqual([]);
	});

	test('by categories and tags', () => {
		expect(
			engineOf(post('tagged', { categories: ['Web Design'], tags: ['CSS'] })).search('design css').ids
		).toEqual(['tagged']);
	});

	test('without regard to case and accents', () => {
		expect(texts('Crème brûlée').search('CREME brulee').ids).toEqual(['p0']);
		expect(texts('Creme brulee').search('crème BRÛLÉE').ids).toEqual(['p0']);
	});

	test('a phrase only where its words stand together, in one field', () => {
		const engine = engineOf(
			post('together', { text: 'We like local first software.' }),
			post('apart', { text: 'First, a local word.' }),
			post('fields', { title: 'On the local', text: 'First of all.' }),
			post('labels', { categories: ['local', 'first'] })
		);
		expect(engine.search('"local first"').ids).toEqual(['together']);
		expect(engine.search('"local firs').ids).toEqual(['together']);
		expect(engine.search('local first ').ids).toHaveLength(4);
	});

	test('nothing that holds an unwanted word or phrase', () => {
		const engine = texts('fish and salmon', 'fish and chips', 'fish with smoked trout');
		expect(engine.search('fish -salmon').ids).toEqual(['p1', 'p2']);
		expect(engine.search('fish -"smoked trout"').ids).toEqual(['p0', 'p1']);
		expect(engine.search('-fish').ids).toEqual([]);
		expect(engine.search('-chips').ids).toEqual(['p0', 'p2']);
	});

	test('Japanese, Chinese and Thai without spaces', () => {
		const engine = texts('昨日は東京都に行きました', '京都は東の都ではない', 'ประเทศไทยสวย');
		expect(engine.search('東京都').ids).toEqual(['p0']);
		expect(engine.search('京都').ids).toContain('p1');
		expect(engine.search('日').ids).toEqual(['p0']);
		expect(engine.search('ไทย').ids).toEqual(['p2']);
	});

	test('Korean words, whatever particle hangs on them', () => {
		expect(texts('서울에서 만나요').search('서울 만나 ').ids).toEqual(['p0']);
	});

	test('everything for a query without words, which says so', () => {
		const answer = texts('anything').search(' …! ');
		expect(answer).toEqual({ ids: ['p0'], isEmpty: true, corrections: [] });
	});

	test('nothing in an empty library', () => {
		expect(new TestEngine().search('anything "at all" -but').ids).toEqual([]);
	});
});

describe('typos', () => {
	const common = ['archive', 'journal', 'offline', 'category', 'sentence', 'weather', 'bread', 'music'];
	const engine = texts(...common.map((word) => `Something about ${word} today.`));

	/** Every way to get one letter of `word` wrong. */
	function typosOf(word: string): string[] {
		return Array.from(word).flatMap((letter, i) => {
			const [before, after] = [word.slice(0, i), word.slice(i + 1)];
			const swapped =
				after === '' || after.startsWith(letter) ? [] : [before + after[0]! + letter + after.slice(1)];
			return [before + after, `${before}x${after}`, `${before}q${letter}${after}`, ...swapped];
		});
	}

	test.each(common)('any one wrong letter in %s', (word) => {
		const i = common.indexOf(word);
		for (const typo of typosOf(word)) {
			expect(engine.search(`${typo} `).ids, typo).toContain(`p${i}`);
			expect(engine.search(typo).ids, `${typo}, unfinished`).toContain(`p${i}`);
		}
	});

	test('two wrong letters in a longer word', () => {
		expect(engine.search('cetegary ').ids).toEqual(['p3']);
		expect(engine.search('jounral ').ids).toEqual(['p1']);
		expect(engine.search('snetecne ').ids).toEqual(['p4']);
	});

	test('of four letters', () => {
		const four = texts('rust is here', 'java is there');
		for (const typo of ['rsut ', 'rut ', 'rusrt ', 'rusk ']) expect(four.search(typo).ids).toEqual(['p0']);
	});

	test('in the beginning of a word', () => {
		expect(engine.search('catgeo').ids).toContain('p3');
	});

	test('are told', () => {
		const answer = engine.search('Ofline archive ');
		expect(answer.ids).toEqual([]);
		expect(engine.search('Ofline today ').corrections).toEqual([{ typed: 'Ofline', taken: ['offline'] }]);
		expect(engine.search('offline today ').corrections).toEqual([]);
	});

	test('that are words themselves, when no post holds all words', () => {
		const both = texts('the form of a letter', 'mail from home', 'a letter from Anna');
		const answer = both.search('form anna ');
		expect(answer.ids).toEqual(['p2']);
		expect(answer.corrections).toEqual([{ typed: 'form', taken: ['from'] }]);
	});

	test('in what is written in one are told word by word, each in its place', () => {
		const both = texts('local first software');
		const query = 'software lcoal-frist';
		const findings = both.find({ ...viewOf(new URLSearchParams()), query });
		const told = findings.corrections.map(({ typed, start, end, taken }) => [
			typed,
			query.slice(start, end),
			taken
		]);
		expect(told).toEqual([
			['lcoal', 'lcoal', ['local']],
			['frist', 'frist', ['first']]
		]);
	});

	test('in a field are forgiven though the text of a post has the word', () => {
		const jam = engineOf(post('a', { title: 'Jam', text: 'nothing' }), post('b', { text: 'jan and more' }));
		expect(jam.search('title:jan ')).toMatchObject({
			ids: ['a'],
			corrections: [{ typed: 'jan', taken: ['jam'] }]
		});
	});

	test('are not looked for in phrases', () => {
		expect(engine.search('"ofline"').ids).toEqual([]);
	});
});

describe('order', () => {
	test('title, then category and author, then body', () => {
		const engine = engineOf(
			post('body', { title: 'Some day', text: 'tea tea tea tea' }),
			post('title', { title: 'On tea', text: 'nothing else' }),
			post('category', { title: 'Another day', categories: ['Tea'], text: 'nothing else' })
		);
		expect(engine.search('tea ').ids).toEqual(['title', 'category', 'body']);
	});

	test('the word itself, then longer words, then similar ones', () => {
		const engine = texts('a category', 'the cat', 'a cute animal');
		expect(engine.search('cat').ids).toEqual(['p1', 'p0']);
		const typo = texts('the weather now', 'the wether now', 'the wethers now');
		expect(typo.search('wether').ids).toEqual(['p1', 'p2']);
	});

	test('a common short word before a rare longer one that begins with it', () => {
		const posts = Array.from({ length: 50 }, (_, i) => post(`go${i}`, { text: `go ${i} steps` }));
		const engine = engineOf(post('gopher', { text: 'gopher 1 steps' }), ...posts);
		expect(engine.search('go').ids.at(-1)).toBe('gopher');
	});

	test('newer first between equals', () => {
		const engine = engineOf(
			post('old', { text: 'same words', publishedAt: 1 }),
			post('new', { text: 'same words', publishedAt: 3 }),
			post('middle', { text: 'same words', publishedAt: 2 })
		);
		expect(engine.search('same').ids).toEqual(['new', 'middle', 'old']);
		expect(engine.search('-absent').ids).toEqual(['new', 'middle', 'old']);
	});
});

describe('edits and removals', () => {
	test('an edited post is found by its new words only', () => {
		const engine = engineOf(post('a', { text: 'salmon' }), post('b', { text: 'trout' }));
		engine.add([post('a', { text: 'herring' })]);
		expect(engine.search('salmon ').ids).toEqual([]);
		expect(engine.search('herring ').ids).toEqual(['a']);
		expect(engine.size).toBe(2);
	});

	test('posts of a removed feed are gone', () => {
		const engine = engineOf(
			post('a', { text: 'fish' }),
			post('b', { text: 'fish', feedId: 'other' as FeedId })
		);
		expect(engine.keepFeeds(new Map([['other' as FeedId, '']]))).toBe(true);
		expect(engine.search('fish').ids).toEqual(['b']);
		expect(engine.keepFeeds(new Map([['other' as FeedId, '']]))).toBe(false);
	});

	const word = fc.constantFrom(
		'fish',
		'fishing',
		'trout',
		'salmon',
		'salmons',
		'tea',
		'team',
		'東京',
		'京都',
		'été'
	);
	const sentence = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
	const somePost = fc.record({
		id: fc.constantFrom('a', 'b', 'c', 'd', 'e').map(idOf),
		feedId: fc.constantFrom('x', 'y') as fc.Arbitrary<FeedId>,
		publishedAt: fc.nat(3),
		title: sentence,
		categories: fc.array(word, { maxLength: 2 }),
		tags: fc.array(word, { maxLength: 1 }),
		authors: fc.array(word, { maxLength: 1 }),
		text: sentence,
		hasImage: fc.boolean(),
		hasAudio: fc.constant(false),
		hasComments: fc.constant(false),
		isWithdrawn: fc.boolean(),
		isRead: fc.boolean(),
		isStarred: fc.boolean()
	});
	const query = fc
		.array(fc.oneof(word, fc.constantFrom('"fish tea"', '-tea', 'samlon', 'te', '"', 'salmn tea')), {
			maxLength: 3
		})
		.map((parts) => parts.join(' '));

	test('leave what a fresh index of the same posts would have', () => {
		const change = fc.oneof(
			somePost.map((one) => ({ add: one })),
			fc.record({ remove: fc.constantFrom('a', 'b', 'c').map(idOf) }),
			fc.record({ keep: fc.constantFrom('x', 'y') as fc.Arbitrary<FeedId> })
		);
		fc.assert(
			fc.property(fc.array(change, { maxLength: 15 }), query, (changes, text) => {
				const engine = new TestEngine();
				const kept = new Map<string, SearchablePost>();
				for (const step of changes) {
					if ('add' in step) {
						engine.add([step.add]);
						kept.set(step.add.id, step.add);
					} else if ('remove' in step) {
						engine.remove([step.remove]);
						kept.delete(step.remove);
					} else {
						engine.keepFeeds(new Map([[step.keep, '']]));
						for (const { id, feedId } of kept.values()) if (feedId !== step.keep) kept.delete(id);
					}
					engine.search('fish');
				}
				const fresh = engineOf(...kept.values());
				const { ids, corrections } = engine.search(text);
				expect(ids).toEqual(fresh.search(text).ids);
				expect(corrections).toEqual(fresh.search(text).corrections);
			}),
			{ numRuns: 500 }
		);
	});

	test('when some posts hold every word, just those are found', () => {
		fc.assert(
			fc.property(
				fc.array(somePost, { maxLength: 5 }),
				fc.array(word, { minLength: 1, maxLength: 3 }),
				(posts, asked) => {
					const engine = engineOf(...posts);
					const answer = engine.search(`${asked.join(' ')} `);
					const taken = answer.corrections.flatMap((correction) => correction.taken);
					const byId = new Map(posts.map((one) => [one.id, one]));
					const held = [...byId.values()].filter((one) => {
						const terms = tokenize(
							[one.title, ...one.categories, ...one.tags, ...one.authors, one.text].join(' ')
						).map((token) => token.term);
						return asked.every((typed) => terms.includes(tokenize(typed)[0]!.term));
					});
					if (held.length > 0) {
						expect(answer.ids.toSorted()).toEqual(held.map(({ id }) => nameOf(id)).toSorted());
						expect(taken).toEqual([]);
					}
				}
			)
		);
	});

	test('any text at all has an answer', () => {
		const engine = texts('some words', '東京都', "it's a 'test'");
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(engine.search(text).ids.length).toBeLessThanOrEqual(3);
			})
		);
	});
});
