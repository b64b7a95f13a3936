import frameHosts from './frame-hosts.json';

export type PlayerKind = 'Video' | 'Audio' | 'Map' | 'Chart' | 'Code';

/** What is known of a site whose players stand in other sites' posts. */
interface Player {
	/** Of the addresses that frames have: host and path. */
	at: RegExp;
	kind: PlayerKind;
	/** The page that shows the same thing outside of a frame; the address itself where there is none. */
	page?: (url: URL) => string | null;
	/** The address for a frame here, or null for none; the address itself where this is not said. */
	frame?: (url: URL) => string | null;
}

/**
 * Hosts that may be shown in a frame, once the reader asks for it: those that the app's Content-Security-Policy lets into one
 * (svelte.config.js reads the same file). A player on any other host is a link that leads there.
 */
const HOSTS: ReadonlySet<string> = new Set(frameHosts);

const PLAYERS: readonly Player[] = [
	{
		at: /^([^/]+\.)?(youtube(-nocookie)?\.com|youtu\.be)\//,
		kind: 'Video',
		page: youtubePage,
		frame: youtubeFrame
	},
	{
		at: /^([^/]+\.)?vimeo\.com\//,
		kind: 'Video',
		page: moved(/^\/video\/(\d+)/, 'https://vimeo.com/'),
		frame: vimeoFrame
	},
	{
		at: /^([^/]+\.)?dailymotion\.com\//,
		kind: 'Video',
		page: (url) => prefixed('https://www.dailymotion.com/video/', dailymotionId(url)),
		frame: (url) => prefixed('https://geo.dailymotion.com/player.html?video=', dailymotionId(url))
	},
	{
		at: /^embed(-ssl)?\.ted\.com\//,
		kind: 'Video',
		page: moved(/^\/(talks\/.+)/, 'https://www.ted.com/'),
		frame: moved(/^\/(talks\/.+)/, 'https://embed.ted.com/')
	},
	{
		at: /^([^/]+\.)?tiktok\.com\//,
		kind: 'Video',
		frame: moved(/^\/(?:embed(?:\/v\d)?|player\/v1)\/(\d+)/, 'https://www.tiktok.com/player/v1/')
	},
	{
		at: /^([^/]+\.)?loom\.com\//,
		kind: 'Video',
		page: moved(/^\/embed\/(\w+)/, 'https://www.loom.com/share/')
	},
	{ at: /^(videopress\.com|video\.wordpress\.com|fast\.wistia\.(net|com))\//, kind: 'Video' },
	{ at: /^([^/]+\.)?(twitch|wistia)\.(com|tv|net)\//, kind: 'Video', frame: () => null },
	{
		at: /^(www\.)?archive\.org\//,
		kind: 'Video',
		page: moved(/^\/embed\/(.+)/, 'https://archive.org/details/'),
		frame: moved(/^\/embed\/(.+)/, 'https://archive.org/embed/')
	},
	{
		at: /^open\.spotify\.com\//,
		kind: 'Audio',
		page: moved(/^\/embed(?:-podcast)?\/(\w+\/\w+)/, 'https://open.spotify.com/'),
		frame: moved(/^\/embed(?:-podcast)?\/(\w+\/\w+)/, 'https://open.spotify.com/embed/')
	},
	{
		at: /^w\.soundcloud\.com\//,
		kind: 'Audio',
		page: (url) => pageIn(url, 'url', /^(www\.)?soundcloud\.com$/)
	},
	{
		at: /^(www|player-widget)\.mixcloud\.com\//,
		kind: 'Audio',
		page: (url) => prefixed('https://www.mixcloud.com', mixcloudPath(url)),
		frame: mixcloudFrame
	},
	{
		at: /^embed\.(podcasts|music)\.apple\.com\//,
		kind: 'Audio',
		page: (url) => `https://${url.host.slice('embed.'.length)}${url.pathname}${url.search}`
	},
	{
		at: /^([^/]+\.)?(anchor\.fm|(creators|podcasters)\.spotify\.com)\//,
		kind: 'Audio',
		frame: (url) => `https://creators.spotify.com${url.pathname}${url.search}`
	},
	{
		at: /^([^/]+\.)?(bandcamp|buzzsprout|simplecast|acast|podbean|libsyn|spreaker|audioboom)\.com\/|^([^/]+\.)?(transistor|captivate|megaphone|omny|fireside)\.fm\//,
		kind: 'Audio'
	},
	{
		at: /^(www\.|maps\.)?google\.[a-z.]+\/maps(\/|$)/,
		kind: 'Map',
		page: googleMap,
		frame: (url) => `https://www.google.com${url.pathname}${url.search}`
	},
	{ at: /^(www\.openstreetmap\.org|umap\.openstreetmap\.fr)\//, kind: 'Map' },
	{ at: /^(datawrapper\.dwcdn\.net|flo\.uri\.sh)\//, kind: 'Chart' },
	{
		at: /^codepen\.io\//,
		kind: 'Code',
		page: (url) => {
			const [, author, id] = /^\/([\w-]+)\/embed\/(?:preview\/)?(\w+)/.exec(url.pathname) ?? [];
			return id === undefined ? null : `https://codepen.io/${author}/pen/${id}`;
		}
	}
];

/** What the frame of a post at `address` shows. */
export interface Embedded {
	/** Null where nothing is known of the site. */
	kind: PlayerKind | null;
	/** Absolute address to open outside. */
	page: string;
	/** Absolute address for a frame, of a host that may be in one; null where it can only be opened outside. */
	frame: string | null;
}

/** @param address absolute, http or https */
export function embeddedAt(address: string): Embedded {
	const url = new URL(address);
	const player = PLAYERS.find(({ at }) => at.test(url.hostname + url.pathname));
	if (player === undefined) return { kind: null, page: url.href, frame: null };
	const page = player.page?.(url) ?? url.href;
	const frame = player.frame === undefined ? secured(url) : player.frame(url);
	return { kind: player.kind, page, frame: frame !== null && isAllowed(frame) ? frame : null };
}

/** Whether `address` may be shown in a frame as it is. */
export function isFrame(address: string): boolean {
	return URL.canParse(address) && embeddedAt(address).frame === address;
}

function isAllowed(frame: string): boolean {
	const { protocol, host, username, password } = new URL(frame);
	return protocol === 'https:' && HOSTS.has(host) && username + password === '';
}

function secured(url: URL): string {
	return url.href.replace(/^http:/, 'https:');
}

/** YouTube refuses to show `/embed/…` outside of a frame. */
function youtubePage(url: URL): string | null {
	const list = url.searchParams.get('list');
	const id = youtubeId(url);
	if (id !== null) return `https://www.youtube.com/watch?v=${id}`;
	return list === null ? null : `https://www.youtube.com/playlist?list=${encodeURIComponent(list)}`;
}

function youtubeFrame(url: URL): string | null {
	const list = url.searchParams.get('list');
	const id = youtubeId(url);
	if (id === null && list === null) return null;
	const start = /^\d{1,6}/.exec(url.searchParams.get('start') ?? url.searchParams.get('t') ?? '')?.[0];
	const options = new URLSearchParams();
	if (start !== undefined) options.set('start', start);
	if (list !== null) options.set('list', list);
	const search = options.size === 0 ? '' : `?${options.toString()}`;
	return `https://www.youtube-nocookie.com/embed/${id ?? 'videoseries'}${search}`;
}

function youtubeId(url: URL): string | null {
	const path = url.hostname === 'youtu.be' ? /^\/([\w-]{6,})/ : /^\/(?:embed|v|shorts|live)\/([\w-]{6,})/;
	const id = path.exec(url.pathname)?.[1] ?? (url.pathname === '/watch' ? url.searchParams.get('v') : null);
	return id !== null && id !== 'videoseries' && /^[\w-]{6,}$/.test(id) ? id : null;
}

/** `h` is the key of a film that is not listed; `dnt` asks Vimeo to keep no record. */
function vimeoFrame(url: URL): string | null {
	const id = /^\/video\/(\d+)/.exec(url.pathname)?.[1];
	if (id === undefined) return null;
	const key = url.searchParams.get('h');
	return `https://player.vimeo.com/video/${id}?dnt=1${key !== null && /^\w+$/.test(key) ? `&h=${key}` : ''}`;
}

function dailymotionId(url: URL): string | null {
	const id = /^\/(?:embed\/)?video\/(\w+)/.exec(url.pathname)?.[1] ?? url.searchParams.get('video');
	return id !== null && /^\w+$/.test(id) ? id : null;
}

function mixcloudPath(url: URL): string | null {
	const path = url.searchParams.get('feed')?.replace(/^https?:\/\/(www\.)?mixcloud\.com/, '') ?? '';
	return path.startsWith('/') ? encodeURI(path) : null;
}

function mixcloudFrame(url: URL): string | null {
	const path = mixcloudPath(url);
	if (path === null) return null;
	return `https://player-widget.mixcloud.com/widget/iframe/?feed=${encodeURIComponent(decodeURI(path))}`;
}

/** Google shows `/maps/embed` in frames only; the place is in the address, in Google's own notation. */
function googleMap(url: URL): string | null {
	const place = url.searchParams.get('q');
	if (place !== null) return `https://www.google.com/maps?q=${encodeURIComponent(place)}`;
	const [, longitude, latitude] =
		/!2d(-?\d+(?:\.\d+)?)!3d(-?\d+(?:\.\d+)?)/.exec(url.searchParams.get('pb') ?? '') ?? [];
	return latitude === undefined ? null : `https://www.google.com/maps?q=${latitude},${longitude}`;
}

function pageIn(url: URL, name: string, host: RegExp): string | null {
	const address = url.searchParams.get(name) ?? '';
	if (!URL.canParse(address)) return null;
	const page = new URL(address);
	return /^https?:$/.test(page.protocol) && host.test(page.hostname) ? page.href : null;
}

function moved(path: RegExp, to: string): (url: URL) => string | null {
	return (url) => prefixed(to, path.exec(url.pathname)?.[1] ?? null);
}

function prefixed(prefix: string, rest: string | null): string | null {
	return rest === null ? null : prefix + rest;
}
