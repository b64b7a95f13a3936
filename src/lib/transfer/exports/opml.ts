import { generateOpml, type Opml } from 'feedsmith';
import type { Feed, SourceKind } from '$lib/model/feed';
import { foldersOf, folderPath, type Folder } from '$lib/model/folder';
import { visibleLine } from '$lib/model/visible-text';
import { feedAddressOf } from '$lib/sources/wordpress/feed-address';

type Outline = Opml.Outline<Date>;

/** A list of subscriptions. */
export interface OpmlFile {
	text: string;
	/** Feeds in it. */
	written: number;
	/** Feeds that came in a file and are nowhere on the web. */
	leftOut: number;
}

/** As readers of lists know the formats, beside the type, which is `rss` for all of them. */
const VERSIONS: Readonly<Record<SourceKind, string>> = {
	'json-feed': 'JSON1',
	wordpress: 'RSS2',
	rss: 'RSS2',
	atom: 'ATOM1',
	rdf: 'RSS1'
};

/**
 * A list of subscriptions that other readers can read, with folders as outlines around their feeds.
 * @see https://opml.org/spec2.opml
 */
export function writeOpml(feeds: readonly Feed[], title: string, date: Date): OpmlFile {
	const onWeb = feeds.filter(({ url }) => /^https?:/.test(url));
	const text = generateOpml({
		head: { title: visibleLine(title), dateCreated: date },
		// Nothing at all is no list.
		body: { outlines: onWeb.length > 0 ? outlinesIn([], onWeb, foldersOf(onWeb)) : [{ text: title }] }
	});
	return { text, written: onWeb.length, leftOut: feeds.length - onWeb.length };
}

/** Feeds first, then the folders within. */
function outlinesIn(folder: Folder, feeds: readonly Feed[], folders: readonly Folder[]): Outline[] {
	const path = folderPath(folder);
	const inner = folders.filter(
		(other) => other.length === folder.length + 1 && folderPath(other.slice(0, -1)) === path
	);
	return [
		...feeds.filter((feed) => folderPath(feed.folder ?? []) === path).map(outlineOf),
		...inner.map((one) => ({ text: one.at(-1) ?? '', outlines: outlinesIn(one, feeds, folders) }))
	];
}

function outlineOf({ title, kind, url, homeUrl, description }: Feed): Outline {
	return {
		text: title,
		title,
		type: 'rss',
		version: VERSIONS[kind],
		xmlUrl: addressForOthers(kind, url),
		...(homeUrl !== null && { htmlUrl: homeUrl }),
		...(description !== '' && { description: visibleLine(description) })
	};
}

/** Where readers find a feed that have no way to the API of a WordPress. */
export function addressForOthers(kind: SourceKind, url: string): string {
	return kind === 'wordpress' ? feedAddressOf(url) : url;
}
