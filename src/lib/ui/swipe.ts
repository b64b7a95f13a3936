import type { Attachment } from 'svelte/attachments';

/** What a swipe of one finger does; a direction without a function does nothing and the element does not follow it. */
export interface Swipes {
	/** The finger went towards the start of a line: to the left where one reads from left to right. */
	onStart?: (() => void) | undefined;
	/** The finger went towards the end of a line. */
	onEnd?: (() => void) | undefined;
}

/** CSS pixels that a finger goes to mean it. */
const FAR = 60;
/** CSS pixels after which it is plain which way a finger goes. */
const PLAIN = 10;
/** A swipe goes so many times as far along the line as across it. */
const STRAIGHT = 2;
/** CSS pixels along both sides of the screen where swipes belong to the browser. */
const EDGE = 20;
/** The element goes a part of the way with the finger, and never farther than this many CSS pixels. */
const FOLLOWING = { share: 0.35, most: 48 };
/** What has a use of its own for a finger that moves. */
const TAKEN = 'input, textarea, select, audio, video, iframe, dialog, [contenteditable], [role="separator"]';

interface Touch {
	pointerId: number;
	x: number;
	y: number;
	/** It is plain that the finger swipes. */
	isSwipe: boolean;
}

/** Hears swipes of a finger on an element: `{@attach swipe({ onEnd: goBack })}`. Whatever it does has to be there for keys, too. */
export function swipe(swipes: Swipes): Attachment<HTMLElement> {
	return (element) => {
		let touch: Touch | null = null;

		function begin(event: PointerEvent): void {
			// A second finger means something else.
			if (touch !== null) giveUp();
			else if (event.pointerType === 'touch' && event.isPrimary && isFree(event, element))
				touch = startOf(event);
		}

		function move(event: PointerEvent): void {
			if (touch?.pointerId !== event.pointerId) return;
			const across = Math.abs(event.clientY - touch.y);
			const along = event.clientX - touch.x;
			if (!touch.isSwipe && Math.max(across, Math.abs(along)) < PLAIN) return;
			touch.isSwipe ||= Math.abs(along) >= STRAIGHT * across;
			if (!touch.isSwipe || hasSelection()) giveUp();
			else follow(element, doneBy(along) === undefined ? 0 : along);
		}

		function end(event: PointerEvent): void {
			if (touch?.pointerId !== event.pointerId) return;
			const along = event.clientX - touch.x;
			const across = Math.abs(event.clientY - touch.y);
			const isFar = touch.isSwipe && Math.abs(along) > Math.max(FAR, STRAIGHT * across);
			giveUp();
			if (isFar) doneBy(along)?.();
		}

		function giveUp(): void {
			if (touch?.isSwipe === true) letGo(element);
			touch = null;
		}

		function doneBy(along: number): (() => void) | undefined {
			const isToEnd = along > 0 === (getComputedStyle(element).direction === 'ltr');
			return isToEnd ? swipes.onEnd : swipes.onStart;
		}

		const { touchAction } = element.style;
		// The browser scrolls up and down and magnifies; along the line it leaves the finger to us.
		element.style.touchAction = 'pan-y pinch-zoom';
		const listening = new AbortController();
		const { signal } = listening;
		element.addEventListener('pointerdown', begin, { signal });
		element.addEventListener('pointermove', move, { signal });
		element.addEventListener('pointerup', end, { signal });
		element.addEventListener('pointercancel', giveUp, { signal });
		element.addEventListener('contextmenu', giveUp, { signal });
		return () => {
			listening.abort();
			giveUp();
			element.style.touchAction = touchAction;
		};
	};
}

function startOf({ pointerId, clientX, clientY }: PointerEvent): Touch {
	return { pointerId, x: clientX, y: clientY, isSwipe: false };
}

/** Whether a swipe may begin here: nothing else wants the finger. */
function isFree({ target, clientX }: PointerEvent, element: HTMLElement): boolean {
	if (clientX < EDGE || clientX > innerWidth - EDGE || hasSelection()) return false;
	// In a magnified page a finger moves what is to be seen of it.
	if ((visualViewport?.scale ?? 1) > 1.01) return false;
	if (!(target instanceof Element) || target.closest(TAKEN) !== null) return false;
	for (let part: Element | null = target; part !== null && part !== element; part = part.parentElement) {
		if (scrollsAlong(part)) return false;
	}
	return !scrollsAlong(element);
}

function scrollsAlong(part: Element): boolean {
	return part.scrollWidth > part.clientWidth && /auto|scroll/.test(getComputedStyle(part).overflowX);
}

function hasSelection(): boolean {
	return getSelection()?.isCollapsed === false;
}

function follow(element: HTMLElement, along: number): void {
	if (isStill()) return;
	const by = Math.sign(along) * Math.min(Math.abs(along) * FOLLOWING.share, FOLLOWING.most);
	element.style.translate = by === 0 ? '' : `${by}px`;
}

function letGo(element: HTMLElement): void {
	const { translate } = element.style;
	element.style.translate = '';
	if (translate !== '' && !isStill()) {
		element.animate({ translate: [translate, '0px'] }, { duration: 120, easing: 'ease-out' });
	}
}

function isStill(): boolean {
	return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
