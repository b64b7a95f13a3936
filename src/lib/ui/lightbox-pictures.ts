import { enlargeable } from './enlarge';
import { shownPicture } from './shown-picture';

/** A picture as it is shown large. */
export interface LightboxPicture {
	src: string;
	/** Other sizes of it, for `srcset`; empty for none. */
	srcset: string;
	/** As it is in the text: it is there, so it is shown where `src` cannot be loaded. */
	small: string;
	alt: string;
	/** Empty where there is none. */
	caption: string;
	/** Where it is in the text. */
	image: HTMLImageElement;
}

/**
 * The pictures of an article that can be shown large.
 * @param asksForLarger other files of them than those in the text may be asked for
 */
export function lightboxPictures(
	article: HTMLElement,
	feedUrl: string,
	asksForLarger: boolean
): LightboxPicture[] {
	return enlargeable(article).map((image) => {
		const small = image.currentSrc || image.src;
		const link = image.closest<HTMLAnchorElement>('a[href]');
		const larger = link === null ? null : shownPicture(link.href, feedUrl);
		const caption = image.closest('figure')?.querySelector('figcaption')?.textContent.trim() ?? '';
		const picture = { small, alt: image.alt.trim(), caption, image };
		if (!asksForLarger) return { ...picture, src: small, srcset: '' };
		if (larger !== null) return { ...picture, src: larger, srcset: '' };
		return { ...picture, src: small, srcset: image.srcset };
	});
}
