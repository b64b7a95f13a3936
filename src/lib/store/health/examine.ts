import type { PostId } from '$lib/model/ids';
import type { Changes } from './changes';
import { examineBody } from './examine-body';
import { examineComments } from './examine-comments';
import { examineLoneMark } from './examine-mark';
import { examinePost, type Surroundings } from './examine-post';
import { feedOf } from './feed-of';
import type { Entry } from './piece';
import { RECOVERED } from './rebuilt';

/** Finds what is wrong with everything that is stored about one post, and what would mend it. */
export function examine(entry: Entry, around: Surroundings, changes: Changes): void {
	const { feeds } = around;
	const feedId = feedOf(entry, feeds) ?? RECOVERED;
	if (feeds.purging.has(feedId)) return;
	const id = entry.key as PostId;
	const body = examineBody(entry, id, feedId, changes);
	if (entry.post !== undefined || body !== null) {
		examinePost(entry, id, feedId, body, around, changes);
		return;
	}
	examineLoneMark(entry.mark, id, changes);
	examineComments(entry.comments, null, changes);
}
