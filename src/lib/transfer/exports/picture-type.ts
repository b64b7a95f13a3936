interface PictureType {
	mediaType: string;
	/** With the dot. */
	extension: string;
}

/** First bytes, with null for any. */
const SIGNATURES: readonly [bytes: readonly (number | null)[], type: PictureType][] = [
	[[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], { mediaType: 'image/png', extension: '.png' }],
	[[0xff, 0xd8, 0xff], { mediaType: 'image/jpeg', extension: '.jpg' }],
	[[0x47, 0x49, 0x46, 0x38], { mediaType: 'image/gif', extension: '.gif' }],
	[
		[0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
		{ mediaType: 'image/webp', extension: '.webp' }
	],
	[
		[null, null, null, null, 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66],
		{ mediaType: 'image/avif', extension: '.avif' }
	]
];

/** What a picture is by its first bytes; null for what not every reader of books shows, such as SVG, which is a document. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
	const found = SIGNATURES.find(([signature]) =>
		signature.every((byte, i) => byte === null || byte === bytes[i])
	);
	return found?.[1] ?? null;
}
