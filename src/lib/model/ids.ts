import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Identity of a feed in this library: 24 hexadecimal digits, made from the feed's address. */
export type FeedId = string & { readonly __brand: 'FeedId' };

/** Identity of a post: 24 hexadecimal digits, made from its feed and its guid, so that the same guid is always the same post. */
export type PostId = string & { readonly __brand: 'PostId' };

/** Identity of a comment: 24 hexadecimal digits, made from its feed and what the site calls it. */
export type CommentId = string & { readonly __brand: 'CommentId' };

/** Identity of a highlight: 24 hexadecimal digits, by chance. */
export type HighlightId = string & { readonly __brand: 'HighlightId' };

/** The same address always gives the same id, on every device. `url` is the feed's own address, absolute. */
export function feedIdOf(url: string): FeedId {
	return digest(url) as FeedId;
}

/** `guid` is what the feed calls the post: JSON Feed `id`, RSS `guid`, Atom `id`, WordPress id. */
export function postIdOf(feedId: FeedId, guid: string): PostId {
	return digest(`${feedId}\0${guid}`) as PostId;
}

/** `guid` is what the site calls the comment, such as WordPress's number. */
export function commentIdOf(feedId: FeedId, guid: string): CommentId {
	return digest(`${feedId}\0comment\0${guid}`) as CommentId;
}

/** 96 bits of SHA-256: at a million posts the chance that any two collide is below 1 in 10^16. */
function digest(text: string): string {
	return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 12));
}
