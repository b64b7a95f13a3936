import type { Problem } from '$lib/model/problem';
import { visibleLine } from '$lib/model/visible-text';

/** Every way in which fetching or reading a feed can fail. */
export type SourceErrorCode =
	| 'invalid-address'
	| 'offline'
	| 'unreachable'
	| 'blocked-by-cors'
	| 'insecure-address'
	| 'not-found'
	| 'refused'
	| 'rate-limited'
	| 'server-error'
	| 'timeout'
	| 'too-large'
	| 'invalid-json'
	| 'not-a-feed'
	| 'unsupported-format'
	| 'too-many-pages'
	| 'page-loop'
	| 'invalid-xml'
	| 'api-closed'
	| 'no-relay';

/** What a program needs to know of a failure; the reader never sees it. */
export interface SourceErrorDetails {
	/** Milliseconds that the site asks to be left alone (`Retry-After`). */
	retryAfter?: number | null;
	/** HTTP status of the answer. */
	status?: number;
	/** Beginning of the answer's text. */
	answer?: string;
	/** Host of the relay that the answer came through, or did not. */
	relay?: string;
}

/** Longest message, in UTF-16 units: it may hold what the site or a file calls itself. */
const LONGEST_MESSAGE = 2000;

/** A failure with words for the reader: `message` says what happened, in one line of text, `advice` what to do. */
export class SourceError extends Error {
	override readonly name = 'SourceError';

	constructor(
		readonly code: SourceErrorCode,
		message: string,
		readonly advice: string,
		readonly details: SourceErrorDetails = {}
	) {
		super(visibleLine(message, LONGEST_MESSAGE));
	}

	/** What is kept on the feed. */
	toProblem(): Problem {
		return { code: this.code, message: this.message, advice: this.advice };
	}
}
