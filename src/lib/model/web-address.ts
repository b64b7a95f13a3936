/** In UTF-16 units: no browser shows a longer one, and no server takes it. */
const LONGEST = 16 * 1024;

/**
 * An absolute `http(s)` address as it can be shown, linked and fetched; null for any other, and for one that is endlessly
 * long. A name and password in it are dropped: `https://bank.example@elsewhere.example` is only ever there to deceive.
 */
export function webAddress(address: string, base?: string): string | null {
	const text = address.trim();
	// An empty address would be that of the page itself.
	if (text === '' || text.length > LONGEST || !URL.canParse(text, base)) return null;
	const url = new URL(text, base);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
	url.username = '';
	url.password = '';
	return url.href.length > LONGEST ? null : url.href;
}

/** Whether `address` is one that {@link webAddress} has given, by its looks: it is asked of each of the thousands of a list. */
export function isWebAddress(address: string): boolean {
	if (!address.startsWith('https://') && !address.startsWith('http://')) return false;
	// Few addresses have an @, and those that do, as Mastodon's, have it in their path.
	return !address.includes('@') || !/^https?:\/\/[^/?#]*@/.test(address);
}
