/*
 * What another app hands over by the system's share menu: agreed upon by the service worker, which takes it, and the page,
 * which looks at it.
 */

/** The member of the form that holds files, as the manifest names it. */
export const SHARED_FILES = 'files';

/** In the address of the page: files wait for it. */
export const FILES_WAIT = 'received';

/** Header of a waiting file: its name, percent-encoded. */
export const FILE_NAME = 'X-File-Name';

/**
 * Name of the cache in which files wait for the page.
 * @param base path of the app, without the slash at its end: another Backlist may live in another folder of the same host
 */
export const sharedFilesCache = (base: string): string => `backlist-shared:${base}`;

const LINK = /\b(?:https?|feed|web\+feed):/i;

/**
 * What may be the address of a blog in `?url=&text=&title=`: apps put what they share into any of them. Empty when nothing is
 * there; without a link in any, what there is, so that it can be told that it is none.
 */
export function sharedAddress(search: URLSearchParams): string {
	const given = ['url', 'text', 'title'].map((name) => search.get(name)?.trim() ?? '');
	const [url, text] = given;
	// What is asked for by `url` needs no scheme.
	return url || given.find((words) => LINK.test(words)) || text || '';
}
