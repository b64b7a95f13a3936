/** Ends work that takes too long or is no longer wanted. */
export interface Watchdog {
	/** Hand this to what is watched, so that it stops too. */
	signal: AbortSignal;
	/** The result of `work`, or the reason of the abort if that comes first, even if `work` heeds no signal. */
	race: <T>(work: Promise<T>) => Promise<T>;
	/** Something came: the time without progress starts anew. */
	progress: () => void;
	/** To be called when the work is done; ends what is still under way. */
	stop: () => void;
}

/**
 * @param idle longest time without progress, in milliseconds
 * @param total longest time at all, in milliseconds
 * @param onTimeout makes the reason of an abort by time
 * @param outer its abort, with its reason, is passed on
 */
export function startWatchdog(
	idle: number,
	total: number,
	onTimeout: () => Error,
	outer: AbortSignal | undefined
): Watchdog {
	const controller = new AbortController();
	const timeOut = () => controller.abort(onTimeout());
	const passOn = () => controller.abort(outer?.reason);
	const aborted = new Promise<never>((_, reject) => {
		controller.signal.addEventListener('abort', () => {
			// The reason is an Error: one of ours, or the caller's own.
			reject(controller.signal.reason as Error);
		});
	});
	// Whoever races hears of it; without a race there is nobody to tell.
	aborted.catch(() => undefined);
	let idleTimer = setTimeout(timeOut, idle);
	const totalTimer = setTimeout(timeOut, total);
	if (outer?.aborted === true) passOn();
	else outer?.addEventListener('abort', passOn, { once: true });
	return {
		signal: controller.signal,
		race: (work) => Promise.race([aborted, work]),
		progress: () => {
			clearTimeout(idleTimer);
			idleTimer = setTimeout(timeOut, idle);
		},
		stop: () => {
			clearTimeout(idleTimer);
			clearTimeout(totalTimer);
			outer?.removeEventListener('abort', passOn);
			controller.abort();
		}
	};
}
