// Prints tables that a person can read.

/**
 * Rows under a line of headings, each column as wide as it must be; numbers to the right.
 * @param {string[]} headings
 * @param {string[][]} rows
 * @returns {string}
 */
export function table(headings, rows) {
	const widths = headings.map((heading, i) =>
		Math.max(...[heading, ...rows.map((row) => row[i] ?? '')].map(length))
	);
	/** @param {string[]} cells */
	const line = (cells) =>
		cells.map((cell, i) => (i === 0 ? padEnd : padStart)(cell, widths[i] ?? 0)).join('  ');
	return [line(headings), widths.map((width) => '─'.repeat(width)).join('──'), ...rows.map(line)].join('\n');
}

/** @param {string} text */
const length = (text) => [...text].length;

/**
 * @param {string} text
 * @param {number} width
 */
const padEnd = (text, width) => text + ' '.repeat(width - length(text));

/**
 * @param {string} text
 * @param {number} width
 */
const padStart = (text, width) => ' '.repeat(width - length(text)) + text;

/** @param {number | null | undefined} milliseconds */
export function ms(milliseconds) {
	if (milliseconds == null) return '–';
	if (milliseconds >= 100) return Math.round(milliseconds).toLocaleString('en');
	return milliseconds.toFixed(milliseconds >= 10 ? 1 : 2);
}

/** @param {number | null | undefined} bytes */
export function megabytes(bytes) {
	return bytes == null ? '–' : (bytes / 1e6).toFixed(1);
}

/**
 * The middle and the slow end.
 * @param {import('./timing.mjs').Timing | null | undefined} timing
 */
export function spread(timing) {
	return timing == null ? '–' : `${ms(timing.p50)} / ${ms(timing.p95)}`;
}
