import { escapeXml } from '$lib/content/xhtml/xml-text';
import type { Feed, FetchedKind } from '$lib/model/feed';
import { filed, folderPath, type Filed, type Folder } from '$lib/model/folder';
import { visibleLine } from '$lib/model/visible-text';
import { feedAddressOf } from '$lib/sources/wordpress/feed-address';

/** A list of subscriptions. */
export interface OpmlFile {
	text: string;
	/** Feeds in it. */
	written: number;
	/** Feeds that came in a file and are nowhere on the web. */
	leftOut: number;
}

/** As readers of lists know the formats, beside the type, which is `rss` for all of them. */
const VERSIONS: Readonly<Record<FetchedKind, string>> = {
	'json-feed': 'JSON1',
	wordpress: 'RSS2',
	rss: 'RSS2',
	atom: 'ATOM1',
	rdf: 'RSS1'
};

/**
 * A list of subscriptions that other readers can read, with folders as outlines around their feeds. It is written here and not by a
 * library: the page writes it, and would have to carry that.
 * @see https://opml.org/spec2.opml
 */
export function writeOpml(feeds: readonly Feed[], title: string, date: Date): OpmlFile {
	const onWeb = feeds.filter(isOnWeb);
	const lines = [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<opml version="2.0">',
		'\t<head>',
		`\t\t<title>${escapeXml(visibleLine(title))}</title>`,
		`\t\t<dateCreated>${date.toUTCString()}</dateCreated>`,
		'\t</head>',
		'\t<body>',
		...linesIn([], filed(onWeb)),
		'\t</body>',
		'</opml>'
	];
	return { text: `${lines.join('\n')}\n`, written: onWeb.length, leftOut: feeds.length - onWeb.length };
}

/** A feed that others can fetch. */
type FeedOnWeb = Feed & { kind: FetchedKind };

function isOnWeb(feed: Feed): feed is FeedOnWeb {
	return feed.kind !== 'page' && /^https?:/.test(feed.url);
}

/** Feeds first, then the folders within. */
function linesIn(folder: Folder, all: Filed<FeedOnWeb>): string[] {
	const path = folderPath(folder);
	const indent = '\t'.repeat(folder.length + 2);
	return [
		...(all.feeds.get(path) ?? []).map((feed) => `${indent}<outline${attributesOf(feed)}/>`),
		...(all.folders.get(path) ?? []).flatMap((inner) => [
			`${indent}<outline text="${escapeXml(inner.at(-1) ?? '')}">`,
			...linesIn(inner, all),
			`${indent}</outline>`
		])
	];
}

function attributesOf({ title, kind, url, homeUrl, description }: FeedOnWeb): string {
	const attributes = [
		['text', visibleLine(title)],
		['title', visibleLine(title)],
		['type', 'rss'],
		['version', VERSIONS[kind]],
		['xmlUrl', addressForOthers(kind, url)],
		['htmlUrl', homeUrl ?? ''],
		['description', visibleLine(description)]
	] as const;
	return attributes
		.filter(([, value]) => value !== '')
		.map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
		.join('');
}

/** Where readers find a feed that have no way to the API of a WordPress. */
function addressForOthers(kind: FetchedKind, url: string): string {
	return kind === 'wordpress' ? feedAddressOf(url) : url;
}
