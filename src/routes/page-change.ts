import type { OnNavigate } from '@sveltejs/kit';

/** How one page follows another: the post slides in over its list and out again, anything else fades. */
type Change = 'forward' | 'back' | 'fade';

const LIST = '/(library)';
const POST = '/(library)/post/[id]';

const canMove = 'startViewTransition' in document;

/** The one that is on the screen now. */
let running: ViewTransition | null = null;

/**
 * Shows the way to another page as a short movement, where the browser can and the reader likes it; the styles are in transitions.css. Whoever
 * uses keys goes there at once.
 * @returns what the navigation has to wait for: a picture of the page that is left.
 */
export function showChange(navigation: OnNavigate): Promise<void> | undefined {
	const change = changeOf(navigation);
	if (change === null || !canMove || wantsStillness()) return undefined;
	const root = document.documentElement;
	root.dataset.change = change;
	return new Promise((resolve) => {
		const transition = document.startViewTransition(async () => {
			resolve();
			await navigation.complete.catch(passOver);
		});
		running = transition;
		// One that is cut short by the next has nothing more to show.
		transition.ready.catch(passOver);
		void transition.finished.finally(() => {
			if (running !== transition) return;
			running = null;
			delete root.dataset.change;
		});
	});
}

/** Null where nothing may move: the page stays, another pane changes, or the reader types or uses keys. */
function changeOf(navigation: OnNavigate): Change | null {
	const { from, to } = navigation;
	if (from === null || to === null || from.url.pathname === to.url.pathname) return null;
	if (!isByPointer(navigation) || isTyping()) return null;
	const [left, come] = [from.route.id, to.route.id];
	if (!isInLibrary(left) || !isInLibrary(come)) return 'fade';
	if (!matchMedia('(width < 720px)').matches) return null;
	if (left === LIST && come === POST) return 'forward';
	return left === POST && come === LIST ? 'back' : 'fade';
}

/** By a press on a link, or by the browser's own way back, unless it has shown a movement itself; a press by key has no clicks to count. */
function isByPointer(navigation: OnNavigate): boolean {
	if (navigation.type === 'popstate') return !navigation.event.hasUAVisualTransition;
	return navigation.type === 'link' && navigation.event.detail > 0;
}

function isTyping(): boolean {
	return document.activeElement?.matches('input, textarea, [contenteditable]') === true;
}

function isInLibrary(route: string | null): boolean {
	return route?.startsWith(LIST) === true;
}

function wantsStillness(): boolean {
	return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** A navigation that was given up, or a movement cut short by the next, is no fault. */
function passOver(error: unknown): void {
	if (!(error instanceof Error)) throw error;
}
