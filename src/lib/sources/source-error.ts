import { newProblem, type Problem, type Words } from '$lib/model/problem';

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

/** A failure with words for the reader: `message` says what happened, in one line of text, `advice` what to do. */
export class SourceError extends Error {
	override readonly name = 'SourceError';
	readonly advice: string;
	readonly #problem: Problem;

	constructor(
		readonly code: SourceErrorCode,
		message: Words,
		advice: Words,
		readonly details: SourceErrorDetails = {}
	) {
		const problem = newProblem(code, message, advice);
		super(problem.message);
		this.advice = problem.advice;
		this.#problem = problem;
	}

	/** What is kept on the feed. */
	toProblem(): Problem {
		return this.#problem;
	}
}
