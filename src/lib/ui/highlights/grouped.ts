import type { PostId } from '$lib/model/ids';
import type { Post } from '$lib/model/post';
import type { PlacedHighlight } from '$lib/state/highlights.svelte';

/** Highlights of one post. */
export interface HighlightGroup {
	id: PostId | null;
	/** Null for all posts that are not on this device. */
	post: Post | null;
	/** In the order of its text. */
	highlights: PlacedHighlight['highlight'][];
}

/** Highlights by post: that of the newest first, those whose post is not there at the end. */
export function groupedByPost(all: readonly PlacedHighlight[]): HighlightGroup[] {
	const groups = new Map<PostId | null, HighlightGroup>();
	for (const { highlight, post } of all) {
		const id = post?.id ?? null;
		const group = groups.get(id) ?? { id, post: post ?? null, highlights: [] };
		group.highlights.push(highlight);
		groups.set(id, group);
	}
	for (const { highlights } of groups.values()) {
		highlights.sort((a, b) => a.position.start - b.position.start);
	}
	return [...groups.values()].sort((a, b) => Number(a.post === null) - Number(b.post === null));
}

/** Those that have each of the words in what they quote or note, or in the title of their post, whatever their case. */
export function withWords(all: readonly PlacedHighlight[], words: string): PlacedHighlight[] {
	const sought = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
	if (sought.length === 0) return [...all];
	return all.filter(({ highlight, post }) => {
		const text = [highlight.quote.exact, highlight.note, post?.title ?? ''].join('\n').toLocaleLowerCase();
		return sought.every((word) => text.includes(word));
	});
}

/** The first `count` highlights of the groups, in whole and part groups. */
export function firstOf(groups: readonly HighlightGroup[], count: number): HighlightGroup[] {
	let left = count;
	return groups.flatMap((group) => {
		const highlights = group.highlights.slice(0, Math.max(0, left));
		left -= highlights.length;
		return highlights.length === 0 ? [] : [{ ...group, highlights }];
	});
}
