import type { ItunesNs, MediaNs } from 'feedsmith';
import type { Attachment } from '$lib/model/post';
import { MOST_BYTES, MOST_FILES, MOST_SECONDS } from '$lib/sources/bounds';
import { lineOf } from '$lib/sources/feed-text';
import { hostName, httpUrl } from '$lib/sources/http-url';

/** A file that a feed names, in any of its ways. */
export interface NamedFile {
	url?: string;
	type?: string;
	title?: string;
	/** Bytes. */
	length?: number;
	/** Seconds. */
	duration?: number;
}

/** What an item says of its files and pictures. */
export interface ItemMedia {
	enclosures: readonly NamedFile[];
	media: MediaNs.ItemOrFeed | undefined;
	itunes: ItunesNs.Item | undefined;
}

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg)$/i;

/**
 * The files of an item, each once, and the picture that it names, absolute.
 * @param base absolute address that theirs are relative to
 * @see https://www.rssboard.org/media-rss
 */
export function mediaOf(
	{ enclosures, media, itunes }: ItemMedia,
	base: string
): { attachments: Attachment[]; image: string | null } {
	const contents = contentsOf(media);
	const played = contents.filter((content) => !isPicture(content));
	const files = [...enclosures, ...played.map(fileOf)];
	const attachments = attachmentsOf(files, base);
	const sounding = attachments.find(({ mimeType }) => /^(audio|video)\//i.test(mimeType)) ?? attachments[0];
	if (sounding !== undefined) sounding.seconds ??= amount(itunes?.duration, MOST_SECONDS);
	const image =
		widest(thumbnailsOf(media, contents), base) ??
		widest(contents.filter(isPicture), base) ??
		httpUrl(itunes?.image, base) ??
		widest(enclosures.filter(isPicture), base);
	return { attachments, image };
}

function contentsOf(media: MediaNs.ItemOrFeed | undefined): MediaNs.Content[] {
	return [...(media?.contents ?? []), ...(media?.groups ?? []).flatMap(({ contents }) => contents ?? [])];
}

function thumbnailsOf(
	media: MediaNs.ItemOrFeed | undefined,
	contents: readonly MediaNs.Content[]
): MediaNs.Thumbnail[] {
	const places = [media, ...(media?.groups ?? []), ...contents];
	return places.flatMap((place) => place?.thumbnails ?? []);
}

function fileOf({ url, type, title, fileSize, duration }: MediaNs.Content): NamedFile {
	return { url, type, title: title?.value, length: fileSize, duration };
}

function attachmentsOf(files: readonly NamedFile[], base: string): Attachment[] {
	const byUrl = new Map<string, Attachment>();
	for (const { url: address, type, title, length, duration } of files) {
		const url = httpUrl(address, base);
		if (url === null || (byUrl.size >= MOST_FILES && !byUrl.has(url))) continue;
		const known = byUrl.get(url);
		const bytes = amount(length, MOST_BYTES);
		byUrl.set(url, {
			url,
			mimeType: (known?.mimeType ?? '') || lineOf(type).toLowerCase(),
			title: (known?.title ?? '') || lineOf(title),
			bytes: known?.bytes ?? (bytes === null ? null : Math.round(bytes)),
			seconds: known?.seconds ?? amount(duration, MOST_SECONDS)
		});
	}
	return [...byUrl.values()];
}

/** Many write 0 for what they do not know. */
function amount(value: number | undefined, most: number): number | null {
	return value !== undefined && value > 0 && value <= most ? value : null;
}

function isPicture({ type, url, medium }: Pick<MediaNs.Content, 'type' | 'url' | 'medium'>): boolean {
	if (type !== undefined) return /^image\//i.test(type.trim());
	if (medium !== undefined) return medium.trim().toLowerCase() === 'image';
	return PICTURE.test((url ?? '').split(/[?#]/, 1)[0] ?? '');
}

/** WordPress.com names the author's portrait first, which is no picture of the post. */
function widest(pictures: readonly { url?: string; width?: number }[], base: string): string | null {
	let best: { url: string; width: number } | null = null;
	for (const { url: address, width = 0 } of pictures) {
		const url = httpUrl(address, base);
		if (url === null || /(^|\.)gravatar\.com$/.test(hostName(url))) continue;
		if (best === null || width > best.width) best = { url, width };
	}
	return best?.url ?? null;
}
