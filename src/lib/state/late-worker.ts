import type { Endpoint } from 'comlink';

interface Message {
	message: unknown;
	transfer: Transferable[];
}

/** A worker that is started once the page has time for it; what is said to it before waits for it. */
export class LateWorker implements Endpoint {
	readonly #create: () => Worker;
	#worker: Worker | null = null;
	#messages: Message[] = [];
	readonly #listeners: Parameters<Endpoint['addEventListener']>[] = [];

	constructor(create: () => Worker) {
		this.#create = create;
	}

	/** Starts it, once. (comlink itself calls what is named `start`.) */
	begin(): void {
		if (this.#worker !== null) return;
		const worker = this.#create();
		this.#worker = worker;
		for (const listener of this.#listeners) worker.addEventListener(...listener);
		for (const { message, transfer } of this.#messages) worker.postMessage(message, transfer);
		this.#messages = [];
	}

	postMessage(message: unknown, transfer: Transferable[] = []): void {
		if (this.#worker === null) this.#messages.push({ message, transfer });
		else this.#worker.postMessage(message, transfer);
	}

	addEventListener(...listener: Parameters<Endpoint['addEventListener']>): void {
		this.#listeners.push(listener);
		this.#worker?.addEventListener(...listener);
	}

	removeEventListener(...[type, listener, options]: Parameters<Endpoint['removeEventListener']>): void {
		const at = this.#listeners.findIndex(([otherType, other]) => otherType === type && other === listener);
		if (at !== -1) this.#listeners.splice(at, 1);
		this.#worker?.removeEventListener(type, listener, options);
	}
}
