import { m, spokenLocale } from '$lib/messages/messages';
import { periodOf } from '$lib/model/period';
import type { CompletionDetail } from '$lib/search/answer';
import type { OperatorName } from '$lib/search/query/operators';

/** What an operator of the search asks for, in a few words. */
export function operatorMeaning(name: OperatorName): string {
	switch (name) {
		case 'title':
			return m.search_operator_title();
		case 'category':
			return m.search_operator_category();
		case 'tag':
			return m.search_operator_tag();
		case 'author':
			return m.search_operator_author();
		case 'feed':
			return m.search_operator_feed();
		case 'before':
			return m.search_operator_before();
		case 'after':
			return m.search_operator_after();
		case 'is':
			return m.search_operator_is();
		case 'has':
			return m.search_operator_has();
	}
}

/** What a way to go on means, or how many posts it has. */
export function detailWords(detail: CompletionDetail): string {
	switch (detail.kind) {
		case 'operator':
			return operatorMeaning(detail.operator);
		case 'value':
			return valueMeaning(detail.value);
		case 'name':
			return m.shell_posts({ count: detail.count });
		case 'before':
			return m.search_before_period({ period: periodName(detail.period) });
		case 'after':
			return m.search_from_period({ period: periodName(detail.period) });
	}
}

/** @param value of `is:` or `has:` */
function valueMeaning(value: string): string {
	switch (value) {
		case 'unread':
			return m.search_is_unread();
		case 'read':
			return m.search_is_read();
		case 'starred':
			return m.search_is_starred();
		case 'withdrawn':
			return m.search_is_withdrawn();
		case 'image':
			return m.search_has_image();
		case 'audio':
			return m.search_has_audio();
		case 'comments':
			return m.search_has_comments();
		default:
			return '';
	}
}

/** @param period a year (`2019`) or a month (`2019-05`) */
function periodName(period: string): string {
	if (!period.includes('-')) return period;
	return new Intl.DateTimeFormat(spokenLocale(), { month: 'long', year: 'numeric' }).format(
		periodOf(period)?.from
	);
}
