/** What can read in a language. */
export type VoiceChoice =
	| { kind: 'local' | 'remote'; voice: SpeechSynthesisVoice }
	/** There is only one that sends the text away, which the reader has not allowed. */
	| { kind: 'not-allowed' }
	| { kind: 'none' };

/**
 * The best voice for a language: one of this device, since others send the text to whoever made the browser.
 * @param language BCP 47 tag
 */
export function voiceFor(
	voices: readonly SpeechSynthesisVoice[],
	language: string,
	allowsRemote: boolean
): VoiceChoice {
	const speaking = voices
		.filter(({ lang }) => baseOf(lang) === baseOf(language))
		.sort((a, b) => fitOf(b, language) - fitOf(a, language));
	const local = speaking.find(({ localService }) => localService);
	if (local !== undefined) return { kind: 'local', voice: local };
	const [remote] = speaking;
	if (remote === undefined) return { kind: 'none' };
	return allowsRemote ? { kind: 'remote', voice: remote } : { kind: 'not-allowed' };
}

function fitOf(voice: SpeechSynthesisVoice, language: string): number {
	const isSameRegion = normal(voice.lang) === normal(language);
	return (isSameRegion ? 2 : 0) + (voice.default ? 1 : 0);
}

/** Android writes `en_GB`. */
const normal = (tag: string) => tag.replace('_', '-').toLowerCase();
const baseOf = (tag: string) => normal(tag).split('-', 1)[0];
