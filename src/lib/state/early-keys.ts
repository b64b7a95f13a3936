/** Who hears keys: those of every page, and those of the list and its posts. */
type KeyPart = 'page' | 'library';

/** Milliseconds after which a press is nothing that the reader still waits for. */
const PATIENCE = 2000;

const LETTER_OR_SIGN = /^[\p{L},./?]$/u;
/** What follows them is meant for what they open. */
const OPENS = /^[/?e]$/;

const awaited = new Set<KeyPart>();
const kept: KeyboardEvent[] = [];
let patience: ReturnType<typeof setTimeout> | undefined;

/**
 * Keeps keys that are pressed before `part` is there to hear them: what listens to keys comes after the first posts, and a reader
 * who knows the keys may be faster.
 */
export function keepEarlyKeys(part: KeyPart): void {
	awaited.add(part);
	addEventListener('keydown', keep, { capture: true });
}

/** `part` is there, or will not come: once nobody is waited for, the keys are pressed again, in their order. */
export function keysAreUp(part: KeyPart): void {
	awaited.delete(part);
	void handOver();
}

/** Whether the key belongs to what has the focus, or lies over the page, or to nobody since the reader wants none. */
export function isElsewhere({ target, isComposing }: KeyboardEvent): boolean {
	if (isComposing || document.documentElement.hasAttribute('data-no-keys')) return true;
	if (document.querySelector('dialog[open]') !== null || !(target instanceof HTMLElement)) return true;
	return (
		target.isContentEditable ||
		target.matches('textarea, select, input:not([type=checkbox], [type=radio])') ||
		target.closest('[popover], [role=menu], [role=listbox]') !== null
	);
}

function keep(event: KeyboardEvent): void {
	// Those that are pressed again are made here, and the browser's own have a modifier or a name.
	if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return;
	if (!LETTER_OR_SIGN.test(event.key) || isElsewhere(event)) return;
	event.preventDefault();
	event.stopImmediatePropagation();
	// Held down it would go on and on; nobody sees where to.
	if (event.repeat || kept.some(({ key }) => OPENS.test(key))) return;
	kept.push(event);
	patience ??= setTimeout(giveUp, PATIENCE);
}

/** Something has not come in time: whoever is there hears the keys. */
function giveUp(): void {
	awaited.clear();
	void handOver();
}

async function handOver(): Promise<void> {
	while (awaited.size === 0 && kept.length > 0) {
		press(kept.shift()!);
		// What one does to the focus or the address counts for the next.
		if (kept.length > 0) await new Promise(requestAnimationFrame);
	}
	if (awaited.size > 0) return;
	clearTimeout(patience);
	patience = undefined;
	removeEventListener('keydown', keep, { capture: true });
}

/** Where the focus is now: it may be in something to type in. */
function press(event: KeyboardEvent): void {
	const { target, timeStamp } = event;
	if (performance.now() - timeStamp > PATIENCE || !(target as Element).isConnected) return;
	(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', event));
}
