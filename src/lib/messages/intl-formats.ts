/* What compiled messages count and number with. To make a format takes a thousand times as long as to use it. */

const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

/** `count` as `locale` writes it. */
export function number(locale: string, count: unknown, options: Intl.NumberFormatOptions = {}): string {
	return madeOnce(numbers, locale, options, Intl.NumberFormat).format(Number(count));
}

/** The plural category of `count`, such as "one" or "other". */
export function plural(locale: string, count: unknown, options: Intl.PluralRulesOptions = {}): string {
	return madeOnce(plurals, locale, options, Intl.PluralRules).select(Number(count));
}

function madeOnce<Format, Options>(
	made: Map<string, Format>,
	locale: string,
	options: Options,
	Make: new (locale: string, options: Options) => Format
): Format {
	const key = locale + JSON.stringify(options);
	const format = made.get(key) ?? new Make(locale, options);
	made.set(key, format);
	return format;
}
