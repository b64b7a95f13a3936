import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe-core finds on the page, or within the elements that `within` selects: names of its rules, each with the HTML that breaks it.
 * The size of targets (WCAG 2.2, 2.5.8) is among them, which it leaves out by itself.
 */
export async function violationsOn(page: Page, within?: string): Promise<[string, string[]][]> {
	const builder = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } });
	const { violations } = await (within === undefined ? builder : builder.include(within)).analyze();
	return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}
