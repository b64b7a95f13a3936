// Stores the same posts in other ways, each in a browser of its own.

import { inFreshBrowser } from './browser.mjs';
import { quiet } from './quiet.mjs';
import { StorePage } from './store-page.mjs';

/**
 * @typedef {import('./store-schemas').SchemaTimes} SchemaTimes
 * @typedef {{ posts: number, schemas: { name: string, times: SchemaTimes[] }[] }} SchemaResult
 */

/**
 * @param {string} url
 * @param {number} size
 * @param {number} rounds
 * @returns {Promise<SchemaResult>}
 */
export async function measureSchemas(url, size, rounds) {
	/** @param {(page: StorePage) => Promise<any>} ask */
	const inPage = (ask) => inFreshBrowser(async (context) => ask(await StorePage.open(context, url)));
	/** @type {string[]} */
	const names = await inPage((page) => page.call('schemaNames'));
	const schemas = names.map((name) => ({ name, times: /** @type {SchemaTimes[]} */ ([]) }));
	for (let round = 0; round < rounds; round++) {
		for (const { name, times } of round % 2 === 0 ? schemas : schemas.toReversed()) {
			await quiet();
			times.push(await inPage((page) => page.call('measureSchema', name, size)));
		}
	}
	return { posts: size, schemas };
}
