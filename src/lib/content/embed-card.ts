import { safeMedia, type ContentBase } from './safe-url';

/** What a known player is called, and the page that shows the same thing outside of a frame. */
interface Player {
	host: RegExp;
	kind: 'Video' | 'Audio' | 'Map';
	page?: (url: URL) => string | null;
}

const PLAYERS: readonly Player[] = [
	{ host: /(^|\.)youtube(-nocookie)?\.com$/, kind: 'Video', page: youtubePage },
	{ host: /^youtu\.be$/, kind: 'Video' },
	{ host: /(^|\.)vimeo\.com$/, kind: 'Video', page: moved(/^\/video\/(\d+)/, 'https://vimeo.com/') },
	{
		host: /(^|\.)dailymotion\.com$/,
		kind: 'Video',
		page: moved(/^\/embed\/video\/(\w+)/, 'https://www.dailymotion.com/video/')
	},
	{ host: /(^|\.)(ted|twitch|tiktok|loom|videopress|wistia)\.(com|tv|net)$/, kind: 'Video' },
	{ host: /(^|\.)(soundcloud|spotify|bandcamp|mixcloud)\.com$/, kind: 'Audio' },
	{ host: /^(podcasts|embed\.podcasts|embed\.music)\.apple\.com$/, kind: 'Audio' },
	{ host: /^(maps\.google\.[a-z.]+|(www\.)?openstreetmap\.org|umap\.openstreetmap\.fr)$/, kind: 'Map' }
];

/** Names that players give to every frame say nothing about this one. */
const EMPTY_TITLE =
	/^(youtube|vimeo|spotify|soundcloud)?\s*(embed|embedded|video|audio|content)?\s*(player)?$/i;
const LONGEST_TITLE = 200;

/**
 * What stands in for a frame: a paragraph with a link that names the host, and asks it for nothing until it is pressed.
 * Null when the frame leads nowhere on the web.
 */
export function embedCard(frame: Element, address: string, base: ContentBase): HTMLParagraphElement | null {
	const safe = safeMedia(address, base);
	if (safe === null) return null;
	const player = playerOf(new URL(safe));
	const page = new URL(player?.page?.(new URL(safe)) ?? safe);
	const title = (frame.getAttribute('title') ?? '').trim().slice(0, LONGEST_TITLE);

	const link = frame.ownerDocument.createElement('a');
	link.setAttribute('href', page.href);
	link.textContent = `${player?.kind ?? 'Embedded page'} on ${page.host}${EMPTY_TITLE.test(title) ? '' : `: ${title}`}`;
	const card = frame.ownerDocument.createElement('p');
	card.setAttribute('class', 'embed');
	card.append(link);
	return card;
}

function playerOf(url: URL): Player | undefined {
	if (/^(www\.)?google\.[a-z.]+$/.test(url.host) && url.pathname.startsWith('/maps')) {
		return { host: /^/, kind: 'Map' };
	}
	return PLAYERS.find((player) => player.host.test(url.host));
}

/** YouTube refuses to show `/embed/…` outside of a frame. */
function youtubePage(url: URL): string | null {
	const list = url.searchParams.get('list');
	const id = /^\/(?:embed|v|shorts)\/([\w-]{6,})/.exec(url.pathname)?.[1];
	if (id !== undefined && id !== 'videoseries') return `https://www.youtube.com/watch?v=${id}`;
	return list === null ? null : `https://www.youtube.com/playlist?list=${encodeURIComponent(list)}`;
}

function moved(path: RegExp, to: string): (url: URL) => string | null {
	return (url) => {
		const id = path.exec(url.pathname)?.[1];
		return id === undefined ? null : to + id;
	};
}
