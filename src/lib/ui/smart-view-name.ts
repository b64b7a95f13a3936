import { m } from '$lib/messages/messages';
import type { SmartViewName } from '$lib/model/smart-views';

/** What a smart view is called. */
export function smartViewName(name: SmartViewName): string {
	switch (name) {
		case 'all':
			return m.archive_view_all();
		case 'unread':
			return m.archive_view_unread();
		case 'starred':
			return m.archive_view_starred();
		case 'today':
			return m.archive_view_today();
		case 'week':
			return m.archive_view_week();
		case 'onThisDay':
			return m.archive_view_on_this_day();
		case 'longestUnread':
			return m.archive_view_longest_unread();
		case 'random':
			return m.archive_view_random();
	}
}
