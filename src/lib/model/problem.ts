import { visibleLine } from './visible-text';

/** Something that went wrong, in words a person can act on. */
export interface Problem {
	/** Stable name of the cause, such as `blocked-by-cors`. */
	code: string;
	/** What happened. */
	message: string;
	/** What to do about it. */
	advice: string;
}

/** For a fault of ours: what was thrown is told as it is, since nobody foresaw it. */
export function unexpectedProblem(thrown: unknown): Problem {
	const reason = visibleLine(thrown instanceof Error ? thrown.message : String(thrown));
	return {
		code: 'unexpected',
		message: `Something went wrong that should not have (${reason}).`,
		advice: 'Everything kept before is still here. Reload the page; if it happens again, please tell us.'
	};
}
