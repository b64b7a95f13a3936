import { browserStorage, parseStored, type SmallStorage } from './browser-storage';

/** How fast the sound of posts is played, as times its own speed; films have controls of the browser for that. */
export const MEDIA_SPEEDS = [1, 1.25, 1.5, 2] as const;
/** How fast posts are read aloud, as times the usual speed of the voice. */
export const VOICE_SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const;

export type MediaSpeed = (typeof MEDIA_SPEEDS)[number];
export type VoiceSpeed = (typeof VOICE_SPEEDS)[number];

/** How the reader likes to listen. */
export interface ListeningSettings {
	mediaSpeed: MediaSpeed;
	voiceSpeed: VoiceSpeed;
	/** Voices that send the text to the maker of the browser may read where this device has none. */
	allowsRemoteVoices: boolean;
}

const KEY = 'backlist-listening';

/** How the reader likes to listen, on this device. */
export class Listening {
	readonly #storage: SmallStorage;
	#settings = $state.raw<ListeningSettings>(settingsOf(null));

	/** Without an argument: the browser's own storage, or none for this visit where the reader has blocked it. */
	constructor(storage: SmallStorage = browserStorage()) {
		this.#storage = storage;
		this.#settings = settingsOf(parseStored(storage.getItem(KEY)));
	}

	get settings(): ListeningSettings {
		return this.#settings;
	}

	change(change: Partial<ListeningSettings>): void {
		this.#settings = { ...this.#settings, ...change };
		this.#storage.setItem(KEY, JSON.stringify(this.#settings));
	}
}

/** What was saved, as far as it makes sense. */
function settingsOf(value: unknown): ListeningSettings {
	const saved = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	return {
		mediaSpeed: MEDIA_SPEEDS.find((speed) => speed === saved.mediaSpeed) ?? 1,
		voiceSpeed: VOICE_SPEEDS.find((speed) => speed === saved.voiceSpeed) ?? 1,
		allowsRemoteVoices: saved.allowsRemoteVoices === true
	};
}
