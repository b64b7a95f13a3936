import { createSubscriber } from 'svelte/reactivity';
import { spokenLocale } from '$lib/messages/messages';
import { dayAt } from '$lib/model/period';
import type { Surroundings } from '$lib/model/smart-views';
import { LARGEST_SEED } from '$lib/model/view';

const MONDAY = 1;
/** Milliseconds between two looks at the clock, also after the device has slept. */
const EVERY = 30_000;

const followClock = createSubscriber((update) => {
	const timer = setInterval(update, EVERY);
	return () => clearInterval(timer);
});

/** The day that it is, UTC milliseconds of its beginning; what is drawn with it is drawn again on the next day. */
export function today(): number {
	followClock();
	return dayAt(Date.now()).from;
}

/** Where smart views are looked at from, on the day that begins at `now`. Without `week` it does not matter when that begins. */
export function surroundings(now: number, week = true): Surroundings {
	return {
		now,
		firstDay: week ? firstDayOfWeek(spokenLocale()) : MONDAY,
		seed: Math.floor(Math.random() * LARGEST_SEED)
	};
}

let known: { locale: string | undefined; firstDay: number } | null = null;

/** Of a week where that language is spoken so: 1 for Monday to 7 for Sunday; Monday where the browser does not know. */
function firstDayOfWeek(locale: string | undefined): number {
	// To find out takes milliseconds.
	if (known?.locale !== locale || known === null) known = { locale, firstDay: findFirstDay(locale) };
	return known.firstDay;
}

function findFirstDay(locale: string | undefined): number {
	const found: Intl.Locale & WeekOfLocale = new Intl.Locale(
		locale ?? new Intl.DateTimeFormat().resolvedOptions().locale
	);
	return (found.getWeekInfo?.() ?? found.weekInfo)?.firstDay ?? MONDAY;
}

/** A method in newer browsers, a getter in older ones, in some neither. */
interface WeekOfLocale {
	getWeekInfo?: () => { firstDay: number };
	weekInfo?: { firstDay: number };
}
