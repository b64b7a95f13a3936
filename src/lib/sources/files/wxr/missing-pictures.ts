import type { Attachments } from './attachments';
import { numberIn, type WxrItem } from './item';

const GALLERY = /\[gallery\s[^\]]{0,500}?\bids\s*=\s*["']?([\d,\s]{1,20000})/g;

/** How many pictures a post names by number, in galleries and as its own, of which nothing is known. */
export function missingPictures({ meta, text }: WxrItem, attachments: Attachments): number {
	const galleries = [...text('content:encoded').matchAll(GALLERY)].flatMap(([, ids = '']) => ids.split(','));
	const ids = [meta.get('_thumbnail_id') ?? '', ...galleries].map((id) => numberIn(id.trim()));
	return ids.filter((id) => id !== null && id > 0 && attachments.get(id) === undefined).length;
}
