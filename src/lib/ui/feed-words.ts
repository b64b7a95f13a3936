import { m } from '$lib/messages/messages';
import type { SourceKind, SyncOutcome } from '$lib/model/feed';
import { formatBytes, formatComments, formatEnumeration } from './format';

/** Formats as people call them. */
export const FORMAT_NAMES: Readonly<Record<SourceKind, string>> = {
	wordpress: 'WordPress',
	'json-feed': 'JSON Feed',
	atom: 'Atom',
	rss: 'RSS',
	rdf: 'RSS 1.0',
	page: 'HTML'
};

/** What a feed is, for a person who knows the names of formats and for one who does not. */
export function kindWords(kind: SourceKind): string {
	const name = FORMAT_NAMES[kind];
	if (kind === 'page') return m.feeds_kind_pages();
	if (kind === 'wordpress') return m.feeds_kind_whole({ format: name });
	return kind === 'json-feed' ? name : m.feeds_kind_feed({ format: name });
}

/** What a sync has brought: "3 new, 1 edited, 2 taken down by the site, 12 comments". */
export function outcomeWords(outcome: SyncOutcome): string {
	const { added, updated, withdrawn, comments, skipped } = outcome;
	const parts = [
		added > 0 ? m.feeds_outcome_new({ count: added }) : '',
		updated > 0 ? m.feeds_outcome_edited({ count: updated }) : '',
		withdrawn > 0 ? m.feeds_outcome_withdrawn({ count: withdrawn }) : '',
		comments > 0 ? formatComments(comments) : '',
		skipped > 0 ? m.feeds_outcome_left_out({ count: skipped }) : ''
	].filter((part) => part !== '');
	return endedWords(formatEnumeration(parts), outcome);
}

/** The same with how the sync has ended, where that was not at its end. */
function endedWords(parts: string, { error, stopped }: SyncOutcome): string {
	const ending = error === null ? stopped : 'failed';
	switch (ending) {
		case null:
			return parts || m.feeds_outcome_nothing();
		case 'failed':
			return parts === '' ? m.feeds_outcome_failed() : m.feeds_outcome_then_failed({ parts });
		case 'paused':
			return parts === '' ? m.feeds_outcome_paused() : m.feeds_outcome_then_paused({ parts });
		case 'cancelled':
			return parts === '' ? m.feeds_outcome_cancelled() : m.feeds_outcome_then_cancelled({ parts });
	}
}

/** What a sync has cost: "4 requests, 120 kB"; empty for one from before that was counted. */
export function trafficWords({ requests, bytes }: SyncOutcome): string {
	if (requests === 0) return '';
	const asked = m.feeds_requests({ count: requests });
	return bytes === 0 ? asked : formatEnumeration([asked, formatBytes(bytes)]);
}

/** Minutes between automatic syncs as a choice: "Every 15 minutes"; null is "Only when I ask". */
export function intervalWords(minutes: number | null): string {
	if (minutes === null) return m.settings_interval_asked();
	if (minutes === 1440) return m.settings_interval_day();
	if (minutes === 60) return m.settings_interval_hour();
	return minutes % 60 === 0
		? m.settings_interval_hours({ count: minutes / 60 })
		: m.settings_interval_minutes({ count: minutes });
}
