/** How many posts of a list are from one month. */
export interface MonthCount {
	/** UTC milliseconds at which it begins in the reader's time zone. */
	from: number;
	/** At least 1. */
	count: number;
}
