import { m } from '$lib/messages/messages';
import { dayAt, dayInYear, monthAt, weekAt, type Period } from '$lib/model/period';
import type { LibraryView } from '$lib/model/view';
import { formatDayOfYear, formatLongDate, formatMonth, formatYear } from './format';

/** What a view of the library is called, on the day that has the moment `now`. */
export function viewTitle(view: LibraryView, feedTitle: string | null, now = Date.now()): string {
	const parts = [
		titleOfMarks(view),
		feedTitle,
		...view.categories,
		view.author,
		view.tag,
		titleOfDay(view),
		titleOfPeriod(view, now)
	].filter((part) => part !== null);
	// Names side by side make no sentence in any language.
	return parts.length === 0 ? m.archive_title_all() : parts.join(' · ');
}

function titleOfMarks({ is, sort }: LibraryView): string | null {
	if (sort === 'random') return m.archive_view_random();
	if (is === 'starred') return m.archive_view_starred();
	if (is === 'unread') return sort === 'longest' ? m.archive_view_longest_unread() : m.archive_view_unread();
	return null;
}

function titleOfDay({ on }: LibraryView): string | null {
	// A leap year has all days.
	const day = on === null ? null : dayInYear(on, 2000);
	return day === null ? null : m.archive_title_on_this_day({ day: formatDayOfYear(day.from) });
}

function titleOfPeriod({ from, to }: LibraryView, now: number): string | null {
	if (from === null) return to === null ? null : m.archive_title_until({ day: formatLongDate(to - 1) });
	if (to === null) return m.archive_title_from({ day: formatLongDate(from) });
	const is = (period: Period) => period.from === from && period.to === to;
	if (is(dayAt(now))) return m.archive_view_today();
	if ([1, 6, 7].some((firstDay) => is(weekAt(now, firstDay)))) return m.archive_view_week();
	if (is(dayAt(from))) return formatLongDate(from);
	if (is(monthAt(from))) return formatMonth(from);
	const year = new Date(from).getFullYear();
	const isYear = from === dayInYear('01-01', year)?.from && to === dayInYear('12-31', year)?.to;
	if (isYear) return formatYear(from);
	return m.archive_title_period({ first: formatLongDate(from), last: formatLongDate(to - 1) });
}
