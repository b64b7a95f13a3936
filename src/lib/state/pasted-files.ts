import { isBeside } from '$lib/transfer/imports/beside';

/** How feeds, lists and pages begin when their source is copied: editors give it coloured, as a page of its own. */
const SOURCE = /^\ufeff?\s*(?:<(?:\?xml|!doctype|html|rss|feed|opml|rdf:RDF)\b|[{[]\s*["{[])/i;
/** The first line of a table with addresses. */
const TABLE =
	/^\ufeff?(?=(?:[^\n]{0,400}[,;\t])?"?url"?[,;\t\r\n])"?[\w ]{1,40}"?(?:[,;\t]"?[\w ]{0,40}"?){1,40}\r?\n/i;

/**
 * What was pasted or dropped, as files: those that it is, or else the page or text that it holds, named `name`. Pictures that come
 * along with a text are passed over, as office programs give one of it. Only while the event that has brought it is being told.
 */
export function pastedFiles(data: DataTransfer | null, name: string): File[] {
	if (data === null) return [];
	const files = [...data.files];
	const type = typeOf(data);
	const isReadable = files.some((file) => !isBeside(file.name) && !file.type.startsWith('image/'));
	if (type === undefined || isReadable) return files;
	return [new File([data.getData(type)], name, { type })];
}

/** Where a page and a text are the same in two forms, the page says more, unless the text is a source. */
function typeOf(data: DataTransfer): string | undefined {
	const text = data.getData('text/plain');
	if (SOURCE.test(text) || TABLE.test(text)) return 'text/plain';
	return ['text/html', 'text/plain'].find((type) => data.getData(type).trim() !== '');
}
