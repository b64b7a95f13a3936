import type { Page } from '@playwright/test';

/**
 * What sticks out of a part of the page that hides what does, or out of the page: each part with how many CSS pixels. The document alone
 * tells nothing, since its body hides all of it. What can be scrolled along the line is meant to be.
 */
export async function overflowOn(page: Page): Promise<[string, number][]> {
	return page.evaluate(() => {
		const parts = document.querySelectorAll(
			'html, body, main, nav, footer, .scroller, [role="feed"], dialog[open]'
		);
		return [...parts]
			.filter((part) => part.clientWidth > 1 && part.checkVisibility({ visibilityProperty: true }))
			.filter((part) => !/auto|scroll/.test(getComputedStyle(part).overflowX))
			.map((part): [string, number] => [part.outerHTML.slice(0, 80), part.scrollWidth - part.clientWidth])
			.filter(([, overflow]) => overflow > 1);
	});
}
