import type { SyncOutcome } from '$lib/model/feed';
import type { Problem } from '$lib/model/problem';
import { isSaidOfNotes, isSaidOfProblem } from '$lib/store/sound/said';
import { line, memberOf, text, type Members } from './members';

/*
 * The English words of a backup are all that it needs. Where the sentences they are made of are not sound, they are left out,
 * and the words are shown in English.
 */

/** @throws DamagedRecordError */
export function readProblem(problem: Members): Problem {
	const said = memberOf(problem, 'said');
	return {
		code: text(problem, 'code'),
		message: line(problem, 'message'),
		advice: line(problem, 'advice'),
		...(isSaidOfProblem(said) && { said })
	};
}

/** What the notes of a sync are made of. */
export function readSaidNotes(outcome: Members): Pick<SyncOutcome, 'said'> {
	const said = memberOf(outcome, 'said');
	return isSaidOfNotes(said) ? { said } : {};
}
