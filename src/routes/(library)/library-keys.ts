import { tinykeys } from 'tinykeys';

interface LibraryKeys {
	onSearch: () => void;
	/** 1 for the next post, -1 for the one before. */
	onStep: (step: 1 | -1) => void;
	onHelp: () => void;
}

/** Keys that work anywhere in the library. @returns a function that ends them. */
export function libraryKeys({ onSearch, onStep, onHelp }: LibraryKeys): () => void {
	return bindKeys({
		'/': onSearch,
		j: () => onStep(1),
		k: () => onStep(-1),
		// With Shift on most keyboards, without on some.
		'Shift+?': onHelp,
		'?': onHelp
	});
}

/** Single keys, except while the reader types or a dialog is open. @returns a function that ends them. */
export function bindKeys(actions: Record<string, () => void>): () => void {
	return tinykeys(
		window,
		Object.fromEntries(
			Object.entries(actions).map(([key, action]) => [
				key,
				(event: KeyboardEvent) => {
					if (isTyping(event) || event.defaultPrevented) return;
					event.preventDefault();
					action();
				}
			])
		)
	);
}

function isTyping({ target, isComposing }: KeyboardEvent): boolean {
	if (isComposing || document.querySelector('dialog[open]') !== null) return true;
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])'))
	);
}
