import { say } from '$lib/messages/problem-words';
import { newProblem, unexpectedProblem, type Problem } from '$lib/model/problem';
import { storageProblem } from '$lib/store/storage-problem';

/** Why posts could not be written to a file, in words. */
export class ExportError extends Error {
	override readonly name = 'ExportError';

	constructor(readonly problem: Problem) {
		super(problem.message);
	}
}

/** Whatever went wrong, in words. */
export function exportProblem(error: unknown): Problem {
	if (error instanceof ExportError) return error.problem;
	return storageProblem(error) ?? unexpectedProblem(error);
}

/** The place where the file was to go did not take it. @param reason as the browser says it */
export function unwritableExport(reason: string): ExportError {
	const message = say('export_not_written', { reason });
	return new ExportError(newProblem('export-not-written', message, say('export_not_written_advice')));
}

export function cancelledExport(): ExportError {
	return new ExportError(
		newProblem('export-cancelled', say('export_cancelled'), say('export_cancelled_advice'))
	);
}
