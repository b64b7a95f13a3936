import type { OpenFile } from './file-format';
import { jsonItemsOf } from './json-items';

/** In bytes: a larger feed in JSON is read a part at a time, and what stands after its items is not. Others are read as a whole. */
const LARGE = 64 * 1024 * 1024;

/**
 * The text of a feed in a file. A large one in JSON, such as an export of a whole library, comes as several feeds that say the same of
 * themselves, each with some of the items.
 * @throws SourceError `too-large` when it is large and in another format
 */
export async function* feedTextsOf(file: OpenFile): AsyncGenerator<string> {
	let isRead = false;
	if (file.size > LARGE && /^\ufeff?\s*\{/.test(file.text)) {
		for await (const { head, items } of jsonItemsOf(file.stream())) {
			yield `${head}${items.join(',')}]}`;
			isRead = true;
		}
	}
	if (!isRead) yield await file.whole();
}
