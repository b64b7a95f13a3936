import { inSpokenLanguage, type Said } from '$lib/messages/problem-words';
import { adviceOf, LONGEST_MESSAGE, messageOf, type Problem } from '$lib/model/problem';
import { visibleLine } from '$lib/model/visible-text';

/** What happened and what to do, in the reader's language. */
export function problemWords(problem: Problem): { message: string; advice: string } {
	return { message: shownWords(messageOf(problem)), advice: shownWords(adviceOf(problem)) };
}

/** What was kept may speak of whatever a site or a file calls itself. */
function shownWords(said: Said): string {
	return visibleLine(inSpokenLanguage(said), LONGEST_MESSAGE);
}
