// Sums up how long things took; used by the pages and by the program that drives them.

/**
 * Milliseconds, over many of the same kind.
 * @typedef {{ p50: number, p95: number, max: number, mean: number, count: number }} Timing
 */

/**
 * @param {readonly number[]} samples
 * @returns {Timing | null} null when nothing was measured
 */
export function timingOf(samples) {
	if (samples.length === 0) return null;
	const sorted = [...samples].sort((a, b) => a - b);
	/** @param {number} share */
	const at = (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
	const mean = sorted.reduce((sum, sample) => sum + sample, 0) / sorted.length;
	return { p50: at(0.5), p95: at(0.95), max: at(1), mean, count: sorted.length };
}

/**
 * @param {() => unknown} work
 * @returns {Promise<number>} milliseconds that it took
 */
export async function timed(work) {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
}
