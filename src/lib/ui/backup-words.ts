import { m } from '$lib/messages/messages';
import type { BackupSummary, RestoreReport, RunningBackup } from '$lib/state/backups.svelte';
import {
	formatBytes,
	formatComments,
	formatCount,
	formatDateAndTime,
	formatEnumeration,
	formatPosts
} from './format';

/** What the backup worker is at: "Saving 1,200 of 10,000 posts". */
export function runningWords({ task, done, total }: RunningBackup): string {
	const progress = { done: formatCount(done), count: total };
	switch (task) {
		case 'saving':
		case 'saving-automatically':
			return total === 0 ? m.settings_saving() : m.settings_saving_some(progress);
		case 'checking':
			return total === 0 ? m.settings_checking() : m.settings_checking_some(progress);
		case 'restoring':
			return total === 0 ? m.settings_restoring() : m.settings_restoring_some(progress);
	}
}

/** What is in a backup: "12 blogs, 10,000 posts, 34 stars (12 MB)". */
export function summaryWords({ counts, bytes }: BackupSummary): string {
	const content = [
		m.settings_blogs({ count: counts.feeds }),
		formatPosts(counts.posts),
		m.settings_stars({ count: counts.starred }),
		...(counts.highlights > 0 ? [m.highlights_count({ count: counts.highlights })] : [])
	];
	return m.settings_summary({ content: formatEnumeration(content), size: formatBytes(bytes) });
}

/** What could not be saved: "3 damaged records were left out."; empty when all was. */
export function leftOutWords(count: number): string {
	return count === 0 ? '' : m.settings_left_out({ count });
}

/** What is in a backup, item by item. */
export function contentOf({ at, counts, bytes }: BackupSummary): { name: string; value: string }[] {
	return [
		{ name: m.settings_content_saved(), value: formatDateAndTime(at) },
		{ name: m.settings_content_blogs(), value: formatCount(counts.feeds) },
		{ name: m.settings_content_posts(), value: formatCount(counts.posts) },
		{ name: m.settings_content_stars(), value: formatCount(counts.starred) },
		{ name: m.shell_highlights(), value: formatCount(counts.highlights) },
		{ name: m.settings_content_comments(), value: formatCount(counts.comments) },
		{ name: m.settings_content_size(), value: formatBytes(bytes) }
	];
}

/** What a restore has brought: "Restored: 1 blog, 250 posts, 12 comments, marks on 30 posts." */
export function broughtWords(report: RestoreReport): string {
	const list = listed(report, 'added');
	return list === '' ? m.settings_restored_nothing() : m.settings_restored({ list });
}

/** What was here before a restore: "Here already: 11 blogs, 9,750 posts."; empty when nothing was. */
export function knownWords(report: RestoreReport): string {
	const list = listed(report, 'known');
	return list === '' ? '' : m.settings_restore_known({ list });
}

function listed(
	{ feeds, posts, comments, marks, highlights }: RestoreReport,
	which: 'added' | 'known'
): string {
	const parts = [
		feeds[which] > 0 ? m.settings_blogs({ count: feeds[which] }) : '',
		posts[which] > 0 ? formatPosts(posts[which]) : '',
		comments[which] > 0 ? formatComments(comments[which]) : '',
		marks[which] > 0 ? m.settings_marks({ count: marks[which] }) : '',
		highlights[which] > 0 ? m.highlights_count({ count: highlights[which] }) : ''
	];
	return formatEnumeration(parts.filter((part) => part !== ''));
}
