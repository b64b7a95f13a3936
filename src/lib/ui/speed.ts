import { spokenLocale } from '$lib/messages/messages';

/** Times the usual speed, as "1.25×". */
export const formatSpeed = (speed: number): string =>
	`${new Intl.NumberFormat(spokenLocale(), { maximumFractionDigits: 2 }).format(speed)}×`;
