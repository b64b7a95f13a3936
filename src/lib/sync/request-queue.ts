/** A request that waits for its turn. */
interface Waiting {
	host: string;
	start: () => void;
}

/** Lets requests through a few at a time, so that no site is pressed. They go in the order in which they came. */
export class RequestQueue {
	readonly #perHost: number;
	readonly #inAll: number;
	readonly #running = new Map<string, number>();
	#count = 0;
	#waiting: Waiting[] = [];

	/**
	 * @param perHost requests at the same time to one host
	 * @param inAll requests at the same time
	 */
	constructor(perHost = 2, inAll = 6) {
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
		try {
			return await request();
		} finally {
			this.#count -= 1;
			this.#running.set(host, this.#runningAt(host) - 1);
			if (this.#runningAt(host) === 0) this.#running.delete(host);
			this.#startNext();
		}
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
