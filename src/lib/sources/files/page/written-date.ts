const MONTH = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?`;
const DAY = String.raw`\d\d?(?:st|nd|rd|th|\.)?`;
const DATE = [
	String.raw`${MONTH}\s+${DAY},?\s+\d{4}`,
	String.raw`${DAY}\s+(?:of\s+)?${MONTH},?\s+\d{4}`,
	String.raw`\d{4}[-/.]\d\d?[-/.]\d\d?`,
	String.raw`\d\d?[/.]\d\d?[/.]\d{4}`
].join('|');
const CLOCK = String.raw`(?:T|\s*,?\s*(?:at|@|\||-)?\s*)(\d\d?:\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?)(?:\s*(?:[A-Z]{2,5}|[+-]\d\d:?\d\d))?`;
/** A date in English or in digits; where a page shows both, followed by that of its last change. */
const WRITTEN = new RegExp(
	String.raw`^(?:[a-z]{3,9},?\s+)?(${DATE})(?:${CLOCK})?(?:\s*(?:[a-z]{3,9},?\s+)?(?:${DATE})(?:${CLOCK})?)?$`,
	'i'
);
const IN_DIGITS = /^(\d\d?)([/.])(\d\d?)[/.](\d{4})$/;

/**
 * The first date of `text`, in a form that `dateOf` reads; null when the text is something else. `31/12/2006` and
 * `12/31/2006` say themselves which number is the month. `01/02/2006` does not: it is 2 January, month first as in the
 * English of America, WordPress's own; with dots, `01.02.2006`, it is 1 February, as nobody writes the month first so.
 */
export function writtenDate(text: string): string | null {
	const match = WRITTEN.exec(text.trim());
	if (match === null) return null;
	const [, date = '', clock] = match;
	const day = date.replace(/\bof\s+/i, '').replace(/sept\b/i, 'sep');
	return [inOrder(day), clock?.replace(/\s+/g, ' ')].filter((part) => part !== undefined).join(' ');
}

function inOrder(date: string): string {
	const match = IN_DIGITS.exec(date);
	if (match === null) return date;
	const [, first = '', sign, second = '', year = ''] = match;
	const isDayFirst = sign === '.' ? Number(second) <= 12 : Number(first) > 12;
	const [month, day] = isDayFirst ? [second, first] : [first, second];
	return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
