import { m } from '$lib/messages/messages';

/** Pictures smaller than this, in CSS pixels, are part of a line of text: a button would tear it apart. */
const SMALL = 48;
/** What a reader presses for another purpose already. */
const PRESSED = 'a[href], summary, button';

/** Pictures that are taken out of a post. */
export interface WithheldPictures {
	count: number;
	/** Puts all of them back in their places. */
	restore: () => void;
}

export const NONE_WITHHELD: WithheldPictures = { count: 0, restore: () => undefined };

/**
 * Takes all pictures that the network would be asked for out of a post that is not shown yet; what stands in their places has their
 * sizes and their words. Pictures within the post itself stay.
 * @param how each comes on press, or not at all
 * @param onBack hears of each that is put back, maybe twice
 */
export function withholdPictures(
	post: DocumentFragment,
	how: 'on-press' | 'none',
	onBack: (image: HTMLImageElement) => void = () => undefined
): WithheldPictures {
	const restored: (() => void)[] = [];
	for (const video of post.querySelectorAll('video[poster]')) {
		const poster = video.getAttribute('poster') ?? '';
		video.removeAttribute('poster');
		restored.push(() => video.setAttribute('poster', poster));
	}
	for (const image of post.querySelectorAll('img')) {
		if (!asksNetwork(image)) continue;
		const picture = image.closest('picture') ?? image;
		const back = how === 'none' ? withWords(image, picture) : withButton(image, picture, onBack);
		restored.push(() => {
			back();
			onBack(image);
		});
	}
	const restore = () => {
		for (const one of restored) one();
	};
	return { count: restored.length, restore };
}

function asksNetwork(image: HTMLImageElement): boolean {
	const sources = image.closest('picture')?.querySelector('source[srcset]') ?? null;
	const src = image.getAttribute('src') ?? '';
	return sources !== null || image.hasAttribute('srcset') || !src.startsWith('data:');
}

/** Puts the words of a picture in its place. @returns what puts it back */
function withWords(image: HTMLImageElement, picture: Element): () => void {
	const words = document.createElement('span');
	words.className = 'withheld';
	words.textContent = image.alt === '' ? m.article_picture() : image.alt;
	picture.replaceWith(words);
	return () => words.replaceWith(picture);
}

/**
 * Puts a button in the place of a picture that brings it; or its words, where a press means something else already or the line is too low,
 * and the button behind.
 * @returns what puts it back
 */
function withButton(
	image: HTMLImageElement,
	picture: Element,
	onBack: (image: HTMLImageElement) => void
): () => void {
	const isInLine = image.width > 0 && image.width < SMALL;
	const pressed = picture.parentElement?.closest(PRESSED) ?? null;
	if (isInLine) return withWords(image, picture);
	const button = buttonFor(image);
	if (pressed === null) {
		keepSize(button, image);
		picture.replaceWith(button);
	}
	const putBack = pressed === null ? () => button.replaceWith(picture) : withWords(image, picture);
	pressed?.after(button);
	const restore = () => {
		putBack();
		button.remove();
	};
	button.addEventListener('click', () => {
		restore();
		onBack(image);
		// The focus would be lost with the button.
		image.tabIndex = -1;
		image.focus({ preventScroll: true });
	});
	return restore;
}

function buttonFor(image: HTMLImageElement): HTMLButtonElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'withheld';
	button.textContent = wordsOfLoading(image);
	return button;
}

/** So that nothing moves when the picture comes. */
export function keepSize(place: HTMLElement, image: HTMLImageElement): void {
	const [width, height] = [Number(image.getAttribute('width')), Number(image.getAttribute('height'))];
	if (!(width > 0 && height > 0)) return;
	place.style.inlineSize = `${width}px`;
	place.style.aspectRatio = `${width} / ${height}`;
}

function wordsOfLoading({ alt, src }: HTMLImageElement): string {
	if (alt !== '') return m.article_picture_load({ alt });
	return URL.canParse(src)
		? m.article_picture_load_from({ host: new URL(src).host })
		: m.article_picture_load_from_site();
}
