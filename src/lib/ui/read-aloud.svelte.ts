import { spokenLanguage } from '$lib/messages/messages';
import { firstInSight, utterancesOf, type Utterance } from './spoken-text';
import { voiceFor, type VoiceChoice } from './voices';

/** How the reader wants it, asked before each sentence. */
export interface ReadAloudWishes {
	/** As times the voice's usual speed. */
	speed: number;
	allowsRemoteVoices: boolean;
}

/** What is read, and where it is seen. */
export interface ReadAloudPlace {
	/** In the order in which they are read. */
	parts: HTMLElement[];
	scroller: HTMLElement;
	/** BCP 47 tag of the post, or null. */
	language: string | null;
}

/** Of the CSS Custom Highlight API: what is being said. */
const HIGHLIGHT = 'spoken';
/** Where a sentence comes that was out of sight, as a share of the height. */
const AT = 0.25;

/** Reads articles aloud, with the voices of the browser. */
export class ReadAloud {
	readonly #speech: SpeechSynthesis | null = 'speechSynthesis' in globalThis ? speechSynthesis : null;
	readonly #wishes: () => ReadAloudWishes;
	readonly #isStill: () => boolean;
	#voices = $state.raw<SpeechSynthesisVoice[]>([]);
	/** `asking`: the post cannot be read without the reader's leave, or not at all; `failed`: its voice has failed. */
	state = $state<'silent' | 'reading' | 'paused' | 'asking' | 'failed'>('silent');
	/** The voice for the post that is read, or was to be. */
	choice = $state.raw<VoiceChoice>({ kind: 'none' });
	/** What is being said is sent to the maker of the browser. */
	isSending = $state(false);
	/** BCP 47 tag of the post that is read, or was to be. */
	language = $state('en');
	#place: ReadAloudPlace | null = null;
	#utterances: Utterance[] = [];
	#at = 0;
	/** What is being said: what ends of what was said before no longer counts. Browsers forget an utterance that nobody holds. */
	#current: SpeechSynthesisUtterance | null = null;

	/** @param isStill whether the reader wants no motion */
	constructor(wishes: () => ReadAloudWishes, isStill: () => boolean) {
		this.#wishes = wishes;
		this.#isStill = isStill;
	}

	/** There is a voice. */
	get isPossible(): boolean {
		return this.#voices.length > 0;
	}

	/** Follows which voices there are; browsers tell late. @returns a function that ends it, and all reading. */
	start(): () => void {
		const speech = this.#speech;
		if (speech === null) return () => undefined;
		const look = () => (this.#voices = speech.getVoices());
		look();
		// Safari's has no events.
		(speech as Partial<SpeechSynthesis>).addEventListener?.('voiceschanged', look);
		return () => {
			(speech as Partial<SpeechSynthesis>).removeEventListener?.('voiceschanged', look);
			this.stop();
		};
	}

	/** Begins with what the reader sees. */
	read(place: ReadAloudPlace): void {
		this.stop();
		this.#place = place;
		this.#utterances = place.parts.flatMap((part) => utterancesOf(part));
		this.language = this.#mainLanguage(place.language);
		this.choice = voiceFor(this.#voices, this.language, this.#wishes().allowsRemoteVoices);
		if (this.choice.kind === 'none' || this.choice.kind === 'not-allowed') {
			this.state = 'asking';
			return;
		}
		this.#at = firstInSight(this.#utterances, place.scroller);
		this.state = 'reading';
		this.#say();
	}

	/** What was being said is said again afterwards: browsers differ in what becomes of the rest. */
	pause(): void {
		if (this.state !== 'reading') return;
		this.#hush();
		this.state = 'paused';
	}

	goOn(): void {
		if (this.state !== 'paused') return;
		this.state = 'reading';
		this.#say();
	}

	/** The wishes have changed: what is being said is begun again with them. */
	renew(): void {
		const place = this.#place;
		if (this.state === 'asking' && place !== null) this.read(place);
		else if (this.state === 'reading') {
			this.#hush();
			this.#say();
		}
	}

	stop(): void {
		this.#hush();
		this.#utterances = [];
		this.#place = null;
		this.state = 'silent';
		highlights()?.delete(HIGHLIGHT);
	}

	#hush(): void {
		this.#current = null;
		this.#speech?.cancel();
	}

	#say(): void {
		const utterance = this.#utterances[this.#at];
		if (utterance === undefined) {
			this.stop();
			return;
		}
		const { speed, allowsRemoteVoices } = this.#wishes();
		const own = voiceFor(this.#voices, utterance.language || this.language, allowsRemoteVoices);
		// A word in another language is better read with an accent than left out.
		const choice = 'voice' in own ? own : this.choice;
		if (!('voice' in choice)) return;
		const spoken = new SpeechSynthesisUtterance(utterance.text);
		spoken.voice = choice.voice;
		spoken.lang = choice.voice.lang;
		spoken.rate = speed;
		spoken.onend = () => this.#goOnAfter(spoken);
		spoken.onerror = ({ error }) => this.#fail(spoken, error);
		this.isSending = choice.kind === 'remote';
		this.#current = spoken;
		this.#show(utterance.range);
		this.#speech?.speak(spoken);
	}

	#goOnAfter(said: SpeechSynthesisUtterance): void {
		if (said !== this.#current) return;
		this.#at++;
		this.#say();
	}

	#fail(said: SpeechSynthesisUtterance, error: string): void {
		if (said !== this.#current || error === 'interrupted' || error === 'canceled') return;
		this.stop();
		this.state = 'failed';
	}

	/** Marks what is being said, and brings it into sight. */
	#show(range: Range): void {
		const place = this.#place;
		if (place === null) return;
		highlights()?.set(HIGHLIGHT, new Highlight(range));
		const view = place.scroller.getBoundingClientRect();
		const { top, bottom } = range.getBoundingClientRect();
		// Marks that came or went may have taken its place away.
		if (top === bottom || (top >= view.top && bottom <= view.bottom)) return;
		place.scroller.scrollBy({
			top: top - view.top - view.height * AT,
			behavior: this.#isStill() ? 'instant' : 'smooth'
		});
	}

	/** What the post says it is in, else what most of its sentences are in, else the language of the app. */
	#mainLanguage(said: string | null): string {
		if (said !== null && said !== '') return said;
		const counts = new Map<string, number>();
		for (const { language, text } of this.#utterances) {
			counts.set(language, (counts.get(language) ?? 0) + text.length);
		}
		const [most] = [...counts].sort(([, a], [, b]) => b - a);
		return most?.[0] || spokenLanguage();
	}
}

function highlights(): HighlightRegistry | null {
	return 'highlights' in CSS && 'Highlight' in globalThis ? CSS.highlights : null;
}
