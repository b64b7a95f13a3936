import { embeddedAt } from '$lib/content/players';
import { webAddress } from '$lib/model/web-address';
import { escapeText, escapeAttribute } from './markup-text';

const AUDIO = /\.(mp3|m4a|m4b|oga|ogg|opus|wav|flac|wma)(\?[^/]*)?$/i;
const VIDEO = /\.(mp4|m4v|webm|ogv|mov|wmv|flv)(\?[^/]*)?$/i;

/** Pages of players whose frames have another address, which is made of the first part that each matches. */
const FRAMES: readonly (readonly [page: RegExp, frame: (match: string) => string])[] = [
	[/^https?:\/\/(?:www\.)?vimeo\.com\/(\d+)/, (id) => `https://player.vimeo.com/video/${id}`],
	[
		/^https?:\/\/open\.spotify\.com\/((?:track|album|playlist|episode|show|artist)\/\w+)/,
		(path) => `https://open.spotify.com/embed/${path}`
	],
	[
		/^(https?:\/\/(?:www\.)?soundcloud\.com\/[^/?#]+\/.+)$/,
		(page) => `https://w.soundcloud.com/player/?url=${encodeURIComponent(page)}`
	],
	[/^https?:\/\/(?:www\.)?ted\.com\/(talks\/\w+)/, (path) => `https://embed.ted.com/${path}`]
];

/** A line that is nothing but an address, which WordPress turns into what is there. */
const LINE = /^([ \t]*)(https?:\/\/[^\s<>"]+)([ \t\r]*)$/gim;
const PARAGRAPH = /(<p(?: [^<>]*)?>\s{0,20})(https?:\/\/[^\s<>"]+)(\s{0,20}<\/p>)/gi;

/** Shows what each address that stands alone in a line leads to, as its site does. */
export function withEmbeds(html: string): string {
	if (!/https?:\/\//i.test(html)) return html;
	const shown = (_: string, before: string, address: string, after: string) =>
		before + embedOf(address) + after;
	return html.replace(LINE, shown).replace(PARAGRAPH, shown);
}

/**
 * What shows an address within a post: a player of its own, a frame where Backlist knows the site, else a link. Text that is
 * no address of the web stays as it is.
 */
export function embedOf(text: string): string {
	const address = webAddress(text.replaceAll('&amp;', '&').replaceAll('&#038;', '&'), 'file:');
	if (address === null) return escapeText(text);
	if (AUDIO.test(address)) return mediaOf('audio', address);
	if (VIDEO.test(address)) return mediaOf('video', address);
	const frame = FRAMES.flatMap(([page, frameOf]) => {
		const part = page.exec(address)?.[1];
		return part === undefined ? [] : [frameOf(part)];
	})[0];
	if (frame === undefined && embeddedAt(address).kind === null) return linkTo(address);
	return `<iframe src="${escapeAttribute(frame ?? address)}"></iframe>`;
}

/** A recording with its own player. */
export function mediaOf(kind: 'audio' | 'video', address: string, poster = ''): string {
	const picture = poster === '' ? '' : ` poster="${escapeAttribute(poster)}"`;
	return `<figure><${kind} controls src="${escapeAttribute(address)}"${picture}></${kind}></figure>`;
}

export function linkTo(address: string): string {
	return `<a href="${escapeAttribute(address)}">${escapeText(address)}</a>`;
}
