/** 96 random bits in 24 hexadecimal digits; `crypto.randomUUID` is absent on plain http. */
export function randomId(): string {
	return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
		byte.toString(16).padStart(2, '0')
	).join('');
}
