import { httpUrl } from '$lib/sources/http-url';
import { isPicture, type WxrAttachment } from './attachments';
import { embedOf, linkTo, mediaOf } from './embeds';
import { numberIn } from './item';
import { escapeAttribute } from './markup-text';
import type { ShortcodeSurroundings } from './shortcodes';

type Attributes = ReadonlyMap<string, string>;

/** A shortcode that Backlist can show. */
export interface Shortcode {
	/** Whether what stands up to its end belongs to it. */
	hasContent: boolean;
	show: (attributes: Attributes, content: string, around: ShortcodeSurroundings) => string;
}

/** Pictures of one gallery. */
const MOST_PICTURES = 500;
const AUDIO_TYPES = ['src', 'mp3', 'm4a', 'ogg', 'wav', 'flac', 'wma', 'url', '0'];
const VIDEO_TYPES = ['src', 'mp4', 'm4v', 'webm', 'ogv', 'flv', 'wmv', 'url', '0'];

/** Sites whose shortcode gives an address, or only what stands behind this in it. */
const SITES: Readonly<Record<string, string>> = {
	youtube: 'https://www.youtube.com/watch?v=',
	vimeo: 'https://vimeo.com/',
	dailymotion: 'https://www.dailymotion.com/video/',
	ted: 'https://www.ted.com/talks/',
	spotify: 'https://open.spotify.com/',
	soundcloud: 'https://soundcloud.com/',
	mixcloud: 'https://www.mixcloud.com/',
	bandcamp: 'https://bandcamp.com/',
	wpvideo: 'https://videopress.com/embed/',
	videopress: 'https://videopress.com/embed/',
	gist: 'https://gist.github.com/',
	tweet: 'https://twitter.com/i/status/',
	instagram: 'https://www.instagram.com/p/',
	flickr: 'https://www.flickr.com/photos/',
	googlemaps: 'https://www.google.com/maps/',
	googlevideo: 'https://video.google.com/',
	slideshare: 'https://www.slideshare.net/',
	scribd: 'https://www.scribd.com/doc/',
	facebook: 'https://www.facebook.com/'
};

const KNOWN: ReadonlyMap<string, Shortcode> = new Map<string, Shortcode>([
	['caption', { hasContent: true, show: caption }],
	['wp_caption', { hasContent: true, show: caption }],
	['gallery', { hasContent: false, show: gallery }],
	['playlist', { hasContent: false, show: playlist }],
	['audio', { hasContent: true, show: player('audio', AUDIO_TYPES) }],
	['video', { hasContent: true, show: player('video', VIDEO_TYPES) }],
	['embed', { hasContent: true, show: embed }],
	...Object.entries(SITES).map(([name, start]) => [name, { hasContent: true, show: site(start) }] as const)
]);

export function shortcodeOf(name: string): Shortcode | null {
	return KNOWN.get(name) ?? null;
}

/** The picture, perhaps in a link, is followed by the words; older ones have these among the attributes. */
function caption(attributes: Attributes, content: string): string {
	const picture = /^\s{0,50}((?:<a\s[^<>]*>\s{0,20})?<img\s[^<>]*>(?:\s{0,20}<\/a>)?)/i.exec(content);
	const own = attributes.get('caption') ?? '';
	const inner = own === '' ? (picture?.[1] ?? content) : content;
	const words = own || (picture === null ? '' : content.slice(picture[0].length).trim());
	return figure(inner.trim(), words);
}

function gallery(
	attributes: Attributes,
	_content: string,
	{ postId, attachments }: ShortcodeSurroundings
): string {
	const named = attributes.get('ids') ?? attributes.get('include');
	const excluded = new Set(idsIn(attributes.get('exclude')));
	const pictures =
		named === undefined
			? attachments.picturesOf(numberIn(attributes.get('id') ?? '') ?? postId)
			: idsIn(named).flatMap((id) => attachments.get(id) ?? []);
	const without = new Set([...excluded].map((id) => attachments.get(id)));
	const shown = pictures.filter((picture) => isPicture(picture) && !without.has(picture));
	return shown.slice(0, MOST_PICTURES).map(pictureOf).join('\n');
}

function pictureOf({ url, alt, caption }: WxrAttachment): string {
	return figure(`<img src="${escapeAttribute(url)}" alt="${escapeAttribute(alt)}" />`, caption);
}

function playlist(attributes: Attributes, _content: string, { attachments }: ShortcodeSurroundings): string {
	const kind = attributes.get('type') === 'video' ? 'video' : 'audio';
	const files = idsIn(attributes.get('ids')).flatMap((id) => attachments.get(id) ?? []);
	return files
		.slice(0, MOST_PICTURES)
		.map(({ url }) => mediaOf(kind, url))
		.join('\n');
}

function player(kind: 'audio' | 'video', types: readonly string[]): Shortcode['show'] {
	return (attributes, content) => {
		const named = types.map((type) => attributes.get(type)).find((value) => value !== undefined);
		// Jetpack's own had options behind the address.
		const written = named ?? /https?:\/\/[^\s<>"\]]+/.exec(content)?.[0] ?? '';
		const address = httpUrl(written.split('|', 1)[0], 'file:');
		if (address === null) return '';
		const shown = embedOf(address);
		const isFile = !shown.startsWith('<iframe');
		return isFile ? mediaOf(kind, address, httpUrl(attributes.get('poster'), 'file:') ?? '') : shown;
	};
}

function embed(attributes: Attributes, content: string): string {
	const written = attributes.get('src') ?? content.replace(/<[^<>]*>/g, '').trim();
	return written === '' ? '' : embedOf(written);
}

/** `[youtube=https://…]`, `[youtube https://…]`, `[youtube id="…"]`, `[youtube]…[/youtube]` */
function site(start: string): Shortcode['show'] {
	return (attributes, content) => {
		const named = ['url', 'src', 'id', 'v', '0'].map((name) => attributes.get(name)).find(Boolean);
		const written = (named ?? content.replace(/<[^<>]*>/g, '').trim())
			.replace(/^=/, '')
			.replaceAll('&#038;', '&');
		if (written === '') return '';
		const isAddress = /^https?:\/\//i.test(written);
		const address = httpUrl(isAddress ? written : start + encodeURI(written.replace(/^\/+/, '')), 'file:');
		if (address === null) return '';
		const shown = embedOf(address);
		return shown === linkTo(address) ? `<p>${shown}</p>` : shown;
	};
}

function figure(inner: string, caption: string): string {
	const words = caption === '' ? '' : `<figcaption>${caption}</figcaption>`;
	return `<figure>${inner}${words}</figure>`;
}

function idsIn(text = ''): number[] {
	return text.split(',').flatMap((id) => numberIn(id) ?? []);
}
