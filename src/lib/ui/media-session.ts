import type { Attachment } from 'svelte/attachments';

/** What the system shows of the sound that plays, such as on a locked screen. */
export interface Playing {
	/** Of the post. */
	title: string;
	artist: string;
	/** The blog. */
	album: string;
	/** Absolute address of a picture. */
	artwork: string;
}

/** Seconds, where the system does not say how far. */
const BACK = 10;
const AHEAD = 30;

/**
 * Tells the system what plays in an element, and does what the reader presses there, on headphones or on a watch.
 * @param playing asked each time that something begins
 */
export function tellSystemWhatPlays(playing: () => Playing): Attachment<HTMLElement> {
	return (element) => {
		if (!('mediaSession' in navigator)) return;
		let hearing = new AbortController();
		const begin = ({ target }: Event) => {
			if (!(target instanceof HTMLMediaElement)) return;
			hearing.abort();
			hearing = new AbortController();
			const all = [...element.querySelectorAll<HTMLMediaElement>('audio, video')];
			showMetadata(playing(), target, all.length > 1);
			takeActions(target, all);
			follow(target, hearing.signal);
		};
		element.addEventListener('play', begin, { capture: true });
		return () => {
			element.removeEventListener('play', begin, { capture: true });
			hearing.abort();
			forget();
		};
	};
}

function showMetadata({ artwork, ...post }: Playing, media: HTMLMediaElement, isOneOfMany: boolean): void {
	const name = media.ariaLabel ?? '';
	const named = isOneOfMany && name !== '' ? { ...post, title: name, album: post.title } : post;
	navigator.mediaSession.metadata = new MediaMetadata({ ...named, artwork: [{ src: artwork }] });
}

/** What plays, and where it is. */
function follow(media: HTMLMediaElement, signal: AbortSignal): void {
	const session = navigator.mediaSession;
	session.playbackState = 'playing';
	const pause = () => {
		// The post has been left: what is taken off the page goes silent.
		if (!media.isConnected) forget();
		else session.playbackState = 'paused';
	};
	media.addEventListener('pause', pause, { signal });
	for (const name of ['playing', 'durationchange', 'ratechange', 'seeked']) {
		media.addEventListener(name, () => showPlace(media), { signal });
	}
}

function showPlace({ duration, playbackRate, currentTime }: HTMLMediaElement): void {
	// Of a broadcast there is no end to show, and browsers refuse a place beyond the end.
	if (!Number.isFinite(duration) || playbackRate === 0) return;
	navigator.mediaSession.setPositionState({
		duration,
		playbackRate,
		position: Math.min(currentTime, duration)
	});
}

function takeActions(media: HTMLMediaElement, all: readonly HTMLMediaElement[]): void {
	const at = all.indexOf(media);
	const [previous, next] = [all[at - 1], all[at + 1]];
	const move = (seconds: number) => {
		media.currentTime = Math.max(0, media.currentTime + seconds);
	};
	on('play', () => play(media));
	on('pause', () => media.pause());
	on('stop', () => media.pause());
	on('seekbackward', ({ seekOffset }) => move(-(seekOffset ?? BACK)));
	on('seekforward', ({ seekOffset }) => move(seekOffset ?? AHEAD));
	on('seekto', ({ seekTime }) => {
		if (seekTime != null) media.currentTime = seekTime;
	});
	on('previoustrack', previous === undefined ? null : () => play(previous));
	on('nexttrack', next === undefined ? null : () => play(next));
}

function forget(): void {
	navigator.mediaSession.metadata = null;
	navigator.mediaSession.playbackState = 'none';
	for (const action of ACTIONS) on(action, null);
}

const ACTIONS: readonly MediaSessionAction[] = [
	'play',
	'pause',
	'stop',
	'seekbackward',
	'seekforward',
	'seekto',
	'previoustrack',
	'nexttrack'
];

function on(action: MediaSessionAction, handle: MediaSessionActionHandler | null): void {
	try {
		navigator.mediaSession.setActionHandler(action, handle);
	} catch (error) {
		// Browsers do not know all of them.
		if (!(error instanceof TypeError)) throw error;
	}
}

function play(media: HTMLMediaElement): void {
	// Without a network it cannot, and a press on "pause" may come before it has begun: the player shows both.
	media.play().catch((error: unknown) => {
		if (!(error instanceof DOMException)) throw error;
	});
}
