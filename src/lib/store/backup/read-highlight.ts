import { CONTEXT, LONGEST_NOTE, LONGEST_QUOTE, type Highlight } from '$lib/model/highlight';
import type { FeedId, HighlightId, PostId } from '$lib/model/ids';
import { amount, damaged, id, memberOf, membersOf, moment, text, type Members } from './members';

/**
 * A highlight of a backup, checked member by member; what it holds besides is left out.
 * @throws DamagedRecordError
 */
export function readHighlight(value: unknown): Highlight {
	const highlight = membersOf(value, 'highlight');
	const quote = membersOf(memberOf(highlight, 'quote'), 'quote');
	const position = membersOf(memberOf(highlight, 'position'), 'position');
	return {
		id: id(highlight, 'id') as HighlightId,
		postId: id(highlight, 'postId') as PostId,
		feedId: id(highlight, 'feedId') as FeedId,
		createdAt: moment(highlight, 'createdAt'),
		changedAt: moment(highlight, 'changedAt'),
		note: bounded(highlight, 'note', LONGEST_NOTE),
		quote: {
			exact: bounded(quote, 'exact', LONGEST_QUOTE),
			prefix: bounded(quote, 'prefix', CONTEXT),
			suffix: bounded(quote, 'suffix', CONTEXT)
		},
		position: { start: amount(position, 'start'), end: amount(position, 'end') }
	};
}

/** @param longest in UTF-16 units */
function bounded(members: Members, name: string, longest: number): string {
	const value = text(members, name);
	if (value.length > longest) throw damaged(name, `at most ${longest} characters long`);
	return value;
}
