/** What is typed into a search is in the address, and comes back after a reload. */
const WRITTEN = 'textarea, input:is([type="text"], [type="url"], :not([type]))';

/**
 * Whether a reload would take something away from the reader: what they are writing, a dialog that they have opened, what they
 * listen to, or a file that waits for their press (`data-at-work`).
 */
export function isAtWork(page: Document = document): boolean {
	// Absent in some browsers.
	const speech = (globalThis as { speechSynthesis?: SpeechSynthesis }).speechSynthesis;
	if (page.querySelector('dialog[open], [data-at-work]') !== null || speech?.speaking === true) return true;
	const isPlaying = [...page.querySelectorAll<HTMLMediaElement>('audio, video')].some(
		({ paused }) => !paused
	);
	if (isPlaying) return true;
	const written = page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(WRITTEN);
	return [...written].some(({ value, defaultValue }) => value !== defaultValue);
}
