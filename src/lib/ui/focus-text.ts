/** Takes the focus to a text, where the reader goes on from a control that goes. */
export function focusText(text: HTMLElement): void {
	text.tabIndex = -1;
	text.focus({ preventScroll: true });
}
