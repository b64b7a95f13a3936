/** Loopback, private and link-local addresses, and names that only a network at home knows. */
const PRIVATE = [
	/^(localhost|.+\.(localhost|localdomain|local|lan|internal|intranet|private|corp|home|home\.arpa))$/,
	// A word alone is a device such as `router`.
	/^[^.:]+$/,
	/^(0|10|127)\.\d+\.\d+\.\d+$/,
	/^192\.168\.\d+\.\d+$/,
	/^169\.254\.\d+\.\d+$/,
	/^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/,
	// Behind the shared address of a provider.
	/^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+$/,
	/^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*|::ffff:.*)\]$/
];

/** Whether an address is on this device or a network at home. A page of the web has no business there. */
export function isPrivate(address: string): boolean {
	if (!URL.canParse(address)) return false;
	// A final dot means the same host.
	const hostname = new URL(address).hostname.replace(/\.$/, '');
	return PRIVATE.some((pattern) => pattern.test(hostname));
}
