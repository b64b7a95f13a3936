// Waits until other programs leave the processors alone: what is measured beside them says little.

import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';

/** Share of the processors' time that others may take. */
const CALM = 0.15;
/** Milliseconds of one look. */
const LOOK = 500;

/**
 * Resolves once the processors have little to do, or after `longest` milliseconds all the same.
 * @param {number} [longest]
 */
export async function quiet(longest = 5_000) {
	const end = performance.now() + longest;
	let before = spent();
	while (performance.now() < end) {
		await setTimeout(LOOK);
		const now = spent();
		const busy = 1 - (now.idle - before.idle) / (now.all - before.all);
		if (busy <= CALM) return;
		before = now;
	}
}

/** Milliseconds of all processors since the machine was started. */
function spent() {
	const times = cpus().map(({ times }) => times);
	return {
		idle: times.reduce((sum, { idle }) => sum + idle, 0),
		all: times.flatMap((one) => Object.values(one)).reduce((sum, time) => sum + time, 0)
	};
}
