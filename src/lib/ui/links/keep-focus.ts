/** Gives an element, which can be focused, the focus when what had it within is gone: the next key goes on from there. */
export function keepFocus(element: HTMLElement): () => void {
	let focused: EventTarget | null = null;
	const onFocusIn = ({ target }: FocusEvent) => (focused = target);
	const observer = new MutationObserver(() => {
		const isGone = focused instanceof Element && !focused.isConnected;
		if (isGone && document.activeElement === document.body) element.focus({ preventScroll: true });
	});
	element.addEventListener('focusin', onFocusIn);
	observer.observe(element, { childList: true, subtree: true });
	return () => {
		observer.disconnect();
		element.removeEventListener('focusin', onFocusIn);
	};
}
