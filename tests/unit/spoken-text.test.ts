import fc from 'fast-check';
import { expect, test } from 'vitest';
import { languageOf, surelyLanguageOf } from '../../src/lib/ui/language-of';
import { partsOf } from '../../src/lib/ui/spoken-text';
import { voiceFor } from '../../src/lib/ui/voices';

const said = (text: string, language = 'en') =>
	partsOf(text, language).map(({ start, end }) => text.slice(start, end));

test('a text is read sentence by sentence', () => {
	expect(said('The tide came in. Who knew that? “No one,” she said.')).toEqual([
		'The tide came in.',
		'Who knew that?',
		'“No one,” she said.'
	]);
	expect(said('비가 그쳤다. 우리는 걸었다.', 'ko')).toEqual(['비가 그쳤다.', '우리는 걸었다.']);
	expect(said('雨が止んだ。歩いた。', 'ja')).toEqual(['雨が止んだ。', '歩いた。']);
});

test('a long sentence is cut after a clause, so that the voice does not fall silent in it', () => {
	const clause = 'and then we went along the dyke to the harbour, ';
	const parts = said(clause.repeat(12));
	expect(parts.length).toBeGreaterThan(2);
	for (const part of parts) expect(part.trim()).toMatch(/harbour,?$/);
});

test('what is no word is not said', () => {
	expect(said('* * *')).toEqual([]);
	expect(said('')).toEqual([]);
});

test('parts are in order, apart from each other, short, and leave no word out', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), fc.string(), (text, language) => {
			let at = 0;
			let left = '';
			for (const { start, end } of partsOf(text, language)) {
				expect(start).toBeGreaterThanOrEqual(at);
				expect(end - start).toBeGreaterThan(0);
				expect(end - start).toBeLessThanOrEqual(200);
				left += text.slice(at, start);
				at = end;
			}
			expect(left + text.slice(at)).not.toMatch(/[\p{L}\p{N}]/u);
		})
	);
});

test('where nothing is said of the language, a script of one language tells', () => {
	expect(languageOf('비가 그쳤다 (iOS)')).toBe('ko');
	expect(languageOf('東京の朝')).toBe('ja');
	expect(languageOf('Утро в саду')).toBe('ru');
	expect(languageOf('A morning')).toBe('');
	expect(surelyLanguageOf('Tor Relay Family를 구성하는 새로운 방법')).toBe('ko');
	expect(surelyLanguageOf('Утро в саду')).toBeNull();
});

const voice = (lang: string, more: Partial<SpeechSynthesisVoice> = {}): SpeechSynthesisVoice => ({
	lang,
	name: lang,
	voiceURI: lang,
	localService: true,
	default: false,
	...more
});

test('a voice of this device reads, in the reader’s kind of the language if there is one', () => {
	const voices = [voice('de-DE', { default: true }), voice('en_US', { default: true }), voice('en-GB')];
	expect(voiceFor(voices, 'en-GB', false)).toEqual({ kind: 'local', voice: voices[2] });
	expect(voiceFor(voices, 'en', false)).toEqual({ kind: 'local', voice: voices[1] });
	expect(voiceFor(voices, 'ko', false)).toEqual({ kind: 'none' });
});

test('a voice that sends the text away needs the reader’s leave, and comes after any other', () => {
	const remote = voice('en-GB', { localService: false, default: true });
	expect(voiceFor([remote], 'en', false)).toEqual({ kind: 'not-allowed' });
	expect(voiceFor([remote], 'en', true)).toEqual({ kind: 'remote', voice: remote });
	const local = voice('en-US');
	expect(voiceFor([remote, local], 'en-GB', true)).toEqual({ kind: 'local', voice: local });
});
