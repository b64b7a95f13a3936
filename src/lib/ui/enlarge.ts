import type { Attachment } from 'svelte/attachments';
import { m } from '$lib/messages/messages';

/** Pictures no larger than this on both sides, in CSS pixels, are signs in a line. */
const SMALL = 64;
/** What a press means something else in. */
const PRESSED = 'summary, button';
const PICTURE_FILE = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;
/** Of what is around a picture that can be enlarged: a link to its file, or what holds it and its button. */
const OFFERED = '[data-enlarge]';

/**
 * Lets a picture be enlarged: by a button beside it, so that it stays the picture that it is for those who hear it; or by the link
 * around it, where that leads to nothing but its own file.
 */
export function offerEnlarging(image: HTMLImageElement): void {
	const [width, height] = [Number(image.getAttribute('width')), Number(image.getAttribute('height'))];
	if (image.closest(`${OFFERED}, ${PRESSED}`) !== null || isSmall(width, height)) return;
	const link = image.closest<HTMLAnchorElement>('a[href]');
	if (link === null) putButton(image);
	else if (leadsToPicture(link)) {
		link.dataset.enlarge = '';
		link.setAttribute('aria-haspopup', 'dialog');
	}
}

/** Hears of each picture that is to be enlarged in an element. */
export function enlargeOnPress(onEnlarge: (image: HTMLImageElement) => void): Attachment<HTMLElement> {
	return (element) => {
		const press = (event: MouseEvent) => {
			if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
			const image = event.target instanceof Element ? pictureAround(event.target) : null;
			if (image === null) return;
			event.preventDefault();
			onEnlarge(image);
		};
		element.addEventListener('click', press);
		return () => element.removeEventListener('click', press);
	};
}

/** All pictures within `element` that can be enlarged, in order. */
export function enlargeable(element: HTMLElement): HTMLImageElement[] {
	return [...element.querySelectorAll<HTMLImageElement>(`${OFFERED} img`)];
}

/** What a reader presses to enlarge `image`: it has the focus again afterwards. */
export function enlargerOf(image: HTMLImageElement): HTMLElement | null {
	const around = image.closest<HTMLElement>(OFFERED);
	return around?.matches('a, button') === true ? around : (around?.querySelector('button') ?? null);
}

function pictureAround(pressed: Element): HTMLImageElement | null {
	return pressed.closest(OFFERED)?.querySelector('img') ?? null;
}

function putButton(image: HTMLImageElement): void {
	const picture = image.closest('picture') ?? image;
	const around = document.createElement('span');
	around.className = 'enlargeable';
	around.dataset.enlarge = '';
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'enlarge';
	button.ariaLabel =
		image.alt.trim() === '' ? m.article_enlarge() : m.article_enlarge_named({ alt: image.alt.trim() });
	button.append(arrows());
	picture.replaceWith(around);
	around.append(picture, button);
	const withdraw = () => {
		delete around.dataset.enlarge;
		button.remove();
	};
	// How large it is may be known only now.
	image.addEventListener('load', () => {
		if (isSmall(image.naturalWidth, image.naturalHeight)) withdraw();
	});
	image.addEventListener('error', withdraw);
}

function isSmall(width: number, height: number): boolean {
	return width > 0 && width <= SMALL && height <= SMALL;
}

/** Around a picture and nothing else, to a file of the web. */
function leadsToPicture(link: HTMLAnchorElement): boolean {
	return (
		link.textContent.trim() === '' &&
		URL.canParse(link.href) &&
		PICTURE_FILE.test(new URL(link.href).pathname)
	);
}

const SVG = 'http://www.w3.org/2000/svg';

function arrows(): SVGElement {
	const drawing = document.createElementNS(SVG, 'svg');
	drawing.setAttribute('viewBox', '0 0 24 24');
	drawing.setAttribute('aria-hidden', 'true');
	const path = document.createElementNS(SVG, 'path');
	path.setAttribute('d', 'M15 3h6v6M9 21H3v-6M21 3l-7 7M3 21l7-7');
	drawing.append(path);
	return drawing;
}
