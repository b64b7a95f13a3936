// A command for tests in a browser, which cannot read files themselves.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * Every feed of the folder that BACKLIST_REAL_FEEDS names, or else of the one beside the checkout; none where there is none.
 * @returns {{ folder: string, feeds: { name: string, text: string }[] }}
 */
export function realFeeds() {
	const folder = env.BACKLIST_REAL_FEEDS ?? fileURLToPath(new URL('../../../shared/feeds', import.meta.url));
	const names = existsSync(folder)
		? readdirSync(folder).filter((name) => /\.(json|rss|atom|rdf|xml)$/.test(name) && name !== 'INDEX.json')
		: [];
	return { folder, feeds: names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })) };
}
