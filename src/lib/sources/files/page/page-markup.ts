import { visibleLine } from '$lib/model/visible-text';

/**
 * The part of a page that is its post, with what is said of it beside the text; the whole page where that is not told apart.
 */
export function postIn(document: Document): Element {
	const content = document.querySelector(
		'article .entry-content, .hentry .entry-content, main .entry-content'
	);
	const around = content?.closest('article, .hentry, main');
	return around ?? document.querySelector('article, .hentry, .h-entry, main') ?? document.documentElement;
}

/** The words of the first element with any that a selector finds, the best selector first; '' for none. */
export function firstWords(within: ParentNode, selectors: readonly string[]): string {
	for (const selector of selectors) {
		for (const element of within.querySelectorAll(selector)) {
			const words = wordsOf(element);
			if (words !== '') return words;
		}
	}
	return '';
}

/** Finds what the markup of a post says. */
export class Markup {
	constructor(readonly root: Element) {}

	/** Words of all that the first selector finds which finds any, each once. */
	all(selectors: readonly string[]): string[] {
		for (const selector of selectors) {
			const words = [...this.root.querySelectorAll(selector)].map(wordsOf).filter(isSaid);
			if (words.length > 0) return [...new Set(words)];
		}
		return [];
	}

	/** Dates as they are written for machines, or else for people. */
	dates(selectors: readonly string[]): string[] {
		const found = selectors.map((selector) => this.root.querySelector(selector));
		return found.flatMap((element) => {
			const written = ['datetime', 'content', 'title'].map((name) => element?.getAttribute(name) ?? '');
			return written.find(isSaid) ?? (element === null ? [] : wordsOf(element));
		});
	}
}

export function isSaid(text: string): boolean {
	return text !== '';
}

function wordsOf(element: Element): string {
	return visibleLine(element.textContent);
}
