import { webAddress } from '$lib/model/web-address';

/** Longest `mailto:` address, in UTF-16 units. */
const LONGEST_MAILTO = 500;

/**
 * The absolute `http(s)` address that a feed means by `value`, as {@link webAddress} has it, or null when it means none.
 * @param base absolute address of the page it was read from
 */
export function httpUrl(value: unknown, base: string): string | null {
	return typeof value === 'string' ? webAddress(value, base) : null;
}

/** As {@link httpUrl}, or a `mailto:` address: what a person can be reached at. */
export function personUrl(value: unknown, base: string): string | null {
	return mailAddress(value) ?? httpUrl(value, base);
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

function mailAddress(value: unknown): string | null {
	if (typeof value !== 'string' || value.length > LONGEST_MAILTO || !URL.canParse(value)) return null;
	const url = new URL(value);
	return url.protocol === 'mailto:' ? url.href : null;
}
