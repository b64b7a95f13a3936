/** Hosts whose pictures and frames only count readers, or show advertisements that do. */
const HOSTS: readonly RegExp[] = [
	/^(pixel|stats|s\.pixel)\.(wp|wordpress)\.com$/,
	/(^|\.)(google-analytics|googletagmanager|googlesyndication|googleadservices|doubleclick|2mdn)\.(com|net)$/,
	/(^|\.)(quantserve|scorecardresearch|chartbeat|statcounter|histats|hotjar|crwdcntrl|adnxs|taboola|outbrain|criteo)\.(com|net)$/,
	/(^|\.)(amazon-adsystem|assoc-amazon|linksynergy|awin1|tradedoubler|zanox-affiliate|feedsportal)\.(com|de|net)$/,
	/^(bat\.bing|px\.ads\.linkedin|ct\.pinterest|analytics\.twitter|counter\.yadro|mc\.yandex)\.(com|ru)$/,
	/^(ssl-)?vg[0-9]{1,2}\.met\.vgwort\.de$/,
	/^rss-pixel\./,
	/^(counter|beacon|matomo|piwik|plausible)\.[^.]+\.[a-z.]+$/
];

/** Addresses of counters on hosts that show pictures, too: host and path, and what is asked. */
const ADDRESSES: readonly RegExp[] = [
	/^feeds\.wordpress\.com\/1\.0\//,
	/^feeds\.feedburner\.com\/~(r|ff|a)\//,
	/^feeds\.feedblitz\.com\/(~\/[it]|_\/\d)/,
	/^feedpress\.me\/(link|tracker)\b/,
	/^medium\.com\/_\/stat\?/,
	/^[^/]*\bblogger\.googleusercontent\.com\/tracker\//,
	/^(www\.)?facebook\.com\/tr\b/,
	/^t\.co\/(i\/adsct|1\/)/,
	/^[^/]+\/(.*\/)?(matomo|piwik)\.php\b/,
	/^[^/]+\/(.*\/)?(track|tracking|trk|wf|e|o)\/open(\.php|\.aspx)?(\?|$)/,
	/^[^/]+\.list-manage\.com\/track\//,
	/^[^/]+\/(.*\/)?((beacon|count|counter|open|tracker|tracking|clear)\.gif|(pixel|blank|spacer|transparent)\.gif|1x1\.(gif|png))(\?|$)/
];

/** The start of every GIF of one by one dots. */
const ONE_DOT_GIF = /^data:image\/gif;base64,R0lGODlhAQABA/i;

/** An attribute of an element, by its name. */
type Attributes = (name: string) => string | null | undefined;

/** Whether nobody could see this picture or frame: it is there to count readers. */
export function isTracker(attribute: Attributes): boolean {
	if (isInvisible(attribute)) return true;
	const src = attribute('src')?.trim() ?? '';
	if (ONE_DOT_GIF.test(src) && attribute('srcset') == null) return true;
	// Of several, this one may only keep the place.
	return attribute('srcset') == null && isCounter(src);
}

/** Whether an address is that of a counter. */
function isCounter(src: string): boolean {
	const address = src.replace(/^\/\//, 'https://');
	if (!/^https?:/i.test(address) || !URL.canParse(address)) return false;
	const { hostname, pathname, search } = new URL(address);
	const asked = hostname + pathname + search;
	return HOSTS.some((host) => host.test(hostname)) || ADDRESSES.some((counter) => counter.test(asked));
}

function isInvisible(attribute: Attributes): boolean {
	if (['width', 'height'].some((side) => /^\s*[01](px)?\s*$/.test(attribute(side) ?? ''))) return true;
	const style = attribute('style') ?? '';
	if (/(^|;)\s*display\s*:\s*none\s*(!important\s*)?(;|$)/i.test(style)) return true;
	// `width: 1px; min-width: 100%` is how frames are made to fit a phone.
	if (/min-(width|height)/i.test(style)) return false;
	return /(^|;)\s*(max-)?(width|height)\s*:\s*[01](px)?\s*(!important\s*)?(;|$)/i.test(style);
}
