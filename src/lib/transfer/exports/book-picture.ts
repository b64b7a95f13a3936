import { pictureTypeOf } from './picture-type';

/** What every reader of books shows. WebP is younger than most of them. */
const SHOWN: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif']);

/** Beginning of a file by which it is known, in bytes. */
const START = 16;

/** A picture as every reader of books shows it, drawn anew where it has to be; null for one that cannot be drawn. */
export async function bookPicture(picture: Blob): Promise<Blob | null> {
	const type = pictureTypeOf(new Uint8Array(await picture.slice(0, START).arrayBuffer()));
	if (type !== null && SHOWN.has(type.mediaType)) return picture;
	try {
		const bitmap = await createImageBitmap(picture);
		const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
		canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
		bitmap.close();
		return await canvas.convertToBlob({ type: 'image/png' });
	} catch (error) {
		// No picture, one that is too large, or a browser that cannot draw in a worker.
		if (error instanceof DOMException || error instanceof TypeError || error instanceof ReferenceError)
			return null;
		throw error;
	}
}
