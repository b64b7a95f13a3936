import { plainText } from '$lib/content/plain-text';
import { shortened, visibleLine } from '$lib/model/visible-text';
import { httpUrl } from '$lib/sources/http-url';
import { Attachments } from './attachments';
import { TooManyElements } from './elements';
import { readHead, type WxrHead } from './head';
import { numberIn, readItem, type WxrItem } from './item';
import { piecesOf } from './pieces';

/** What must be known of a whole export before its posts can be read. */
export interface Survey {
	head: WxrHead;
	/** Posts name files by their numbers, which may come after them. */
	attachments: Attachments;
	/** Posts name these by their numbers, too. */
	patterns: Map<number, string>;
	permalinks: Permalinks;
	/** Items that have an end. */
	items: number;
	isCutOff: boolean;
}

/** How the site writes the addresses of its posts: `/2024/05/a-post/`, `/index.php/2024/05/a-post/` or `/?p=12`. */
export type Permalinks = 'pretty' | 'index' | 'plain';

/** Of the items that posts name. */
const KIND = /<wp:post_type>\s{0,20}(?:<!\[CDATA\[)?\s{0,20}(attachment|wp_block)\b/;
/** Files of one blog: each is kept in memory. */
const MOST_ATTACHMENTS = 500_000;
/** UTF-16 units of all patterns of a blog that are kept in memory. */
const MOST_PATTERNS = 10_000_000;
/** In UTF-16 units. */
const LONGEST_CAPTION = 5000;

/** Goes through an export once; keeps little of it. */
export async function surveyOf(stream: AsyncIterable<string>): Promise<Survey> {
	const survey: Survey = {
		head: readHead(''),
		attachments: new Attachments(),
		patterns: new Map(),
		permalinks: 'pretty',
		items: 0,
		isCutOff: false
	};
	let isToldOf = false;
	let room = MOST_PATTERNS;
	for await (const piece of piecesOf(stream)) {
		if (piece.is === 'head') survey.head = readHead(piece.xml);
		if (piece.is === 'end') survey.isCutOff = piece.isCutOff;
		if (piece.is !== 'item') continue;
		survey.items += 1;
		const kind = KIND.exec(piece.xml)?.[1];
		if (kind === undefined && isToldOf) continue;
		const item = itemIn(piece.xml);
		if (item === null) continue;
		if (kind === 'attachment') takeAttachment(item, survey.attachments);
		else if (kind === 'wp_block') room -= takePattern(item, survey.patterns, room);
		else if (item.status === 'publish' && item.type === 'post') {
			survey.permalinks = permalinksOf(item.text('link'));
			isToldOf = true;
		}
	}
	return survey;
}

/** Null of one that cannot be read, which the reading of posts will say. */
function itemIn(xml: string): WxrItem | null {
	try {
		return readItem(xml);
	} catch (error) {
		if (error instanceof TooManyElements) return null;
		throw error;
	}
}

function takeAttachment(item: WxrItem, attachments: Attachments): void {
	const url = httpUrl(item.text('wp:attachment_url'), 'file:') ?? httpUrl(item.text('guid'), 'file:');
	if (item.id === null || url === null || attachments.size >= MOST_ATTACHMENTS) return;
	const caption = detached(shortened(item.text('excerpt:encoded').trim(), LONGEST_CAPTION));
	const alt = detached(visibleLine(plainText(item.meta.get('_wp_attachment_image_alt') ?? '')));
	attachments.add(item.id, { url, caption, alt }, numberIn(item.text('wp:post_parent')));
}

/** @returns how much room it takes */
function takePattern(item: WxrItem, patterns: Map<number, string>, room: number): number {
	const written = item.text('content:encoded');
	// One that was thrown away is shown nowhere.
	if (item.id === null || item.status !== 'publish' || written.length > room) return 0;
	patterns.set(item.id, detached(written));
	return written.length;
}

function permalinksOf(link: string): Permalinks {
	if (/\/\?p=\d/.test(link)) return 'plain';
	return link.includes('/index.php/') ? 'index' : 'pretty';
}

/** The same text by itself: a part of a longer one keeps all of that in memory. */
function detached(text: string): string {
	return ` ${text}`.slice(1);
}
