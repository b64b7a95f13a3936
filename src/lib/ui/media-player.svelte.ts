import type { Attachment } from 'svelte/attachments';
import { m } from '$lib/messages/messages';
import { formatSpeed } from './speed';

/** What is remembered of sound and film. */
export interface MediaMemory {
	/** Seconds from the beginning. */
	placeOf: (address: string) => number;
	keepPlace: (address: string, seconds: number) => void;
	forgetPlace: (address: string) => void;
}

export interface MediaSpeeds {
	speed: () => number;
	/** The reader wants the next one. */
	onNext: () => void;
}

/** Seconds between two moments at which the place is kept while it plays. */
const PAUSE = 2;
/** What is so near to the end, in seconds, has been heard. */
const END = 3;

/**
 * Lets the sound and film in an element go on where they were left, one at a time; sound at the reader's speed, which the buttons `.speed`
 * in it change.
 */
export function playMedia(memory: MediaMemory, { speed, onNext }: MediaSpeeds): Attachment<HTMLElement> {
	return (element) => {
		const kept = new WeakMap<HTMLMediaElement, number>();
		/** What is where it was left: not before that is its place worth keeping. */
		const placed = new WeakSet<HTMLMediaElement>();
		const listening = new AbortController();
		/** These events do not bubble. */
		const hear = (name: string, act: (media: HTMLMediaElement) => void) =>
			element.addEventListener(
				name,
				({ target }) => {
					if (target instanceof HTMLMediaElement) act(target);
				},
				{ capture: true, signal: listening.signal }
			);
		const place = (media: HTMLMediaElement) => {
			if (!placed.has(media) && goBack(media, memory.placeOf(media.currentSrc))) placed.add(media);
		};
		const keep = (media: HTMLMediaElement) => {
			if (!placed.has(media)) return;
			kept.set(media, media.currentTime);
			if (!media.ended) memory.keepPlace(media.currentSrc, media.currentTime);
		};

		// Not every browser can go anywhere at the first of these.
		for (const name of ['loadedmetadata', 'canplay', 'playing', 'seeked']) hear(name, place);
		hear('play', (media) => {
			if (media instanceof HTMLAudioElement) media.playbackRate = speed();
			for (const other of element.querySelectorAll<HTMLMediaElement>('audio, video')) {
				if (other !== media) other.pause();
			}
		});
		hear('timeupdate', (media) => {
			if (Math.abs(media.currentTime - (kept.get(media) ?? -PAUSE)) >= PAUSE && !media.paused) keep(media);
		});
		hear('pause', keep);
		hear('seeked', keep);
		hear('ended', (media) => memory.forgetPlace(media.currentSrc));

		const press = ({ target }: MouseEvent) => {
			if (target instanceof Element && target.closest('button.speed') !== null) onNext();
		};
		element.addEventListener('click', press, { signal: listening.signal });
		$effect(() => showSpeed(element, speed()));
		// The text of a post comes later than its frame, and goes when another one is opened.
		const observer = new MutationObserver(() => showSpeed(element, speed()));
		observer.observe(element, { childList: true, subtree: true });
		return () => {
			observer.disconnect();
			listening.abort();
		};
	};
}

/** @returns whether it is at `place`, or has none to go back to. */
function goBack(media: HTMLMediaElement, place: number): boolean {
	const isWithin = Number.isFinite(media.duration) && place < media.duration - END;
	if (place === 0 || !isWithin) return true;
	// On its way it may still be thrown back to the beginning.
	if (media.currentTime >= place - 1) return !media.seeking;
	media.currentTime = place;
	return false;
}

function showSpeed(element: HTMLElement, speed: number): void {
	for (const audio of element.querySelectorAll('audio')) audio.playbackRate = speed;
	const shown = formatSpeed(speed);
	for (const button of element.querySelectorAll<HTMLButtonElement>('button.speed')) {
		if (button.dataset.speed === shown) continue;
		button.dataset.speed = shown;
		button.ariaLabel = m.article_speed({ speed: shown });
		button.title = m.article_speed_title();
	}
}
