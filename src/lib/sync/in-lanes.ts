/** Items handled at the same time. */
const LANES = 4;

/** Handles a few items at a time: one that takes long does not hold up the others. */
export async function inLanes<T>(items: readonly T[], handle: (item: T) => Promise<unknown>): Promise<void> {
	const waiting = [...items];
	const lane = async () => {
		for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await handle(item);
	};
	await Promise.all(Array.from({ length: LANES }, lane));
}
