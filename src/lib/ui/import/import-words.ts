import { m } from '$lib/messages/messages';

import type { FilePreview, RunningImport } from '$lib/state/imports.svelte';
import { formatComments, formatCount, formatEnumeration } from '$lib/ui/format';

/** What a file is, as people call it; of one that is not known, nothing. */
export function kindWords(kind: FilePreview['kind']): string {
	switch (kind) {
		case null:
			return '';
		case 'feed':
			return m.import_kind_feed();
		case 'wordpress-export':
			return m.import_kind_wordpress();
		case 'opml':
			return m.import_kind_opml();
		case 'page':
			return m.import_kind_page();
		case 'articles':
			return m.import_kind_articles();
		case 'links':
			return m.import_kind_links();
	}
}

/** What is being done: "Importing: 1,200 posts so far…". */
export function runningWords({ task, done, total, posts }: RunningImport): string {
	if (task === 'adding') return m.import_adding({ done: formatCount(done), count: total });
	if (task === 'looking') return posts === 0 ? m.import_looking() : m.import_looking_posts({ count: posts });
	return posts === 0 ? m.import_keeping() : m.import_keeping_posts({ count: posts });
}

/** What came of a file, or of one feed in it: "3 new, 1 edited, 12 comments". */
export function broughtWords(brought: {
	added: number;
	updated: number;
	comments: number;
	skipped: number;
}): string {
	const { added, updated, comments, skipped } = brought;
	const parts = [
		added > 0 ? m.feeds_outcome_new({ count: added }) : '',
		updated > 0 ? m.feeds_outcome_edited({ count: updated }) : '',
		comments > 0 ? formatComments(comments) : '',
		skipped > 0 ? m.feeds_outcome_left_out({ count: skipped }) : ''
	].filter((part) => part !== '');
	return formatEnumeration(parts) || m.feeds_outcome_nothing();
}
