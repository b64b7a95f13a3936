import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Comment } from '$lib/model/comment';
import { commentIdOf, feedIdOf, postIdOf } from '$lib/model/ids';
import { DEEPEST, nestComments, placeComments, type Thread } from '$lib/ui/comment-tree';

const feedId = feedIdOf('https://blog.example/wp-json/');
const postId = postIdOf(feedId, '7');
const idOf = (guid: string) => commentIdOf(feedId, guid);

function comment(guid: string, parent: string | null = null): Comment {
	return {
		id: idOf(guid),
		feedId,
		postId,
		parentId: parent === null ? null : idOf(parent),
		authorName: `Author of ${guid}`,
		authorUrl: null,
		publishedAt: 0,
		url: null,
		html: guid
	};
}

/** "a(b(c) d)" for b and d that answer a, and c that answers b. */
function drawn(threads: Thread[]): string {
	return threads
		.map(({ comment, answers }) => comment.html + (answers.length === 0 ? '' : `(${drawn(answers)})`))
		.join(' ');
}

const drawTree = (comments: Comment[]) => drawn(nestComments(placeComments(comments)));

test('answers stand within what they answer, oldest first', () => {
	expect(
		drawTree([comment('a'), comment('b'), comment('c', 'a'), comment('d', 'c'), comment('e', 'a')])
	).toBe('a(c(d) e) b');
});

test('an answer may come before what it answers', () => {
	expect(drawTree([comment('b', 'a'), comment('c'), comment('a')])).toBe('c a(b)');
});

test('an answer to a comment that is not kept stands on the first level', () => {
	expect(drawTree([comment('a'), comment('b', 'deleted'), comment('c', 'b')])).toBe('a b(c)');
});

test('comments that answer each other, or themselves, are all there', () => {
	expect(drawTree([comment('a', 'a')])).toBe('a');
	expect(drawTree([comment('a', 'b'), comment('b', 'a'), comment('c', 'b')])).toBe('a(b(c))');
	expect(drawTree([comment('c', 'b'), comment('a', 'b'), comment('b', 'a')])).toBe('b(c a)');
});

test('below the deepest level answers stand beside each other, and say whom they answer', () => {
	const chain = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((guid, i, all) => comment(guid, all[i - 1] ?? null));
	expect(DEEPEST).toBe(5);
	expect(drawTree(chain)).toBe('a(b(c(d(e f g))))');
	expect(placeComments(chain).map(({ answered }) => answered)).toEqual([
		...Array<null>(5).fill(null),
		'Author of e',
		'Author of f'
	]);
});

test('a fold says how many comments are in it', () => {
	const placed = placeComments([comment('a'), comment('b', 'a'), comment('c', 'b'), comment('d')]);
	expect(placed.map(({ comment: { html }, replies }) => [html, replies])).toEqual([
		['a', 2],
		['b', 1],
		['c', 0],
		['d', 0]
	]);
});

test('ten thousand comments in one thread are placed in an instant', () => {
	const chain = Array.from({ length: 10_000 }, (_, i) => comment(`${i}`, i === 0 ? null : `${i - 1}`));
	const start = performance.now();
	const placed = placeComments(chain);
	const threads = nestComments(placed);
	expect(performance.now() - start).toBeLessThan(500);
	expect(placed.map(({ comment: { html } }) => html)).toEqual(chain.map(({ html }) => html));
	expect(threads).toHaveLength(1);
});

test('whatever answers whatever, each comment is there once, and the first of them stay where they are', () => {
	const anyComments = fc
		.array(fc.option(fc.nat(30)), { maxLength: 30 })
		.map((parents) => parents.map((parent, i) => comment(`${i}`, parent === null ? null : `${parent}`)));
	fc.assert(
		fc.property(anyComments, fc.nat(30), (comments, limit) => {
			const placed = placeComments(comments);
			const guids = placed.map(({ comment: { html } }) => html);
			expect([...guids].sort()).toEqual(comments.map(({ html }) => html).sort());
			const drawnGuids = (places: typeof placed) => drawn(nestComments(places)).match(/\d+/g) ?? [];
			expect(drawnGuids(placed)).toEqual(guids);
			expect(drawnGuids(placed.slice(0, limit))).toEqual(guids.slice(0, limit));
		})
	);
});

test('every comment whose parent is kept and in no circle stands right within it, or beside it at the deepest level', () => {
	// A parent is always older here, so there are no circles.
	const anyTree = fc
		.array(fc.option(fc.nat()), { minLength: 1, maxLength: 40 })
		.map((seeds) => seeds.map((seed, i) => comment(`${i}`, seed === null || i === 0 ? null : `${seed % i}`)));
	fc.assert(
		fc.property(anyTree, (comments) => {
			const placed = placeComments(comments);
			const levels = new Map(placed.map(({ comment: { id }, level }) => [id, level]));
			for (const { comment: answer, level } of placed) {
				const around = answer.parentId === null ? 0 : levels.get(answer.parentId)!;
				expect(level).toBe(Math.min(around + 1, DEEPEST));
			}
		})
	);
});
