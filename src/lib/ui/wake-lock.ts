/**
 * Keeps the screen on, where the browser can; also when the reader comes back, since a page that is out of sight loses that.
 * @returns a function that lets it go dark again.
 */
export function keepAwake(): () => void {
	// Absent on addresses that are not secure, and in older browsers.
	const { wakeLock } = navigator as { wakeLock?: WakeLock };
	if (wakeLock === undefined) return () => undefined;
	const listening = new AbortController();
	let lock: WakeLockSentinel | null = null;
	let isAsking = false;
	const hold = async () => {
		if (document.visibilityState !== 'visible' || isAsking || lock?.released === false) return;
		isAsking = true;
		try {
			const held = await wakeLock.request('screen');
			if (listening.signal.aborted) void held.release();
			else lock = held;
		} catch (error) {
			// The system may refuse it, such as when the battery is low.
			if (!(error instanceof DOMException)) throw error;
		} finally {
			isAsking = false;
		}
	};
	document.addEventListener('visibilitychange', () => void hold(), { signal: listening.signal });
	void hold();
	return () => {
		listening.abort();
		void lock?.release();
	};
}
