import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { viewOf } from '$lib/model/view';
import { DamagedIndexError, packSegment, unpackSegment } from '$lib/search/index/pack-segment';
import { PositionReader, PostingReader } from '$lib/search/index/postings';
import type { SearchablePost } from '$lib/search/index/searchable-post';
import type { Segment } from '$lib/search/index/segment';
import { buildSegment } from '$lib/search/index/segment-builder';
import { tokenize } from '$lib/search/text/tokenize';
import { engineOf, idOf, nameOf, post, TestEngine } from './search-library';

const word = fc.oneof(
	fc.constantFrom('fish', 'fishing', 'a', 'tea', 'team', '東京', 'été', 'ﬁne'),
	fc.string({ unit: 'grapheme', maxLength: 8 })
);
const sentence = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
const somePosts = fc
	.array(fc.record({ title: sentence, categories: fc.array(word, { maxLength: 2 }), text: sentence }), {
		maxLength: 8
	})
	.map((parts) => parts.map((part, i) => post(`p${i}`, part)));

/** Term → post → positions. */
function contentOf(segment: Segment): Map<string, Map<number, number[]>> {
	const content = new Map<string, Map<number, number[]>>();
	const reader = new PostingReader();
	const positions = new PositionReader();
	for (let term = 0; term < segment.vocabulary.size; term++) {
		positions.open(segment, term);
		const posts = new Map<number, number[]>();
		reader.open(segment, term);
		while (reader.next()) posts.set(reader.post, positions.read(reader.count));
		content.set(segment.vocabulary.textOf(term), posts);
	}
	return content;
}

/** Milliseconds for hundreds of random cases, also on a machine that is busy. */
const MANY_CASES = 60_000;

describe('a segment', { timeout: MANY_CASES }, () => {
	test('knows each word of each post, and where it stands', () => {
		fc.assert(
			fc.property(somePosts, (posts) => {
				const expected = new Map<string, Map<number, number[]>>();
				posts.forEach(({ title, categories, text }, number) => {
					let position = 0;
					for (const field of [title, ...categories, text]) {
						for (const { term } of tokenize(field)) {
							const inPosts = expected.get(term) ?? new Map<number, number[]>();
							inPosts.set(number, [...(inPosts.get(number) ?? []), position++]);
							expected.set(term, inPosts);
						}
						position++;
					}
				});
				expect(contentOf(buildSegment(posts))).toEqual(expected);
			})
		);
	});

	test('has its words in order, each found, and a beginning finds just those that have it', () => {
		fc.assert(
			fc.property(somePosts, word, (posts, prefix) => {
				const { vocabulary } = buildSegment(posts);
				const all = Array.from({ length: vocabulary.size }, (_, term) => vocabulary.textOf(term));
				expect(all).toEqual([...new Set(all)].sort());
				all.forEach((text, term) => expect(vocabulary.find(text)).toBe(term));
				const { from, to } = vocabulary.startingWith(prefix);
				expect(all.slice(from, to)).toEqual(all.filter((text) => text.startsWith(prefix)));
			})
		);
	});

	test('comes back from the store as it was', () => {
		fc.assert(
			fc.property(somePosts, (posts) => {
				const segment = buildSegment(posts);
				expect(unpackSegment(structuredClone(packSegment(segment)))).toEqual(segment);
			})
		);
	});

	test('of many words has each of them once, and comes back as it was', () => {
		const words = Array.from({ length: 40_000 }, (_, i) => `w${i}`);
		const segment = buildSegment([
			post('a', { text: words.join(' ') }),
			post('b', { text: words.join(' ') })
		]);
		expect(segment.vocabulary.size).toBe(words.length);
		expect(segment.frequencies.every((frequency) => frequency === 2)).toBe(true);
		expect(unpackSegment(packSegment(segment))).toEqual(segment);
	});

	test('that was changed in the store is noticed', () => {
		const packed = packSegment(buildSegment([post('a', { text: 'Some words of a text, and some more.' })]));
		for (const name of ['terms', 'postings', 'positions'] as const) {
			for (let at = 0; at < packed[name].length; at++) {
				const damaged = structuredClone(packed);
				damaged[name][at]! ^= 1;
				expect(() => unpackSegment(damaged)).toThrow(DamagedIndexError);
			}
		}
		const { posts, ...rest } = packed;
		expect(() => unpackSegment({ ...rest, posts: { ...posts, count: 2 } })).toThrow(DamagedIndexError);
		expect(() => unpackSegment({ ...packed, termCount: packed.termCount + 1 })).toThrow(DamagedIndexError);
		expect(() => unpackSegment({} as typeof packed)).toThrow(DamagedIndexError);
	});
});

describe('many segments', { timeout: MANY_CASES }, () => {
	const names = ['a', 'b', 'c', 'd', 'e', 'f'];
	const step = fc.oneof(
		fc.record({ name: fc.constantFrom(...names), title: sentence, text: sentence }),
		fc.record({ gone: fc.constantFrom(...names) }),
		fc.constantFrom('merge' as const, 'rest' as const)
	);
	const query = fc.constantFrom(
		'fish',
		'fi',
		'f',
		'a tea',
		'"fish tea"',
		'fsih',
		't',
		'東',
		'-fish',
		'tea OR 東京'
	);

	test('answer as one does that was built at once, however they were merged and kept', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 30 }), query, fc.boolean(), (steps, text, isReloaded) => {
				const kept = new Map<string, SearchablePost>();
				let engine = new TestEngine();
				for (const one of steps) {
					if (one === 'merge' || one === 'rest') while (engine.index.mergeSome(1, one === 'rest'));
					else if ('gone' in one) {
						engine.remove([idOf(one.gone)]);
						kept.delete(one.gone);
					} else {
						const { name, ...parts } = one;
						kept.set(name, post(name, parts));
						engine.add([post(name, parts)]);
					}
				}
				if (isReloaded) engine = reloaded(engine);
				expect(engine.search(text)).toEqual(engineOf(...kept.values()).search(text));
			}),
			{ numRuns: 500 }
		);
	});

	function reloaded(engine: TestEngine): TestEngine {
		const again = new TestEngine();
		again.index.restore(
			engine.index.segments.map(({ key, segment, alive }) => ({
				key,
				segment: unpackSegment(packSegment(segment)),
				alive: alive.slice()
			}))
		);
		return again;
	}

	test('correct a typo as one does, also where very many words are near', () => {
		const engine = new TestEngine();
		const posts: SearchablePost[] = [];
		for (let batch = 0; batch < 8; batch++) {
			const words = Array.from({ length: 210 }, (_, i) => `wrd${String.fromCharCode(97 + batch)}${i}`).join(
				' '
			);
			const some = Array.from({ length: 5 }, (_, i) =>
				post(`b${batch}p${i}`, { text: i < 3 ? words : 'wrdzzz' })
			);
			engine.add(some);
			posts.push(...some);
		}
		expect(engine.index.segments).toHaveLength(8);
		const fresh = engineOf(...posts).search('wxrd');
		expect(fresh.corrections[0]?.taken[0]).toBe('wrdzzz');
		expect(engine.search('wxrd')).toEqual(fresh);
	});

	test('find the words behind a quarter of a million others, and no phrase that is not there', () => {
		const engine = engineOf(post('long', { text: `${'x '.repeat(262_200)}alpha gap beta` }));
		expect(engine.search('alpha beta ').ids).toEqual(['long']);
		expect(engine.search('"x beta"').ids).toEqual([]);
	});

	test('become few when posts come one by one', () => {
		const engine = new TestEngine();
		for (let i = 0; i < 300; i++) {
			engine.add([post(`p${i}`, { text: `fish number ${i}` })]);
			while (engine.index.mergeSome(1));
		}
		expect(engine.index.segments.length).toBeLessThan(16);
		while (engine.index.mergeSome(1, true));
		expect(engine.index.segments.length).toBeLessThan(3);
		expect(engine.search('fish ').ids).toHaveLength(300);
		expect(engine.search('"number 7"').ids).toEqual(['p7']);
	});

	test('posts that change while they are merged are as they are afterwards', () => {
		const engine = new TestEngine();
		for (let i = 0; i < 6; i++) {
			const words = Array.from({ length: 1500 }, (_, k) => `w${i}x${k}`).join(' ');
			engine.add([post(`p${i}`, { text: `fish ${words}` }), post(`q${i}`, { text: 'fish' })]);
		}
		engine.index.mergeSome(0, true);
		expect(engine.index.segments).toHaveLength(6);
		engine.remove([idOf('q3')]);
		engine.add([post('p2', { text: 'trout' })]);
		engine.setMarks([{ id: idOf('p4'), isRead: true, isStarred: false }]);
		while (engine.index.mergeSome(1, true));
		expect(engine.index.segments).toHaveLength(2);
		expect(engine.search('fish ').ids.toSorted()).toEqual(
			['p0', 'p1', 'p3', 'p4', 'p5', 'q0', 'q1', 'q2', 'q4', 'q5'].toSorted()
		);
		expect(engine.search('trout').ids).toEqual(['p2']);
		expect(engine.search('fish is:read').ids).toEqual(['p4']);
	});

	test('ids of everything found cross as numbers, in order', () => {
		const engine = engineOf(post('a', { text: 'tea' }), post('b', { title: 'tea' }));
		const findings = engine.find(viewOf(new URLSearchParams('q=tea')));
		expect(engine.order(findings)).toHaveLength(6);
		expect(engine.page(findings, 0, 2).map(nameOf)).toEqual(['b', 'a']);
	});
});
