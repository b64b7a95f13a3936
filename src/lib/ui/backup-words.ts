import type { BackupSummary, RestoreReport, RunningBackup } from '$lib/state/backups.svelte';
import {
	formatBytes,
	formatComments,
	formatCount,
	formatDateAndTime,
	formatNumberOf,
	formatPosts
} from './format';

const DOING: Readonly<Record<RunningBackup['task'], string>> = {
	saving: 'Saving',
	'saving-automatically': 'Saving',
	checking: 'Checking',
	restoring: 'Restoring'
};

/** What the backup worker is at: "Saving 1,200 of 10,000 posts". */
export function runningWords({ task, done, total }: RunningBackup): string {
	return total === 0 ? `${DOING[task]}…` : `${DOING[task]} ${formatCount(done)} of ${formatPosts(total)}`;
}

/** What is in a backup: "12 blogs, 10,000 posts, 34 stars (12 MB)". */
export function summaryWords({ counts, bytes }: BackupSummary): string {
	return `${formatBlogs(counts.feeds)}, ${formatPosts(counts.posts)}, ${formatStars(counts.starred)} (${formatBytes(bytes)})`;
}

/** What could not be saved: "3 damaged records were left out."; empty when all was. */
export function leftOutWords(count: number): string {
	if (count === 0) return '';
	const records = formatNumberOf(count, 'damaged record was', 'damaged records were');
	return `${records} left out.`;
}

/** What is in a backup, item by item. */
export function contentOf({ at, counts, bytes }: BackupSummary): { name: string; value: string }[] {
	return [
		{ name: 'Saved', value: formatDateAndTime(at) },
		{ name: 'Blogs', value: formatCount(counts.feeds) },
		{ name: 'Posts', value: formatCount(counts.posts) },
		{ name: 'Stars', value: formatCount(counts.starred) },
		{ name: 'Comments', value: formatCount(counts.comments) },
		{ name: 'Size', value: formatBytes(bytes) }
	];
}

/** What a restore has brought: "Restored: 1 blog, 250 posts, 12 comments, marks on 30 posts." */
export function broughtWords(report: RestoreReport): string {
	const brought = listed(report, 'added');
	return brought === '' ? 'Restored: nothing was missing here.' : `Restored: ${brought}.`;
}

/** What was here before a restore: "Here already: 11 blogs, 9,750 posts."; empty when nothing was. */
export function knownWords(report: RestoreReport): string {
	const known = listed(report, 'known');
	return known === '' ? '' : `Here already: ${known}.`;
}

function listed({ feeds, posts, comments, marks }: RestoreReport, which: 'added' | 'known'): string {
	const parts = [
		feeds[which] > 0 ? formatBlogs(feeds[which]) : '',
		posts[which] > 0 ? formatPosts(posts[which]) : '',
		comments[which] > 0 ? formatComments(comments[which]) : '',
		marks[which] > 0 ? `marks on ${formatPosts(marks[which])}` : ''
	];
	return parts.filter((part) => part !== '').join(', ');
}

const formatBlogs = (count: number) => formatNumberOf(count, 'blog', 'blogs');
const formatStars = (count: number) => formatNumberOf(count, 'star', 'stars');
