import type { Role, Target } from './engine';

const selectors: Record<Role, string> = {
	alert: '[role=alert]',
	article: 'article',
	// One that can be pressed.
	button: ':is(button, [role=button]):not(:disabled, [aria-disabled=true])',
	checkbox: 'input[type=checkbox], [role=checkbox]',
	feed: '[role=feed]',
	file: 'input[type=file]',
	heading: 'h1, h2, h3, h4, h5, h6',
	link: 'a[href]',
	radio: 'input[type=radio]',
	region: 'section[aria-label], section[aria-labelledby], [role=region]',
	searchbox: 'input[type=search], [role=searchbox]',
	status: '[role=status], output',
	textbox: 'input[type=text], input[type=url], input:not([type]), textarea'
};

export type Inputs = [selector: string, name: string | null, item: string];

/** What `elementsOf` is called with. */
export function inputsOf({ role, name, item }: Target): Inputs {
	return [selectors[role], name ?? null, item ?? ''];
}

/**
 * Elements of the page by selector and accessible name, as far as the app needs the rules of names. Runs in the page, so that
 * every engine finds by the same rules: it may use nothing from outside itself.
 */
export function elementsOf(...[selector, name, item]: Inputs): Element[] {
	const textOf = (element: Element | null) => (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
	const nameOf = (element: Element) => {
		const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
		const labels = [...((element as HTMLInputElement).labels ?? [])];
		return (
			ids.map((id) => textOf(document.getElementById(id))).join(' ') ||
			element.getAttribute('aria-label') ||
			labels.map(textOf).join(' ') ||
			textOf(element)
		);
	};
	return [...document.querySelectorAll(selector)].filter(
		(element) =>
			(name === null || nameOf(element) === name) &&
			(item === '' || textOf(element.closest('li')).includes(item)) &&
			// A field for files is often there for the keyboard and for screen readers alone.
			(element.matches('[type=file]') || element.checkVisibility())
	);
}

/** The first of `elementsOf` as source of a function body over `arguments`. */
export const firstElement = `return (${elementsOf.toString()})(...arguments)[0] ?? null;`;
