import type { RequestQueue } from '$lib/sync/request-queue';

/** A picture that has come. */
export interface FetchedPicture {
	file: Response;
	/** Null where the host hides it from other sites. */
	bytes: number | null;
}

/** Why a picture has not come: it is not there or none, its host is busy or cannot be reached, or it was called off. */
export type PictureFailure = 'missing' | 'unreachable' | 'stopped';

/** Bytes beyond which a picture is none for reading. */
const LARGEST = 25_000_000;
/** Milliseconds. */
const LONGEST = 60_000;
/** The host asks to be left alone. */
const BUSY: readonly number[] = [429, 503];

/** Fetches pictures as pages do: without cookies and without saying where they are shown. */
export class PictureFetcher {
	readonly #queue: RequestQueue;
	readonly #fetch: typeof fetch;
	/** Hosts that do not let other sites read what they answer. */
	readonly #closed = new Set<string>();

	constructor(queue: RequestQueue, fetchAny: typeof fetch) {
		this.#queue = queue;
		this.#fetch = fetchAny;
	}

	/** One that its host hides comes as an opaque answer: it can be shown, and neither its size nor its kind be known. */
	async fetch(url: string, signal: AbortSignal): Promise<FetchedPicture | PictureFailure> {
		const within = AbortSignal.any([signal, AbortSignal.timeout(LONGEST)]);
		try {
			return await this.#queue.run(url, within, () => this.#answer(url, within));
		} catch (error) {
			if (signal.aborted) return 'stopped';
			// A failed request, or one that took too long.
			if (error instanceof TypeError || error instanceof DOMException) return 'unreachable';
			throw error;
		}
	}

	async #answer(url: string, signal: AbortSignal): Promise<FetchedPicture | PictureFailure> {
		const { host } = new URL(url);
		const ask: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', signal };
		if (!this.#closed.has(host)) {
			const answer = await this.#fetch(url, { ...ask, mode: 'cors' }).catch((error: unknown) => {
				if (error instanceof TypeError) return null;
				throw error;
			});
			if (answer !== null) return readable(answer);
		}
		// It is not said whether the host forbids reading or cannot be reached: now it is.
		const file = await this.#fetch(url, { ...ask, mode: 'no-cors' });
		this.#closed.add(host);
		return { file, bytes: null };
	}
}

async function readable(answer: Response): Promise<FetchedPicture | PictureFailure> {
	if (BUSY.includes(answer.status)) return 'unreachable';
	const type = answer.headers.get('content-type') ?? '';
	const isPicture = /^image\/|^application\/octet-stream|^$/i.test(type);
	if (!answer.ok || !isPicture || Number(answer.headers.get('content-length')) > LARGEST) {
		await answer.body?.cancel();
		return 'missing';
	}
	const blob = await answer.blob();
	if (blob.size === 0 || blob.size > LARGEST) return 'missing';
	// Only what shows it: a `Vary` would keep it from being found.
	return { file: new Response(blob, { headers: { 'Content-Type': type } }), bytes: blob.size };
}
