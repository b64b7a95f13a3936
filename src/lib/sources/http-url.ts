/**
 * The absolute `http(s)` address that a feed means by `value`, or null when it means none.
 * @param base absolute address of the page it was read from
 */
export function httpUrl(value: unknown, base: string): string | null {
	const url = resolved(value, base);
	return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}

/** As {@link httpUrl}, or a `mailto:` address: what a person can be reached at. */
export function personUrl(value: unknown, base: string): string | null {
	const url = resolved(value, base);
	return url?.protocol === 'mailto:' ? url.href : httpUrl(value, base);
}

/** Host of an address as people say it, such as `example.org`; the address itself when it has none. */
export function hostName(address: string): string {
	const host = URL.canParse(address) ? new URL(address).host : '';
	return host === '' ? address : host.replace(/^www\./, '');
}

/** Whether the address is on this very device, where neither the network nor https matters. */
export function isLoopback(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { hostname } = new URL(address);
	return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

export function withoutFragment(address: string): string {
	return address.replace(/#.*$/s, '');
}

function resolved(value: unknown, base: string): URL | null {
	if (typeof value !== 'string') return null;
	const address = value.trim();
	// An empty address would be that of the page itself.
	return address !== '' && URL.canParse(address, base) ? new URL(address, base) : null;
}
