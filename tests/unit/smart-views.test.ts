import { expect, test } from 'vitest';
import { smartViews, type SmartViewName } from '$lib/model/smart-views';
import { searchOf, viewOf } from '$lib/model/view';

/** A Friday. */
const now = new Date(2026, 10, 27, 15, 30).getTime();

function viewsFrom(search: string, firstDay = 1) {
	return smartViews(viewOf(new URLSearchParams(search)), { now, firstDay, seed: 42 });
}
function leadsTo(name: SmartViewName, from = '', firstDay = 1): string {
	return decodeURIComponent(searchOf(viewsFrom(from, firstDay).find((one) => one.name === name)!.view));
}
const current = (search: string) =>
	viewsFrom(search)
		.filter(({ isCurrent }) => isCurrent)
		.map(({ name }) => name);

test('each leads to an address that gives the same posts tomorrow too', () => {
	expect(leadsTo('today')).toBe('?from=2026-11-27&to=2026-11-27');
	expect(leadsTo('week')).toBe('?from=2026-11-23&to=2026-11-29');
	expect(leadsTo('onThisDay')).toBe('?on=11-27');
	expect(leadsTo('longestUnread')).toBe('?is=unread&sort=longest');
	expect(leadsTo('random')).toBe('?sort=random&seed=42');
});

test('a week begins where the reader lives', () => {
	expect(leadsTo('week', '', 7)).toBe('?from=2026-11-22&to=2026-11-28');
	expect(leadsTo('week', '', 6)).toBe('?from=2026-11-21&to=2026-11-27');
	expect(leadsTo('week', '', 5)).toBe('?from=2026-11-27&to=2026-12-03');
});

test('what narrows the view by name stays, and so does an order of dates', () => {
	expect(leadsTo('unread', '?q=tea&category=Bees&feed=f&sort=oldest')).toBe(
		'?q=tea&category=Bees&feed=f&is=unread&sort=oldest'
	);
	expect(leadsTo('today', '?is=starred&on=11-27&category=Bees')).toBe(
		'?category=Bees&from=2026-11-27&to=2026-11-27'
	);
	expect(leadsTo('starred', '?from=2019-03-01&to=2019-03-31')).toBe(
		'?from=2019-03-01&to=2019-03-31&is=starred'
	);
});

test('one view takes the place of another', () => {
	expect(leadsTo('unread', '?from=2026-11-27&to=2026-11-27')).toBe('?is=unread');
	expect(leadsTo('starred', '?is=unread&sort=longest')).toBe('?is=starred');
	expect(leadsTo('all', '?sort=random&seed=5')).toBe('');
	expect(leadsTo('random', '?sort=random&seed=5'), 'another press, another order').toBe(
		'?sort=random&seed=6'
	);
});

test.each([
	['', 'all'],
	['?sort=oldest&category=Bees', 'all'],
	['?is=unread', 'unread'],
	['?is=starred&q=tea', 'starred'],
	['?from=2026-11-27&to=2026-11-27', 'today'],
	['?from=2026-11-23&to=2026-11-29', 'week'],
	['?on=11-27', 'onThisDay'],
	['?is=unread&sort=longest', 'longestUnread'],
	['?sort=random&seed=9', 'random']
])('"%s" is %s alone', (search, name) => expect(current(search)).toEqual([name]));
