let inert: Document | null = null;

/**
 * A new element that loads nothing until it is in the page. Not of the document that a post was parsed into: there, an
 * `<img name="createElement">` answers for the method.
 */
export function inertElement<K extends keyof HTMLElementTagNameMap>(name: K): HTMLElementTagNameMap[K];
export function inertElement(name: string): HTMLElement;
export function inertElement(name: string): HTMLElement {
	inert ??= document.implementation.createHTMLDocument();
	return inert.createElement(name);
}
