/** A request that waits for its turn. */
interface Waiting {
	host: string;
	start: () => void;
}

/** The first number that is free; taking and freeing it. */
class Slots {
	readonly #taken = new Set<number>();

	get count(): number {
		return this.#taken.size;
	}

	take(): number {
		let slot = 0;
		while (this.#taken.has(slot)) slot += 1;
		this.#taken.add(slot);
		return slot;
	}

	free(slot: number): void {
		this.#taken.delete(slot);
	}
}

/**
 * Lets requests through a few at a time, so that no site is pressed. They go in the order in which they came. Tabs and the
 * service worker share the same few through locks, each request holding one for its place at its host and one for its place in all.
 */
export class RequestQueue {
	readonly #locks: LockManager | null;
	readonly #perHost: number;
	readonly #inAll: number;
	readonly #hosts = new Map<string, Slots>();
	readonly #all = new Slots();
	/** Requests that have their turn, by host: those that are about to take a slot count, too. */
	readonly #running = new Map<string, number>();
	#count = 0;
	#waiting: Waiting[] = [];

	/**
	 * @param locks null where the browser has none; then each tab counts for itself
	 * @param perHost requests at the same time to one host
	 * @param inAll requests at the same time
	 */
	constructor(locks: LockManager | null, perHost = 2, inAll = 6) {
		this.#locks = locks;
		this.#perHost = perHost;
		this.#inAll = inAll;
	}

	/**
	 * The result of `request`, which is begun when there is room.
	 * @param signal a request that still waits when it aborts is never begun, and throws its reason
	 */
	async run<T>(url: string, signal: AbortSignal | undefined, request: () => Promise<T>): Promise<T> {
		const { host } = new URL(url);
		await this.#turn(host, signal);
		const slots = this.#hosts.get(host) ?? new Slots();
		this.#hosts.set(host, slots);
		const [ofHost, ofAll] = [slots.take(), this.#all.take()];
		try {
			// Always in this order: whoever holds a place in all waits for nobody.
			return await this.#locked(`backlist-host-${host}-${ofHost}`, signal, () =>
				this.#locked(`backlist-request-${ofAll}`, signal, request)
			);
		} finally {
			slots.free(ofHost);
			this.#all.free(ofAll);
			if (slots.count === 0) this.#hosts.delete(host);
			this.#leave(host);
		}
	}

	async #locked<T>(name: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
		if (this.#locks === null) return work();
		return await this.#locks.request(name, { ...(signal && { signal }) }, work);
	}

	#leave(host: string): void {
		this.#count -= 1;
		this.#running.set(host, this.#runningAt(host) - 1);
		if (this.#runningAt(host) === 0) this.#running.delete(host);
		this.#startNext();
	}

	#turn(host: string, signal: AbortSignal | undefined): Promise<void> {
		return new Promise((resolve, reject) => {
			const waiting: Waiting = {
				host,
				start: () => {
					signal?.removeEventListener('abort', leave);
					resolve();
				}
			};
			const leave = () => {
				this.#waiting = this.#waiting.filter((other) => other !== waiting);
				reject(signal?.reason as Error);
			};
			if (signal?.aborted === true) {
				leave();
				return;
			}
			signal?.addEventListener('abort', leave, { once: true });
			this.#waiting.push(waiting);
			this.#startNext();
		});
	}

	#startNext(): void {
		while (this.#count < this.#inAll) {
			const index = this.#waiting.findIndex(({ host }) => this.#runningAt(host) < this.#perHost);
			const [next] = index < 0 ? [] : this.#waiting.splice(index, 1);
			if (next === undefined) return;
			this.#count += 1;
			this.#running.set(next.host, this.#runningAt(next.host) + 1);
			next.start();
		}
	}

	#runningAt(host: string): number {
		return this.#running.get(host) ?? 0;
	}
}
