import { expect } from 'vitest';
import type { IncomingPost } from '$lib/model/post';
import { webAddress } from '$lib/model/web-address';
import { recordOf, sizeOf } from '$lib/store/commit';
import { isSoundPost } from '$lib/store/sound/is-sound-post';
import { unsoundInBody } from '$lib/store/sound/body';

const DECEIVING = /[\u0000-\u0008\u000e-\u001f\u007f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/; // eslint-disable-line no-control-regex

/** Names that every object has something by. */
export const INHERITED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

/** That a post, whatever it was made of, can be stored, shown and linked without harm, and is bounded. */
export function expectHarmless({ post, body }: IncomingPost): void {
	const record = recordOf(post, { sequence: 1, size: sizeOf(body) }, { isRead: false, isStarred: false });
	expect(isSoundPost(record), JSON.stringify(post)).toBe(true);
	expect(unsoundInBody(body)).toEqual([]);
	expect(structuredClone({ post, body })).toEqual({ post, body });
	const names = [...post.authors.map(({ name }) => name), ...post.categories, ...post.tags];
	const files = post.attachments.flatMap(({ title, mimeType }) => [title, mimeType]);
	for (const line of [post.title, post.excerpt, ...names, ...files]) {
		expect(line).not.toMatch(DECEIVING);
		expect(line.isWellFormed()).toBe(true);
		expect(line.length).toBeLessThanOrEqual(1000);
	}
	for (const line of [post.title, ...names, ...files]) expect(line).not.toMatch(/\p{Cc}/u);
	const { url, externalUrl, image, thumbnail, bannerImage, replyUrl } = post;
	const people = post.authors.flatMap((author) => [author.avatar, isMail(author.url) ? null : author.url]);
	const addresses = [url, externalUrl, image, thumbnail, bannerImage, replyUrl ?? null, ...people];
	for (const address of [...addresses, ...post.attachments.map((file) => file.url)]) {
		if (address !== null) expect(webAddress(address)).toBe(address);
	}
	for (const list of [names, post.attachments]) expect(list.length).toBeLessThanOrEqual(300);
	expectUntouchedPrototypes();
}

/** That nothing was written where every object would have it. */
export function expectUntouchedPrototypes(): void {
	expect(Object.keys(Object.prototype)).toEqual([]);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	expect(Object.keys(Array.prototype)).toEqual([]);
}

function isMail(url: string | null): boolean {
	return url?.startsWith('mailto:') === true;
}
