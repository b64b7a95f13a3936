import type { SourceKind, SyncOutcome } from '$lib/model/feed';
import { formatBytes, formatComments, formatCount, formatNumberOf } from './format';

/** Formats as people call them. */
export const FORMAT_NAMES: Readonly<Record<SourceKind, string>> = {
	wordpress: 'WordPress',
	'json-feed': 'JSON Feed',
	atom: 'Atom',
	rss: 'RSS',
	rdf: 'RSS 1.0'
};

/** What a feed is, for a person who knows the names of formats and for one who does not. */
export function kindWords(kind: SourceKind): string {
	const name = FORMAT_NAMES[kind];
	if (kind === 'wordpress') return `${name}, whole archive`;
	return kind === 'json-feed' ? name : `${name} feed`;
}

/** What a sync has brought: "3 new, 1 edited, 2 taken down by the site, 12 comments". */
export function outcomeWords(outcome: SyncOutcome): string {
	const { added, updated, withdrawn, comments, skipped, stopped, error } = outcome;
	const parts = [
		added > 0 ? `${formatCount(added)} new` : '',
		updated > 0 ? `${formatCount(updated)} edited` : '',
		withdrawn > 0 ? `${formatCount(withdrawn)} taken down by the site` : '',
		comments > 0 ? formatComments(comments) : '',
		skipped > 0 ? `${formatCount(skipped)} left out` : ''
	].filter((part) => part !== '');
	const ending = error === null ? stopped : 'failed';
	if (ending !== null) return parts.length === 0 ? ending : `${parts.join(', ')}, then ${ending}`;
	return parts.length === 0 ? 'nothing new' : parts.join(', ');
}

/** What a sync has cost: "4 requests, 120 kB"; empty for one from before that was counted. */
export function trafficWords({ requests, bytes }: SyncOutcome): string {
	if (requests === 0) return '';
	const asked = formatNumberOf(requests, 'request', 'requests');
	return bytes === 0 ? asked : `${asked}, ${formatBytes(bytes)}`;
}

/** Minutes between automatic syncs as a choice: "Every 15 minutes"; null is "Only when I ask". */
export function intervalWords(minutes: number | null): string {
	if (minutes === null) return 'Only when I ask';
	if (minutes === 1440) return 'Every day';
	if (minutes === 60) return 'Every hour';
	return minutes % 60 === 0 ? `Every ${minutes / 60} hours` : `Every ${minutes} minutes`;
}
