import { say } from '$lib/messages/problem-words';
import { shortened } from '$lib/model/visible-text';
import { decodeText, mediaType } from './decode-text';
import { statusError } from './http-status';
import { hostName } from '$lib/sources/http-url';
import { networkError, networkFailureAt } from './network-error';
import type { FetchedText, SourceContext } from '$lib/sources/source';
import { SourceError } from '$lib/sources/source-error';
import { startWatchdog, type Watchdog } from './watchdog';

/** What a fetcher is made of. */
export interface FetchTextOptions {
	fetch: (url: string, init: RequestInit) => Promise<Response>;
	/** Whether the browser believes to be connected. */
	isOnline: () => boolean;
	/** Longest answer in bytes, unpacked; 64 MiB when not given. */
	maxBytes?: number;
	/** Longest time without progress in milliseconds; 30 seconds when not given. */
	timeout?: number;
	/** Longest time of one request in milliseconds, however it goes on; 15 minutes when not given. */
	longest?: number;
	/** Its abort ends every request, which then throws the signal's reason as it is. */
	signal?: AbortSignal;
	/** Makes text of an answer; as feeds say how, when not given. */
	decode?: (bytes: Uint8Array, contentType: string) => string;
	/** UTC milliseconds. */
	now?: () => number;
	/** Whether this app was loaded over https; looked up when not given. */
	isSecurePage?: boolean;
}

/** Nothing that needs the server's leave (a CORS preflight): feed servers do not answer those. */
const REQUEST: RequestInit = {
	method: 'GET',
	// Asks the server whether the copy in the browser's cache is still good.
	cache: 'no-cache',
	credentials: 'omit',
	referrerPolicy: 'no-referrer',
	redirect: 'follow'
};
/** At most 128 characters: what is longer needs the server's leave. */
const ACCEPT =
	'application/feed+json, application/json;q=0.9, application/atom+xml, application/rss+xml, */*;q=0.5';

/** Bytes of a failed answer that are looked at. */
const BEGINNING = 4096;

const MEBIBYTE = 1024 * 1024;
const LARGEST = 64 * MEBIBYTE;
const PATIENCE = 30_000;
const LONGEST = 15 * 60_000;

type Settings = Required<Omit<FetchTextOptions, 'signal'>> & Pick<FetchTextOptions, 'signal'>;

/**
 * Makes the function that sources fetch with: nothing is sent but the address, and every answer is bounded in size and time.
 * It throws a SourceError for every failure, and the reason of `signal` when that aborts.
 */
export function createFetchText(options: FetchTextOptions): SourceContext['fetchText'] {
	const settings: Settings = {
		maxBytes: LARGEST,
		timeout: PATIENCE,
		longest: LONGEST,
		decode: decodeText,
		now: Date.now,
		isSecurePage: isSecurePage(),
		...options
	};
	return async (url) => {
		// A checkpoint may come from a file that somebody else has written.
		if (!/^https?:/i.test(url)) throw notOfTheWeb(url);
		const watchdog = watch(url, settings);
		try {
			return await fetchText(url, settings, watchdog);
		} catch (error) {
			// What is watched fails in its own ways when it is stopped; why it was stopped is what counts.
			throw watchdog.signal.aborted ? watchdog.signal.reason : error;
		} finally {
			watchdog.stop();
		}
	};
}

/** Of a worker made from a blob, only the origin tells. */
function isSecurePage(): boolean {
	return typeof location !== 'undefined' && location.origin.startsWith('https:');
}

function watch(url: string, { timeout, longest, signal }: Settings): Watchdog {
	const onTimeout = () =>
		new SourceError('timeout', say('fetch_timeout', { host: hostName(url) }), say('fetch_timeout_advice'));
	return startWatchdog(timeout, longest, onTimeout, signal);
}

async function fetchText(url: string, settings: Settings, watchdog: Watchdog): Promise<FetchedText> {
	const response = await answerOf(url, settings, watchdog);
	watchdog.progress();
	if (!response.ok) {
		throw statusError(response, await beginningOf(response, watchdog), url, settings.now());
	}
	const bytes = await bytesOf(response, url, settings, watchdog);
	const contentType = response.headers.get('Content-Type') ?? '';
	return {
		url: response.url === '' ? url : response.url,
		text: settings.decode(bytes, contentType),
		mimeType: mediaType(contentType),
		headers: response.headers,
		bytes: bytes.byteLength
	};
}

/** What a failed request says for itself, as far as that can be read; the rest is not waited for. */
async function beginningOf(response: Response, watchdog: Watchdog): Promise<string> {
	const reader = response.body?.getReader();
	try {
		const { value } = await watchdog.race<{ value?: Uint8Array | undefined }>(
			reader?.read() ?? Promise.resolve({})
		);
		return decodeText(value?.subarray(0, BEGINNING) ?? new Uint8Array(), 'text/plain');
	} catch (error) {
		if (error instanceof TypeError) return '';
		throw error;
	} finally {
		// One that has failed has nothing left to end, and has said why above.
		await reader?.cancel().catch(() => undefined);
	}
}

async function answerOf(url: string, settings: Settings, watchdog: Watchdog): Promise<Response> {
	const { signal } = watchdog;
	try {
		return await watchdog.race(settings.fetch(url, { ...REQUEST, headers: { Accept: ACCEPT }, signal }));
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		throw networkError(
			await networkFailureAt(url, { ...settings, answers: () => answers(url, settings, watchdog) }),
			url
		);
	}
}

/** Whether the server answers a request of which nothing may be read. */
async function answers(url: string, settings: Settings, watchdog: Watchdog): Promise<boolean> {
	const { signal } = watchdog;
	try {
		await watchdog.race(settings.fetch(url, { ...REQUEST, mode: 'no-cors', signal }));
		return true;
	} catch (error) {
		if (error instanceof TypeError) return false;
		throw error;
	}
}

async function bytesOf(
	response: Response,
	url: string,
	{ maxBytes, isOnline }: Settings,
	watchdog: Watchdog
): Promise<Uint8Array> {
	const announced = Number(response.headers.get('Content-Length'));
	if (announced > maxBytes) {
		await discard(response);
		throw tooLarge(url, maxBytes);
	}
	const reader = response.body?.getReader();
	const chunks: Uint8Array[] = [];
	let size = 0;
	while (reader !== undefined) {
		const { done, value } = await watchdog.race(reader.read()).catch((error: unknown) => {
			throw error instanceof TypeError ? cutOff(url, isOnline()) : error;
		});
		if (done) break;
		watchdog.progress();
		chunks.push(value);
		size += value.byteLength;
		if (size > maxBytes) {
			await reader.cancel();
			throw tooLarge(url, maxBytes);
		}
	}
	return joined(chunks, size);
}

/** Tells the server that the rest is not needed. */
async function discard(response: Response): Promise<void> {
	await response.body?.cancel();
}

function joined(chunks: Uint8Array[], size: number): Uint8Array {
	const bytes = new Uint8Array(size);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.byteLength;
	}
	return bytes;
}

function notOfTheWeb(url: string): SourceError {
	const message = say('fetch_not_of_web', { address: shortened(url, 60) });
	return new SourceError('invalid-address', message, say('fetch_not_of_web_advice'));
}

function tooLarge(url: string, maxBytes: number): SourceError {
	const size = Math.round(maxBytes / MEBIBYTE);
	const message = say('fetch_too_large', { host: hostName(url), size });
	return new SourceError('too-large', message, say('fetch_too_large_advice'));
}

function cutOff(url: string, isOnline: boolean): SourceError {
	if (!isOnline) return networkError('offline', url);
	const message = say('fetch_broke_off', { host: hostName(url) });
	return new SourceError('unreachable', message, say('fetch_broke_off_advice'));
}
