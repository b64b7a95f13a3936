import { expect, test } from 'vitest';
import { viewOf } from '$lib/model/view';
import { speak } from '$lib/messages/messages';
import { viewTitle } from '$lib/ui/view-title';

const now = new Date(2026, 10, 27, 9).getTime();
const titleOf = (search: string, feedTitle: string | null = null) =>
	viewTitle(viewOf(new URLSearchParams(search)), feedTitle, now);

test.each([
	['', 'All posts'],
	['?sort=oldest', 'All posts'],
	['?is=unread', 'Unread'],
	['?is=unread&sort=longest', 'Longest unread'],
	['?sort=random&seed=4', 'Random'],
	['?from=2026-11-27&to=2026-11-27', 'Today'],
	['?from=2026-11-23&to=2026-11-29', 'This week'],
	['?from=2019-03-01&to=2019-03-31', 'March 2019'],
	['?from=2019&to=2019', '2019'],
	['?from=2019-03-02&to=2019-03-02', '2 March 2019'],
	['?from=2019-03-02&to=2019-04-01', '2 March 2019 to 1 April 2019'],
	['?from=2019-03-02', 'From 2 March 2019'],
	['?to=2019-03-02', 'Until 2 March 2019'],
	['?on=11-27', 'On this day, 27 November'],
	['?on=02-29', 'On this day, 29 February'],
	['?is=starred&author=Ida&tag=tea', 'Starred · Ida · tea'],
	['?category=Winter&category=Ferry', 'Winter · Ferry']
])('"%s" is called "%s"', async (search, title) => {
	await speak('en', ['en-GB']);
	expect(titleOf(search)).toBe(title);
});

test('a feed is called by its title', () => {
	expect(titleOf('?feed=f&is=unread', 'Northern Letters')).toBe('Unread · Northern Letters');
});
