import { candidatesOf } from '$lib/content/srcset';
import { m } from '$lib/messages/messages';
import { keepSize } from './withheld-pictures';

/** Pictures smaller than this, in CSS pixels, are part of a line of text: words would tear it apart. */
const SMALL = 48;

/** Shows of each picture of a post the file that is kept, where there is one: it comes without a network, and at once. */
export function preferKept(post: DocumentFragment, kept: ReadonlySet<string>): void {
	if (kept.size === 0) return;
	for (const image of post.querySelectorAll('img')) {
		const picture = image.closest('picture');
		const sources = [...(picture?.querySelectorAll('source') ?? [])];
		const files = [
			{ url: image.getAttribute('src') ?? '', descriptor: '' },
			...[image, ...sources].flatMap((element) => candidatesOf(element.getAttribute('srcset') ?? ''))
		];
		const found = files
			.map((file) => ({ ...file, at: addressIn(kept, file.url) }))
			.filter(({ at }) => at !== null);
		const [file] = found.toSorted((a, b) => b.descriptor.length - a.descriptor.length);
		if (file?.at == null) continue;
		for (const source of sources) source.remove();
		image.setAttribute('src', file.at);
		// With its descriptor, so that it is drawn as large as the others would be.
		if (file.descriptor === '') image.removeAttribute('srcset');
		else image.setAttribute('srcset', `${file.at} ${file.descriptor}`);
	}
}

/** The address under which `url` is kept; null where it is not. A secure page asks for pictures over https only. */
function addressIn(kept: ReadonlySet<string>, url: string): string | null {
	const plain = url.replace(/#.*$/s, '');
	const secure = plain.replace(/^http:/, 'https:');
	return [plain, secure].find((address) => kept.has(address)) ?? null;
}

/**
 * Has a picture that cannot be loaded leave its words in a place of its size. With the network it is tried again.
 * @param onBroken hears of the address
 */
export function standInForMissing(post: DocumentFragment, onBroken: (address: string) => void): void {
	for (const image of post.querySelectorAll('img')) {
		image.addEventListener('error', () => {
			const address = image.currentSrc || image.src;
			standIn(image);
			onBroken(address);
		});
	}
}

function standIn(image: HTMLImageElement): void {
	const picture = image.closest('picture') ?? image;
	if (picture.parentNode === null) return;
	const place = document.createElement('span');
	place.className = 'withheld';
	place.role = 'img';
	place.ariaLabel = image.alt.trim() === '' ? m.article_picture() : image.alt.trim();
	// Not as text: places in the text of the post stay what they are.
	const isSmall = image.width > 0 && Number(image.getAttribute('width') ?? SMALL) < SMALL;
	if (!isSmall) place.dataset.words = place.ariaLabel;
	keepSize(place, image);
	picture.replaceWith(place);
	addEventListener('online', () => tryAgain(image, picture, place), { once: true });
}

function tryAgain(image: HTMLImageElement, picture: Element, place: HTMLElement): void {
	if (!place.isConnected) return;
	place.replaceWith(picture);
	const { src } = image;
	image.src = src;
}
