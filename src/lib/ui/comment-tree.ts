import type { Comment } from '$lib/model/comment';
import type { CommentId } from '$lib/model/ids';

/** A comment among those of its post. */
export interface PlacedComment {
	comment: Comment;
	/** From 1 for what answers the post itself, to {@link DEEPEST}. */
	level: number;
	/** All comments that are shown within it, answers to answers among them. */
	replies: number;
	/** Whom it answers, where its place does not tell: below the deepest level answers stand beside each other. */
	answered: string | null;
}

/** A comment with the answers that are shown within it. */
export interface Thread extends PlacedComment {
	answers: Thread[];
}

/** Levels that a phone has room for; WordPress begins with as many. */
export const DEEPEST = 5;

/**
 * Puts each comment after the one that it answers, in the order given otherwise. A comment whose parent is not among
 * them stands on the first level, as does one of any that answer each other in a circle: none is ever lost.
 */
export function placeComments(comments: readonly Comment[]): PlacedComment[] {
	const { roots, answersTo } = linkComments(comments);
	const placed: PlacedComment[] = [];
	const above: PlacedComment[] = [];
	// A stack of our own: a thread may be deeper than the one of the engine.
	const waiting = roots.reverse().map((comment) => ({ comment, depth: 1, answered: '' }));
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		const { comment, depth, answered } = next;
		const level = Math.min(depth, DEEPEST);
		const place = { comment, level, replies: 0, answered: depth > DEEPEST ? answered : null };
		placed.push(place);
		above.length = level - 1;
		for (const other of above) other.replies += 1;
		above.push(place);
		const answers = answersTo.get(comment.id) ?? [];
		for (let i = answers.length - 1; i >= 0; i--) {
			const answer = answers[i];
			if (answer) waiting.push({ comment: answer, depth: depth + 1, answered: comment.authorName });
		}
	}
	return placed;
}

/** The comments of {@link placeComments}, or the first of them, each within the one that it is shown under. */
export function nestComments(placed: readonly PlacedComment[]): Thread[] {
	const roots: Thread[] = [];
	const above: Thread[] = [];
	for (const place of placed) {
		const thread = { ...place, answers: [] };
		above.length = place.level - 1;
		(above.at(-1)?.answers ?? roots).push(thread);
		above.push(thread);
	}
	return roots;
}

interface Links {
	/** Comments of the first level. */
	roots: Comment[];
	answersTo: Map<CommentId, Comment[]>;
}

function linkComments(comments: readonly Comment[]): Links {
	const byId = new Map(comments.map((comment) => [comment.id, comment]));
	const heads = headsOfCircles(byId);
	const links: Links = { roots: [], answersTo: new Map() };
	for (const comment of byId.values()) {
		const parent = comment.parentId === null ? undefined : byId.get(comment.parentId);
		if (parent === undefined || heads.has(comment.id)) {
			links.roots.push(comment);
			continue;
		}
		const siblings = links.answersTo.get(parent.id);
		if (siblings === undefined) links.answersTo.set(parent.id, [comment]);
		else siblings.push(comment);
	}
	return links;
}

/** One comment of each circle: the one that was come upon first. */
function headsOfCircles(byId: ReadonlyMap<CommentId, Comment>): Set<CommentId> {
	const heads = new Set<CommentId>();
	/** On which walk upwards each was seen. */
	const seenOn = new Map<CommentId, number>();
	let walk = 0;
	for (const start of byId.values()) {
		walk += 1;
		let at: Comment | undefined = start;
		while (at !== undefined && !seenOn.has(at.id)) {
			seenOn.set(at.id, walk);
			at = at.parentId === null ? undefined : byId.get(at.parentId);
		}
		if (at !== undefined && seenOn.get(at.id) === walk) heads.add(at.id);
	}
	return heads;
}
