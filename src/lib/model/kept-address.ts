/** Where the service worker answers with what is kept, in parts as players ask for them; beneath the app's own folder. */
export const KEPT_PATH = 'kept-recording';

/** The address on the app's own host of the recording at `url`. @param root of the app, with its final slash */
export function keptAddress(root: string, url: string): string {
	return `${root}${KEPT_PATH}?${new URLSearchParams({ url }).toString()}`;
}

/** What {@link keptAddress} was made of; null for another address. */
export function keptRecordingAt(root: string, address: URL): string | null {
	return address.pathname === root + KEPT_PATH ? address.searchParams.get('url') : null;
}

/** The first byte that a `Range` header asks for, and the last; null where it asks for none that there are. Several at once are not asked for by players. */
export function bytesAskedFor(range: string, size: number): [first: number, last: number] | null {
	const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? [];
	if (from === '' && to === '') return null;
	const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
	const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
	return first <= last && first < size ? [first, last] : null;
}
