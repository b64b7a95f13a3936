/** UTF-16 units of a quote that are enough to know it by. */
const ENOUGH = 200;

/** A quote, or so much of it as is well heard as the name of a control. */
export function beginningOf(quote: string): string {
	return quote.length <= ENOUGH ? quote : `${quote.slice(0, ENOUGH).toWellFormed().trimEnd()}…`;
}
