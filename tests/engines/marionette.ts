import { connect, type Socket } from 'node:net';
import type { Command } from './webdriver';

interface Waiting {
	resolve: (value: unknown) => void;
	reject: (error: Error) => void;
}

/**
 * The door by which geckodriver drives Firefox: the commands of WebDriver in messages of `length:JSON`.
 * https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export class Marionette {
	readonly #socket: Socket;
	readonly #waiting = new Map<number, Waiting>();
	#sent = 0;
	#received = Buffer.alloc(0);

	private constructor(socket: Socket) {
		this.#socket = socket;
		socket.on('data', (data: Buffer) => this.#read(data));
		socket.on('error', (error) => this.#giveUp(error));
		socket.on('close', () => this.#giveUp(new Error('Firefox has ended.')));
	}

	static connect(port: number): Promise<Marionette> {
		return new Promise((resolve, reject) => {
			const socket = connect(port, '127.0.0.1');
			socket.once('error', reject);
			socket.once('connect', () => resolve(new Marionette(socket)));
		});
	}

	/** @throws {Error} in Firefox's words, or when it ends before it has answered */
	send(command: Command, parameters: Record<string, unknown>): Promise<unknown> {
		return new Promise((resolve, reject) => {
			this.#sent += 1;
			this.#waiting.set(this.#sent, { resolve, reject });
			const message = JSON.stringify([0, this.#sent, `WebDriver:${command}`, parameters]);
			this.#socket.write(`${Buffer.byteLength(message)}:${message}`);
		});
	}

	#read(data: Buffer): void {
		this.#received = Buffer.concat([this.#received, data]);
		for (;;) {
			const colon = this.#received.indexOf(':');
			if (colon === -1) return;
			const end = colon + 1 + Number(this.#received.subarray(0, colon).toString());
			if (this.#received.length < end) return;
			const message = JSON.parse(this.#received.subarray(colon + 1, end).toString()) as unknown;
			this.#received = this.#received.subarray(end);
			// The first one only says hello.
			if (Array.isArray(message)) this.#answer(message);
		}
	}

	#answer([, id, error, result]: unknown[]): void {
		const waiting = this.#waiting.get(Number(id));
		this.#waiting.delete(Number(id));
		if (error === null) waiting?.resolve(unwrapped(result));
		else waiting?.reject(new Error((error as { message: string }).message));
	}

	#giveUp(error: Error): void {
		for (const { reject } of this.#waiting.values()) reject(error);
		this.#waiting.clear();
	}
}

/** A plain value comes as `{ value }`. */
function unwrapped(result: unknown): unknown {
	return typeof result === 'object' && result !== null && 'value' in result ? result.value : result;
}
