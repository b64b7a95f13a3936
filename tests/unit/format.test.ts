import { afterEach, expect, test } from 'vitest';
import { speak, spokenLocale } from '$lib/messages/messages';
import { formatDecimal, formatEnumeration, formatList, formatReadingTime, formatShare } from '$lib/ui/format';

afterEach(() => speak('en'));

test('numbers, lists and minutes follow the language spoken, each time it changes', async () => {
	await speak('en', ['en-US']);
	expect(formatEnumeration(['3 new', '1 edited', '2 left out'])).toBe('3 new, 1 edited, 2 left out');
	expect(formatList(['12 comments', '3 stars', 'your read marks'])).toBe(
		'12 comments, 3 stars, and your read marks'
	);
	expect(formatReadingTime(1000)).toBe('4 min');
	expect(formatDecimal(1.6)).toBe('1.6');

	await speak('de', ['de-AT']);
	expect(formatEnumeration(['a', 'b', 'c'])).toBe('a, b und c');
	expect(formatShare(0.25)).toMatch(/^25\s%$/);
	expect(formatReadingTime(1000)).toBe('4 Min.');
	expect(formatDecimal(1.6)).toBe('1,6');
});

test('a tag of the browser that Intl does not take gives way to the next, or to the language itself', async () => {
	await speak('en', ['en-US@posix', 'en-GB']);
	expect(spokenLocale()).toBe('en-GB');
	await speak('de', ['de-DE@euro']);
	expect(spokenLocale()).toBe('de');
	expect(formatDecimal(1.6)).toBe('1,6');
});

test('a list of nothing is nothing, and of one is that one', () => {
	expect(formatEnumeration([])).toBe('');
	expect(formatEnumeration(['12 comments'])).toBe('12 comments');
});
