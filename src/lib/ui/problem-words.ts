import { inSpokenLanguage, type Said } from '$lib/messages/problem-words';
import type { SyncOutcome } from '$lib/model/feed';
import { adviceOf, LONGEST_MESSAGE, messageOf, saidOf, type Problem, type Words } from '$lib/model/problem';
import { visibleLine } from '$lib/model/visible-text';

/** What happened and what to do, in the reader's language. */
export function problemWords(problem: Problem): { message: string; advice: string } {
	return { message: shownWords(messageOf(problem)), advice: shownWords(adviceOf(problem)) };
}

/** What could not be had in a sync though the posts could. */
export function noteWords({ notes, said }: SyncOutcome): string[] {
	return notes.map((text, at) => shownWords({ text, sentences: said?.notes[at] ?? [] }));
}

/** Why the first few items of a sync were left out. */
export function skippedWords({ skippedReasons, said }: SyncOutcome): string[] {
	return skippedReasons.map((text, at) => shownWords({ text, sentences: said?.skippedReasons[at] ?? [] }));
}

/** What was found and not kept yet. */
export function wordsIn(words: Words): string {
	return shownWords(saidOf(words));
}

/** What was kept may speak of whatever a site or a file calls itself. */
function shownWords(said: Said): string {
	return visibleLine(inSpokenLanguage(said), LONGEST_MESSAGE);
}
